import { expect, test } from 'vitest';
import { CHEN_HOME } from '#city/cast.ts';
import { acceptedHouse, BEGINS, decideHouse, reckon } from '#infra/local/scenarios/a02-house.ts';
import { ruleOf } from './begun.ts';
import { casesWorld } from './world.ts';

const OTHER_HOME = '330784001001GB00001F00990099';

test('what an accepted case holds against others, and what its taxes were reckoned from, is not changed beneath it', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedHouse(world);
  const typed = (field: string, value: string | number) =>
    world.act(id, { act: 'confirm-prefill', fields: [], typed: { [field]: value }, onBehalf: 'buyer' });
  expect(ruleOf(await typed('house.unitNumber', OTHER_HOME))).toEqual([422, 'held-otherwise']);
  expect((await typed('house.unitNumber', CHEN_HOME)).status).toBe(200);
  // Until the taxes are reckoned the price may be put right.
  expect((await typed('house.price', 1_100_000)).status).toBe(200);
  expect((await typed('house.price', 1_200_000)).status).toBe(200);
  await decideHouse(world, id, 'existing-house-contract');
  expect((await reckon(world, id)).status).toBe(200);
  expect(ruleOf(await typed('house.price', 1_100_000))).toEqual([422, 'levied-otherwise']);
  expect((await world.get(id)).form).toMatchObject({ 'house.unitNumber': CHEN_HOME, 'house.price': 1_200_000 });
});
