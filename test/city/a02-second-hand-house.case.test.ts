import { expect, test } from 'vitest';
import { CHEN_HOME, LI_NA, WANG_SHOP } from '#city/cast.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import { earlierTax, HERS, type Sold, saleOf, title } from '#infra/local/scenarios/a02-house-data.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { paper } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { travel } from '#infra/local/scenarios/travel.ts';
import type { CaseView, Receipt } from '#schemas/case.ts';
import type { HouseSale } from '#schemas/levy.ts';
import { type CasesWorld, casesWorld, KEYS } from '#test/functions/cases/world.ts';

const { REGISTRATION, TAX, HOUSE_BODIES, SALE } = a02;
const orderOf = ({ tasks }: CaseView) => tasks.find(({ matter }) => matter === TAX)?.levied?.order;
interface Happened {
  readonly type: string;
  readonly at: string;
  readonly data: { readonly task?: string; readonly reason?: string; readonly basis?: string };
}
const minuteOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);
const REFUSAL = { act: 'decide', task: REGISTRATION, decision: 'deny' } as const;
const REGISTER = { as: HOUSE_BODIES[REGISTRATION] };

test('A2: both parties come once to one window, and forty-four of fifty minutes later it is entered and certified', async () => {
  const world = await casesWorld(a02.BEGINS);
  const [id = ''] = await a02.play(world);
  const view = await world.get(id);
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    ...{ state: 'closed', visits: 2, materials: 2, notAskedFor: 19, forms: 1, formsBefore: 7, notices: 0 },
    ...{ tasks: 4, approved: 4, results: 4, decidedOn: '2017-09-25' },
  });
  expect(view.visits.map(({ party, place }) => [party, place])).toEqual([
    ['seller', 'yongkang-hall'],
    ['buyer', 'yongkang-hall'],
  ]);
  expect(view.clock).toMatchObject({ state: 'stopped', light: 'yellow', dues: [{ unit: 'minutes', elapsed: 44 }] });
  const steps = (await world.events(id)).flatMap(({ type, at, data }: Happened) =>
    ['accept', 'decide', 'reckon-levies', 'record-payment'].includes(type) ? [[minuteOf(at), type, data.task]] : [],
  );
  expect(steps).toEqual([
    ['10:00', 'accept', undefined],
    ['10:04', 'decide', 'existing-house-contract'],
    ['10:14', 'reckon-levies', TAX],
    ['10:20', 'record-payment', TAX],
    ['10:20', 'decide', TAX],
    ['10:38', 'decide', REGISTRATION],
    ['10:44', 'decide', 'utility-accounts'],
  ]);
  expect(orderOf(view)?.totalFen).toBe(1_208_000);
  expect(view.refunds).toEqual([]);
  const levied = view.tasks.find(({ matter }) => matter === TAX)?.levied;
  expect(levied?.receipts.map(({ collector, fen }) => [collector, fen])).toEqual([
    ['taxation', 1_200_000],
    ['real-estate', 8_000],
  ]);
});

/** 118 m², hers since that day by entry and deed tax. */
const since = (registeredOn: string, signedOn: string): Sold => ({
  ...{ ...HERS, area: 118, registeredOn, taxPaidOn: registeredOn, signedOn },
});
test.each<[string, string, Sold, Partial<HouseSale>, Record<string, number>]>([
  ['89.50 m², only home, held six years', '2017-09-25', HERS, {}, { 'deed-tax': 1_200_000, vat: 0, 'income-tax': 0 }],
  [
    '118 m², only home, held three years',
    '2017-09-25',
    since('2014-09-24', '2017-09-25'),
    { sellerOnlyHome: false },
    { 'deed-tax': 1_800_000, vat: 0, 'income-tax': 1_200_000 },
  ],
  [
    'the same, from December 2024 on',
    '2024-12-02',
    since('2021-09-24', '2024-12-02'),
    { sellerOnlyHome: false },
    { 'deed-tax': 1_200_000, vat: 0, 'income-tax': 1_200_000 },
  ],
  [
    '118 m², second home, held one year',
    '2017-09-25',
    since('2016-09-24', '2017-09-25'),
    { buyerHomes: 2, sellerOnlyHome: false },
    { 'deed-tax': 2_285_714, vat: 5_714_286, surcharges: 685_714, 'income-tax': 1_142_857 },
  ],
])('A2, the taxes of %s on %s are right to the cent', async (_, day, sold, change, lines) => {
  const world = await casesWorld(`${day} 09:30`);
  const id = await a02.filedHouse(world, {}, sold);
  await taken(world.act(id, { act: 'accept' }));
  await travel(world, id, [title({}, CHEN_HOME, sold), ...earlierTax(sold)]);
  await a02.decideHouse(world, id, 'existing-house-contract');
  const order = orderOf(await taken(a02.reckon(world, id, { ...saleOf(sold), ...change })));
  const all = { surcharges: 0, 'registration-fee': 8_000, ...lines };
  expect(Object.fromEntries(order?.lines.map(({ levy, fen }) => [levy, fen]) ?? [])).toEqual(all);
  expect(order?.totalFen).toBe(Object.values(all).reduce((sum, fen) => sum + fen, 0));
});

test('A2, nothing is entered before the taxes are paid, and nothing is reckoned from another price than the parties wrote', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.checkedHouse(world);
  await a02.decideHouse(world, id, 'existing-house-contract');
  const approve = { act: 'decide', decision: 'approve' } as const;
  const tax = { as: HOUSE_BODIES[TAX] };
  expect((await world.act(id, { ...approve, task: TAX }, tax)).body.detail).toContain('税费未缴');
  expect((await a02.reckon(world, id, { ...SALE, priceFen: 110_000_000 })).body.errors).toEqual([
    { field: '/form/house.price', rule: 'price-differs' },
  ]);
  const reckoned = await taken(a02.reckon(world, id));
  expect((await world.act(id, { ...approve, task: TAX }, tax)).status).toBe(409);
  const short = [{ number: '税票1', collector: 'taxation', fen: 1_200_000 }];
  expect((await world.act(id, { act: 'record-payment', task: TAX, receipts: short })).status).toBe(422);
  // 缴错账户: the sum is right, and each purse has what is another's.
  const [taxes, fee] = a02.receiptsOf(reckoned.tasks.find(({ matter }) => matter === TAX)?.levied?.order, '2');
  const wrongly = async (...receipts: Receipt[]) => {
    const { status, body } = await world.act(id, { act: 'record-payment', task: TAX, receipts });
    return [status, body.errors?.map(({ field }: { field: string }) => field), body.detail];
  };
  const swapped = await wrongly({ ...taxes, fen: fee.fen }, { ...fee, fen: taxes.fen });
  const owed = expect.stringMatching(/taxation 12000\.00, real-estate 80\.00$/);
  expect(swapped).toEqual([422, ['/receipts/0', '/receipts/1'], owed]);
  expect(await wrongly(taxes, { ...fee, collector: 'housing' })).toEqual([422, ['/receipts/1'], owed]);
  expect((await world.act(id, { ...approve, task: REGISTRATION }, REGISTER)).status).toBe(409);
  await taken(a02.pay(world, id, reckoned));
  expect((await a02.pay(world, id, reckoned)).status).toBe(409);
  expect((await world.act(id, { ...approve, task: TAX }, tax)).status).toBe(200);
  expect((await world.act(id, { ...approve, task: REGISTRATION }, REGISTER)).status).toBe(200);
});

test('A2, after payment and before the entry: a refusal is a claim within ten days, a withdrawal within thirty', async () => {
  const refused = await casesWorld(a02.BEGINS);
  const one = await a02.paidHouse(refused);
  const because = { reason: '登簿前收到异议登记申请', basis: '不动产登记暂行条例第二十二条' };
  const view = await taken(refused.act(one, { ...REFUSAL, ...because }, REGISTER));
  const claim = { task: TAX, fen: 1_208_000, since: '2017-09-25' };
  expect(view.refunds).toMatchObject([{ ...claim, cause: 'found', due: '2017-10-05' }]);
  expect(view.refunds[0]?.receipts.map(({ collector, fen }) => [collector, fen])).toEqual([
    ['taxation', 1_200_000],
    ['real-estate', 8_000],
  ]);

  const withdrawn = await casesWorld(a02.BEGINS);
  const other = await a02.paidHouse(withdrawn);
  const away = { act: 'withdraw', reason: '双方解除合同', onBehalf: 'buyer' } as const;
  expect((await taken(withdrawn.act(other, away))).refunds).toMatchObject([
    { ...claim, cause: 'asked', due: '2017-10-25' },
  ]);
  // 登簿后不得撤回.
  const entered = await casesWorld(a02.BEGINS);
  const third = await a02.paidHouse(entered);
  await a02.decideHouse(entered, third, REGISTRATION);
  expect((await entered.act(third, away)).status).toBe(409);
  expect((await entered.get(third)).refunds).toEqual([]);
});

/** 金华市住房信息系统, from where the contract comes. */
const CONTRACT = { matter: TAX, resource: 'jinhua/house-contract', party: 'buyer' } as const;
const PRINTOUT = `${TAX}/contract-copy`;
const stoodIn = async (world: CasesWorld) => {
  const id = await a02.checkedHouse(world);
  const down = { act: 'fact-failed', ...CONTRACT, cause: 'department-unavailable' } as const;
  await taken(world.act(id, down, { as: HOUSE_BODIES[TAX] }));
  const use = { act: 'settle-fact', failure: 0, note: '市住房信息系统中断，系统方核印打印件' } as const;
  const settle = (way: 'printout' | 'manual-check') =>
    world.act(id, { ...use, way, material: PRINTOUT }, { as: HOUSE_BODIES[TAX] });
  return { id, settle };
};

test('A2, the remote source is down: after a minute a certified printout stands in, and nothing is issued before it is confirmed', async () => {
  const world = await casesWorld(a02.BEGINS);
  const { id, settle } = await stoodIn(world);
  expect((await settle('printout')).body.detail).toContain('未满60秒');
  await world.to('2017-09-25 10:02');
  expect((await settle('printout')).body.errors).toEqual([{ field: '/material', rule: 'material-missing' }]);
  await taken(world.act(id, { act: 'hand-in', materials: [paper(PRINTOUT)] }));
  await taken(settle('printout'));
  const list = async () => (await world.call('GET /v1/cases', { as: HOUSE_BODIES[TAX], query: {} })).body.items[0];
  await a02.decideHouse(world, id, 'existing-house-contract');
  expect(await list()).toMatchObject({ waiting: [{ resource: CONTRACT.resource, state: 'to-verify' }] });
  // It is decided on what the printout says; only the certificate waits.
  await taken(a02.pay(world, id, await taken(a02.reckon(world, id))));
  for (const task of [TAX, REGISTRATION, 'utility-accounts'] as const) await a02.decideHouse(world, id, task);
  const title = { document: { number: '浙(2017)永康市不动产权第0012345号', name: { zh: '证书', en: 'title' } } };
  const issue = () => world.act(id, { act: 'record-result', task: REGISTRATION, result: title }, REGISTER);
  const held = await issue();
  expect([held.status, held.body.errors]).toEqual([409, [{ field: `/facts/${CONTRACT.resource}`, rule: 'to-verify' }]]);
  expect((await world.act(id, { act: 'put-out' })).body.detail).toContain('待核验');
  await taken(settle('manual-check'));
  expect((await issue()).status).toBe(200);
});

test('A2, the source answers after all: what it says confirms the printout, and until then it is not reported down again', async () => {
  const world = await casesWorld(a02.BEGINS);
  const { id, settle } = await stoodIn(world);
  await world.to('2017-09-25 10:02');
  await taken(world.act(id, { act: 'hand-in', materials: [paper(PRINTOUT)] }));
  await taken(settle('printout'));
  const again = { act: 'fact-failed', ...CONTRACT, cause: 'department-timeout' } as const;
  expect((await world.act(id, again, { as: HOUSE_BODIES[TAX] })).status).toBe(409);
  const answer = { number: '永房网签2017-08812' };
  const receipt = receiptFor(
    KEYS,
    {
      ...{ exchange: '5f0c4a4e-6d0b-4d7a-9a53-0e6f6b1a7c22', case: id, matter: TAX, consumer: 'taxation' },
      ...{ resource: CONTRACT.resource, resourceVersion: 1, party: 'buyer', found: true, fields: ['/number'] },
      answeredAt: new Date(world.now()).toISOString(),
    },
    { subject: LI_NA, answer },
  );
  await taken(world.act(id, { act: 'add-fact', party: 'buyer', receipt, answer }, { as: HOUSE_BODIES[TAX] }));
  expect((await world.deps.cases.load(id))?.failures).toMatchObject([{ outcome: 'came' }]);
});

test('A2, a second application for the house is refused and told which case holds it, until that one is over', async () => {
  const world = await casesWorld(a02.BEGINS);
  const [one, two, third] = [await a02.filedHouse(world), await a02.filedHouse(world), await a02.filedHouse(world)];
  const other = await a02.filedHouse(world, {
    form: { 'house.unitNumber': WANG_SHOP, 'house.price': 1_200_000 },
  });
  const accept = { act: 'accept' } as const;
  const both = await Promise.all([world.act(one, accept), world.act(two, accept)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const [holds = '', waits = ''] = both[0]?.status === 200 ? [one, two] : [two, one];
  const refused = await world.act(waits, accept, { key: 'again' });
  expect([refused.status, refused.body.code, refused.body.detail.includes(holds)]).toEqual([409, 'conflict', true]);
  expect(JSON.stringify(refused.body)).not.toContain(CHEN_HOME);
  expect((await world.get(waits)).state).toBe('received');
  expect((await world.act(other, accept)).status).toBe(200);
  await taken(world.act(holds, { act: 'withdraw', reason: '改日再办', onBehalf: 'seller' }));
  expect((await world.act(waits, accept, { key: 'once-more' })).status).toBe(200);
  expect((await world.act(third, accept)).body.detail).toContain(waits);
});

test('A2, a house without its number is not accepted: it could not be held', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.filedHouse(world, { form: { 'house.price': 1_200_000 } });
  expect((await world.act(id, { act: 'accept' })).body.errors).toEqual([
    { field: '/form/house.unitNumber', rule: 'field-missing' },
  ]);
});
