import { expect, test } from 'vitest';
import { CHEN_HOME } from '#city/cast.ts';
import {
  acceptedHouse,
  BEGINS,
  decideHouse,
  filedHouse,
  HOUSE_BODIES,
  pay,
  REGISTRATION,
  reckon,
  TAX,
} from '#infra/local/scenarios/a02-house.ts';
import { earlierTax, title } from '#infra/local/scenarios/a02-house-data.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { travel } from '#infra/local/scenarios/travel.ts';
import { ruleOf } from './begun.ts';
import { type CasesWorld, casesWorld } from './world.ts';

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

/** 当场: the day of receipt is over. */
const SILENCE = '2017-09-26 00:01';
const levied = async (world: CasesWorld, id: string): Promise<void> => {
  await taken(pay(world, id, await taken(reckon(world, id))));
  await decideHouse(world, id, TAX);
};
const paidIn = async (world: CasesWorld, id: string): Promise<void> => {
  await travel(world, id, [title(), ...earlierTax()]);
  await decideHouse(world, id, 'existing-house-contract');
  await levied(world, id);
};
const enter = (world: CasesWorld, id: string) =>
  world.act(id, { act: 'decide', task: REGISTRATION, decision: 'approve' }, { as: HOUSE_BODIES[REGISTRATION] });

test('silence accepts a house without its number, too; it is entered when the number is there and nobody else holds it', async () => {
  const world = await casesWorld(BEGINS);
  const id = await filedHouse(world, { form: { 'house.price': 1_200_000 } });
  await world.to('2017-09-25 23:59');
  expect((await world.get(id)).state).toBe('received');
  await world.to(SILENCE);
  expect(await world.get(id)).toMatchObject({ state: 'accepted', acceptedAt: '2017-09-25T01:30:00.000Z' });
  await world.to('2017-09-26 09:00');
  await travel(world, id, [title()]);
  await decideHouse(world, id, 'existing-house-contract');
  // The register was asked about a house that the form does not name: nothing is reckoned for it, and so nothing entered.
  expect(ruleOf(await reckon(world, id))).toEqual([422, 'field-missing']);
  expect((await enter(world, id)).status).toBe(409);
  // What the register answered fills it in.
  await taken(world.act(id, { act: 'confirm-prefill', fields: ['house.unitNumber'], onBehalf: 'buyer' }));
  await travel(world, id, earlierTax());
  await levied(world, id);
  await taken(enter(world, id));
  // From now on it holds the house.
  const other = await filedHouse(world);
  expect((await world.act(other, { act: 'accept' })).body.detail).toContain(id);
});

test('silence accepts a second case about a house that another holds; it is not entered before that one is over', async () => {
  const world = await casesWorld(BEGINS);
  const first = await acceptedHouse(world);
  const second = await filedHouse(world);
  await world.to(SILENCE);
  expect((await world.get(second)).acceptedAt).toBeDefined();
  await world.to('2017-09-26 09:00');
  await paidIn(world, second);
  const refused = await enter(world, second);
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining(first)]);
  await taken(world.act(first, { act: 'withdraw', reason: '改日再办', onBehalf: 'buyer' }));
  await taken(enter(world, second));
});

test('who may not accept for want of a field is told the act that fills it, in both languages, and that act is enough', async () => {
  const world = await casesWorld(BEGINS);
  const id = await filedHouse(world, { form: { 'house.price': 1_200_000 } });
  const refused = await world.act(id, { act: 'accept' });
  expect(ruleOf(refused)).toEqual([422, 'field-missing']);
  expect(refused.body.detail).toMatch(/[\u4e00-\u9fff]+.* the form lacks a field/);
  expect(refused.body.detail).toContain('confirm-prefill (typed: house.unitNumber)');
  // Where a source has answered, it is not typed: Decree 716 art. 7.
  const answered = await filedHouse(world, { form: { 'house.price': 1_200_000 } });
  await travel(world, answered, [title()]);
  expect((await world.act(answered, { act: 'accept' })).body.detail).toContain(
    'confirm-prefill (fields: house.unitNumber)',
  );
  const typed = { 'house.unitNumber': CHEN_HOME };
  await taken(world.act(id, { act: 'confirm-prefill', fields: [], typed, onBehalf: 'buyer' }));
  expect((await world.act(id, { act: 'accept' })).status).toBe(200);
});
