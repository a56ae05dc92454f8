import { expect, test } from 'vitest';
import * as a01 from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import * as a06 from '#infra/local/scenarios/a06-tolerance.ts';
import type { Stage } from '#infra/local/scenarios/stage.ts';
import type { Travelling } from '#infra/local/scenarios/travel.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
import { type CasesWorld, casesWorld } from '#test/functions/cases/world.ts';
import { killedAtEach, type Stepped, stepped, witness } from './killed.ts';

/** Tolerated, not kept: the timer ends it. */
const lapsed = async (stage: Stage) => {
  const id = await a06.provisional(stage);
  await stage.to('2017-10-13 09:00');
  return [id];
};
/** A1 and A2 with all that travels for them, and the four bodies on the spot. */
const SCENARIOS = [
  ['A1', a01.BEGINS, a01.playInFull],
  ['A2', a02.BEGINS, a02.playInFull],
  ['A6', a06.BEGINS, a06.play],
  ['A6, not kept', a06.BEGINS, lapsed],
] as const;

type Play = (stage: Travelling) => Promise<string[]>;
const played = async (world: CasesWorld, stage: Stepped, play: Play) => {
  const [id = ''] = await play({ ...world, ...stage });
  return witness(world).shown(id);
};
const undisturbed = async (begins: string, play: Play) => {
  const world = await casesWorld(begins);
  return played(world, stepped(world), play);
};

test.each(SCENARIOS)(
  '%s, killed at any boundary or with every message twice, comes to the same, each effect once',
  async (_, begins, play) => {
    const whole = await undisturbed(begins, play);
    const twice = await casesWorld(begins, undefined, 2);
    expect(await played(twice, stepped(twice), play)).toEqual(whole);
    const crash = crashPoints();
    const world = await casesWorld(begins, crash);
    const { counts, step } = killedAtEach(world, crash);
    expect(await played(world, stepped(world, step), play)).toEqual(whole);
    expect(counts.passed).toBeGreaterThan(100);
    if (process.env.ONETRIP_FULL === '1') console.log(JSON.stringify(counts));
  },
);
