import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { departments } from '#city/departments.ts';
import * as a01 from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import * as a06 from '#infra/local/scenarios/a06-tolerance.ts';
import type { Stage } from '#infra/local/scenarios/stage.ts';
import { crashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { type CasesWorld, casesWorld, XU } from '#test/functions/cases/world.ts';
import { survivor } from './survivor.ts';

/** Everything that can be seen of a case afterwards: itself, its events, the work lists, every item of the table, what is still to come. */
const seen = async (world: CasesWorld, id: string) => {
  const { body } = await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } });
  const lines = await Promise.all(departments.map(async (one) => (await world.deps.work.list(one.id, 50)).lines));
  const { Items = [] } = await world.client.send(
    new ScanCommand({ TableName: world.table, ProjectionExpression: 'pk, sk', ConsistentRead: true }),
  );
  return {
    view: await world.get(id),
    events: body.items,
    lines: lines.flat(),
    items: Items.map(({ pk, sk }) => `${pk} ${sk}`).toSorted(),
    timers: [...world.timers.keys()].toSorted(),
  };
};

/** Tolerated, not kept: the timer ends it. */
const lapsed = {
  BEGINS: a06.BEGINS,
  play: async (stage: Stage) => {
    const id = await a06.provisional(stage);
    await stage.to('2017-10-13 09:00');
    return [id];
  },
};
const SCENARIOS = [
  ['A1', a01],
  ['A2', a02],
  ['A6', a06],
  ['A6, not kept', lapsed],
] as const;

test.each(SCENARIOS)(
  '%s, killed at any boundary and taken up again, comes to the same, each effect once',
  async (_, of) => {
    let whole: unknown;
    const passed = await everyCrashPoint(async (crash) => {
      const world = await casesWorld(of.BEGINS, crash);
      const [id = ''] = await of.play(survivor(world, crash));
      crash.at(Number.POSITIVE_INFINITY);
      const came = await seen(world, id);
      whole ??= came;
      expect(came).toEqual(whole);
    });
    expect(passed).toBeGreaterThan(50);
  },
);

/** With all that travels for it, and the four bodies on the spot. */
const IN_FULL = [
  ['A1 with its data', { ...a01, play: a01.playInFull }],
  ['A2 with its data', { ...a02, play: a02.playInFull }],
] as const;

test.each([...SCENARIOS, ...IN_FULL])('%s, with every message twice, comes to the same', async (_, of) => {
  const came = await Promise.all(
    [1, 2].map(async (messages) => {
      const world = await casesWorld(of.BEGINS, undefined, messages);
      const [id = ''] = await of.play({ ...world, ...survivor(world, crashPoints()) });
      return seen(world, id);
    }),
  );
  expect(came[1]).toEqual(came[0]);
});
