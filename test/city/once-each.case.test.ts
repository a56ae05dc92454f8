import { expect, test } from 'vitest';
import * as a01 from '#infra/local/scenarios/a01-asked.ts';
import { playInFull as restaurant } from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-asked.ts';
import { playInFull as house } from '#infra/local/scenarios/a02-house.ts';
import * as a06 from '#infra/local/scenarios/a06-tolerance.ts';
import type { Stage } from '#infra/local/scenarios/stage.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
import { type CasesWorld, casesWorld } from '#test/functions/cases/world.ts';
import { killedAtEach, type Stepped, stepped, witness } from './killed.ts';

type Asking = a01.Full & Pick<CasesWorld, 'down'>;

/** Health does not answer the first time: the case goes on, and is tried again by its timers. */
const healthFailing = (stage: Asking): Asking => {
  const HEALTH = 'health/health-certificate';
  let failed = false;
  return {
    ...stage,
    ask: async (id, question, who) => {
      if (question.resource !== HEALTH || failed) return stage.ask(id, question, who);
      failed = true;
      stage.down.add(HEALTH);
      const answer = await stage.ask(id, question, who);
      stage.down.delete(HEALTH);
      return answer;
    },
  };
};
/** Tolerated, not kept: the timer ends it. */
const lapsed = async (stage: Stage) => {
  const id = await a06.provisional(stage);
  await stage.to('2017-10-13 09:00');
  return [id];
};
type Play = (stage: Asking) => Promise<string[]>;
type Scenario = readonly [name: string, begins: string, play: Play];
/** A1 and A2 with everybody asked, told and given notice, and the four bodies on the spot. */
const SCENARIOS: readonly Scenario[] = [
  ['A1', a01.BEGINS, (stage) => a01.play(healthFailing(stage))],
  ['A2', a02.BEGINS, a02.play],
  ['A6', a06.BEGINS, a06.play],
  ['A6, not kept', a06.BEGINS, lapsed],
];
/** The same with the answers as they would be posted. */
const POSTED: readonly Scenario[] = [
  ['A1, posted', a01.BEGINS, restaurant],
  ['A2, posted', a02.BEGINS, house],
];
const FULL = process.env.ONETRIP_FULL === '1';

const played = async (world: CasesWorld, stage: Stepped, play: Play) => {
  const [id = ''] = await play({ ...world, ...stage });
  return (await witness(world)).shown(id);
};
const undisturbed = async (begins: string, play: Play) => {
  const world = await casesWorld(begins);
  return played(world, stepped(world), play);
};

test.each([...SCENARIOS, ...(FULL ? POSTED : [])])(
  '%s, killed at any boundary or with every message twice, comes to the same, each effect once',
  async (_, begins, play) => {
    const whole = await undisturbed(begins, play);
    const twice = await casesWorld(begins, undefined, 2);
    expect(await played(twice, stepped(twice), play)).toEqual(whole);
    const crash = crashPoints();
    const world = await casesWorld(begins, crash);
    const { counts, step } = await killedAtEach(world, crash);
    expect(await played(world, stepped(world, step), play)).toEqual(whole);
    expect(counts.passed).toBeGreaterThan(100);
    expect(counts.outlived).toBeLessThan(Math.max(2, counts.died / 20));
    if (FULL) console.log(JSON.stringify(counts));
  },
  FULL ? 3_600_000 : undefined,
);
