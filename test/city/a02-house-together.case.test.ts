/** A2, 共同申请: nothing is accepted before each of the parties has applied, himself, at the window or by his agent, and all at the same price. */
import { expect, test } from 'vitest';
import { LI_NA, XU_XIAOWEN, ZHOU_LEI } from '#city/cast.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import * as a02b from '#infra/local/scenarios/a02b-new-house.ts';
import { broughtAll } from '#infra/local/scenarios/bodies.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { type CasesWorld, casesWorld } from '#test/functions/cases/world.ts';

const ACCEPT = { act: 'accept' } as const;
const PRICE = 'house.price';
const { parties: BOTH } = a02.house();

/** Filed by the buyer alone; every paper lies there. */
const filedAlone = async (over: Partial<OpenCase> = {}) => {
  const world = await casesWorld(a02.BEGINS);
  const { id } = await taken(world.open(a02.house(over)));
  await taken(world.act(id, { act: 'file', onBehalf: over.onBehalf ?? 'buyer' }));
  await broughtAll(world, id, 'buyer');
  return { world, id };
};
const errorsOf = async (world: CasesWorld, id: string, key: string) => {
  const { status, body } = await world.act(id, ACCEPT, { key });
  return status === 200 ? 200 : [status, body.errors];
};
const missing = (...all: [string, string][]) => [
  422,
  all.map(([field, rule]) => ({ field: `/parties/${field}`, rule })),
];

test('A2, the seller did nothing: not accepted, and the rule says who has not applied; at the window, with the buyer, it is', async () => {
  const { world, id } = await filedAlone();
  expect(await errorsOf(world, id, 'one')).toEqual(missing(['seller', 'seller-not-applied']));
  await taken(world.act(id, { act: 'note-visit', party: 'seller', place: 'yongkang-hall', reason: '接受询问' }));
  expect(await errorsOf(world, id, 'two')).toBe(200);
});

test('A2, the seller joins from home at the price of the form: accepted without a visit', async () => {
  const { world, id } = await filedAlone();
  const view = await taken(world.act(id, a02.agreeing('seller')));
  expect(view.joint).toMatchObject([
    { party: 'buyer', agreed: { [PRICE]: 1_200_000 } },
    { party: 'seller', agreed: { [PRICE]: 1_200_000 } },
  ]);
  expect(view.visits).toEqual([]);
  expect(await errorsOf(world, id, 'one')).toBe(200);
});

test('A2, they differ on the price: the seller cannot join at another, and nothing is accepted until both mean the same', async () => {
  const { world, id } = await filedAlone();
  const other = await world.act(id, a02.agreeing('seller', 1_500_000));
  expect([other.status, other.body.errors]).toEqual([422, [{ field: `/agreed/${PRICE}`, rule: 'parties-differ' }]]);
  expect(JSON.stringify(other.body)).not.toContain('1500000');
  const agreed = { [PRICE]: 1_200_000, 'person.no330784198802039985': '1' };
  const invented = await world.act(id, { act: 'join-application', agreed, onBehalf: 'seller' });
  expect(invented.body.errors).toEqual([{ field: '/agreed/?', rule: 'nothing-to-agree' }]);
  await taken(world.act(id, a02.agreeing('seller')));
  const typed = { act: 'confirm-prefill' as const, fields: [], typed: { [PRICE]: 1_500_000 } };
  await taken(world.act(id, { ...typed, onBehalf: 'buyer' }));
  expect(await errorsOf(world, id, 'one')).toEqual([422, [{ field: `/form/${PRICE}`, rule: 'parties-differ' }]]);
  for (const party of ['seller', 'buyer']) await taken(world.act(id, a02.agreeing(party, 1_500_000)));
  expect(await errorsOf(world, id, 'two')).toBe(200);
});

test('A2, the price is changed after acceptance: no tax is reckoned before both confirm it', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.contracted(world, await a02.checkedHouse(world));
  const typed = { act: 'confirm-prefill' as const, fields: [], typed: { [PRICE]: 1_000_000 }, onBehalf: 'buyer' };
  await taken(world.act(id, typed));
  expect((await a02.reckon(world, id, { ...a02.SALE, priceFen: 100_000_000 })).body.errors).toEqual([
    { field: `/form/${PRICE}`, rule: 'parties-differ' },
  ]);
  for (const party of ['seller', 'buyer']) await taken(world.act(id, a02.agreeing(party, 1_000_000)));
  expect((await a02.reckon(world, id, { ...a02.SALE, priceFen: 100_000_000 })).status).toBe(200);
});

const agent = (mandate?: CaseParty['mandate']): CaseParty => ({
  ...{ id: 'agent', role: 'agent', code: ZHOU_LEI, name: '周磊', ground: '公证委托书' },
  ...(mandate ? { mandate } : {}),
});
test.each<[string, boolean, CaseParty]>([
  ['for the seller, to apply', true, agent({ scope: ['apply'], until: '2017-12-31', of: ['seller'] })],
  ['for nobody in particular', false, agent({ scope: ['apply'], until: '2017-12-31' })],
  ['to hand in only', false, agent({ scope: ['supplement'], until: '2017-12-31', of: ['seller'] })],
  ['until the day before', false, agent({ scope: ['apply'], until: '2017-09-24', of: ['seller'] })],
])('A2, an agent with a mandate %s comes to the window, and that counts: %s', async (_, counts, party) => {
  const { world, id } = await filedAlone({ parties: [...BOTH, party] });
  expect(await errorsOf(world, id, 'one')).toEqual(missing(['seller', 'seller-not-applied']));
  await taken(world.act(id, { act: 'note-visit', party: 'agent', place: 'yongkang-hall', reason: '代理申请' }));
  expect(await errorsOf(world, id, 'two')).toEqual(counts ? 200 : missing(['seller', 'seller-not-applied']));
});

test('A2, a seller of two: each of them; and where nobody sells, that is what is missing', async () => {
  const wife: CaseParty = { id: 'second', role: 'seller', code: XU_XIAOWEN, name: '徐晓雯' };
  const { world, id } = await filedAlone({ parties: [...BOTH, wife] });
  await taken(world.act(id, a02.agreeing('seller')));
  expect(await errorsOf(world, id, 'one')).toEqual(missing(['second', 'seller-not-applied']));
  const alone = await filedAlone({ parties: [{ id: 'buyer', role: 'buyer', code: LI_NA, name: '李娜' }] });
  expect(await errorsOf(alone.world, alone.id, 'one')).toEqual(missing(['seller', 'seller-not-applied']));
  const husband: CaseParty = { id: 'spouse', role: 'spouse', code: ZHOU_LEI, name: '周磊', ground: '配偶' };
  const beside = await filedAlone({ parties: [...BOTH, husband] });
  expect((await beside.world.act(beside.id, a02.agreeing('spouse'))).body.errors).toEqual([
    { field: '/onBehalf', rule: 'not-who-applies' },
  ]);
});

test('A2b, the developer has signed nothing: the new house is not accepted', async () => {
  const world = await casesWorld(a02b.BEGINS);
  const { id } = await taken(world.open(a02b.newHouse));
  await taken(world.act(id, { act: 'file', onBehalf: 'buyer' }));
  expect((await world.act(id, ACCEPT)).body.errors).toContainEqual({
    ...{ field: '/parties/seller', rule: 'seller-not-applied' },
  });
});
