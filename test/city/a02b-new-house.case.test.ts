import { expect, test } from 'vitest';
import { BEGINS, play } from '#infra/local/scenarios/a02b-new-house.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { casesWorld } from '#test/functions/cases/world.ts';

test('A2b: a new house taken on 29 September is due on the 30th, a Saturday that was worked; the buyer pays deed tax and fee', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  const view = await world.get(id);
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    ...{ state: 'decided', visits: 1, materials: 0, forms: 1 },
    ...{ tasks: 2, approved: 2, due: '2017-09-30', decidedOn: '2017-09-30' },
  });
  expect([view.clock?.light, view.clock?.dues[0]?.remaining]).toEqual(['yellow', 0]);
  const levied = view.tasks[0]?.levied;
  expect(levied?.order.lines.map(({ levy, payer, fen }) => [levy, payer, fen])).toEqual([
    ['deed-tax', 'buyer', 1_200_000],
    ['registration-fee', 'buyer', 8_000],
  ]);
});
