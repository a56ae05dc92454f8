/** A2, 不予登记情形: what the register answers stops the sale by itself; the officer only says so. */
import { expect, test } from 'vitest';
import { CHEN_HOME, WANG_SHOP } from '#city/cast.ts';
import { happenings, slipOf } from '#functions/cases/slips/slip-of.ts';
import { wordsOf } from '#functions/cases/slips/words.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import { type Marks, NOT_HERS, title } from '#infra/local/scenarios/a02-house-data.ts';
import { paper } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { type Travels, travel } from '#infra/local/scenarios/travel.ts';
import type { CaseView } from '#schemas/case.ts';
import { type CasesWorld, casesWorld, snapshot } from '#test/functions/cases/world.ts';

const { REGISTRATION, TAX, HOUSE_BODIES } = a02;
const CONTRACT = 'existing-house-contract';
const TITLE = 'real-estate/title';
const WHOLE = [CONTRACT, TAX, REGISTRATION, 'utility-accounts'];
const REGISTER = { as: HOUSE_BODIES[REGISTRATION] };
const APPROVE = { act: 'decide', decision: 'approve' } as const;
const DENY = { act: 'decide', decision: 'deny', task: REGISTRATION } as const;
const orderOf = ({ tasks }: CaseView) => tasks.find(({ matter }) => matter === TAX)?.levied?.order;
const states = ({ tasks }: CaseView) => tasks.map(({ matter, state }) => [matter, state]);

let serial = 0;
const answers = (world: CasesWorld, id: string, said: Travels) =>
  travel(world, id, [{ ...said, again: String(++serial) }]);
const approve = (world: CasesWorld, id: string, task: keyof typeof HOUSE_BODIES) =>
  world.act(id, { ...APPROVE, task }, { as: HOUSE_BODIES[task] });
const stopped = ({ status, body }: { status: number; body: { errors?: unknown; detail?: string } }) => {
  expect([status, body.errors]).toEqual([409, [{ field: `/parties/seller/${TITLE}`, rule: 'stopped' }]]);
  expect(body.detail).toContain(`${TITLE}, 20`);
};

test('A2, the register answers that the house is seized: nothing is approved, reckoned or paid, and the case says why', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.acceptedHouse(world);
  await world.to('2017-09-25 10:02');
  await answers(world, id, title({ seized: true }));
  const { stops } = await world.get(id);
  expect(stops).toMatchObject([
    {
      ...{ matter: REGISTRATION, tasks: expect.arrayContaining(WHOLE), party: 'seller', resource: TITLE },
      ...{
        at: '2017-09-25T02:02:00.000Z',
        why: { zh: '该不动产已被查封' },
        basis: expect.stringContaining('第三十八条'),
      },
      ...{ source: { en: expect.stringMatching(/\w/) }, appeal: { zh: expect.stringContaining('疑义') } },
    },
  ]);
  stopped(await approve(world, id, CONTRACT));

  const view = await taken(world.act(id, DENY, REGISTER));
  expect(states(view)).toEqual([
    [CONTRACT, 'ended'],
    [TAX, 'ended'],
    [REGISTRATION, 'denied'],
    ['utility-accounts', 'ended'],
  ]);
  expect([view.state, view.clock?.state, view.refunds, orderOf(view)]).toEqual(['decided', 'stopped', [], undefined]);
  // In the words of the register: what, whence, of which day, by which article, and whom to turn to.
  const { data } = (await world.events(id)).at(-1);
  expect(data.basis).toBe(stops[0]?.basis);
  for (const said of ['该不动产已被查封', stops[0]?.source.zh ?? '', TITLE, '2017-09-25', '疑义', '救济途径'])
    expect(data.reason).toContain(said);
  const last = happenings(await world.deps.cases.events(id)).at(-1);
  const slip = last && slipOf(last);
  if (!last || !slip) throw new Error('no slip');
  const told = JSON.stringify(wordsOf(slip, last, { matters: world.matters, calendars: snapshot.clocks.calendars }));
  for (const said of ['该不动产已被查封', '第三十八条', '救济途径']) expect(told).toContain(said);
  // Nothing is put out but the end itself, and nobody is asked to pay.
  const out = await taken(world.act(id, { act: 'put-out' }));
  expect([out.state, out.tasks.filter(({ result }) => result)]).toEqual(['output', []]);
  expect((await a02.reckon(world, id)).status).toBe(409);
});

test('A2, seized between two steps: what was filed stands, nothing more is reckoned or approved, and who pays the order that he has is owed it back', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.checkedHouse(world);
  await a02.decideHouse(world, id, CONTRACT);
  const reckoned = await taken(a02.reckon(world, id));
  await world.to('2017-09-25 10:15');
  await answers(world, id, title({ seized: true }));
  stopped(await a02.reckon(world, id));
  await taken(a02.pay(world, id, reckoned));
  stopped(await approve(world, id, TAX));
  // An officer may write more than is offered.
  const own = { reason: '已查封，法院文号（样例）', basis: '条例第二十二条' };
  const view = await taken(world.act(id, { ...DENY, ...own }, REGISTER));
  expect(states(view)[0]).toEqual([CONTRACT, 'approved']);
  expect(view.refunds).toMatchObject([{ task: TAX, fen: 1_208_000, cause: 'found', due: '2017-10-05' }]);
  expect((await world.events(id)).at(-1)).toMatchObject({ data: own });
});

test('A2, seized after the payment: nothing is entered, and what was paid is a claim within ten days', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.paidHouse(world);
  await world.to('2017-09-25 10:30');
  await answers(world, id, title({ seized: true }));
  stopped(await approve(world, id, REGISTRATION));
  expect((await world.get(id)).refunds).toEqual([]);
  const view = await taken(world.act(id, DENY, REGISTER));
  expect(view.refunds).toMatchObject([{ task: TAX, fen: 1_208_000, cause: 'found', due: '2017-10-05' }]);
});

test('A2, a denial has its reason from the register alone: without one there it is written or refused', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.checkedHouse(world);
  expect((await world.act(id, DENY, REGISTER)).body.errors).toEqual([
    { field: '/reason', rule: 'denial-with-reason-and-basis' },
  ]);
});

test.each<[string, Travels, string]>([
  ['an objection is pending', title({ objection: true }), '异议登记'],
  ['it is mortgaged', title({ mortgaged: true }), '抵押权人同意'],
  ['the seller does not hold it', NOT_HERS, '权利人不是出卖人'],
])('A2, %s: it stops, and goes on when the answer was corrected and is asked anew', async (_, said, why) => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.acceptedHouse(world);
  await answers(world, id, said);
  expect((await world.get(id)).stops.map((stop) => stop.why.zh)).toEqual([expect.stringContaining(why)]);
  stopped(await approve(world, id, CONTRACT));
  await world.to('2017-09-25 10:03');
  await answers(world, id, title());
  expect((await world.get(id)).stops).toEqual([]);
  expect((await approve(world, id, CONTRACT)).status).toBe(200);
});

test('A2, an answer without the marks leaves what was said before, and says nothing of what was never asked', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.acceptedHouse(world);
  await answers(world, id, title({ seized: true }));
  await world.to('2017-09-25 10:03');
  const plain: Travels = { ...title(), answer: { unitNumber: CHEN_HOME, use: '成套住宅' } };
  await answers(world, id, plain);
  stopped(await approve(world, id, CONTRACT));

  const other = await casesWorld(a02.BEGINS);
  const second = await a02.acceptedHouse(other);
  await answers(other, second, plain);
  // Of another house of hers: it says nothing of this one.
  await answers(other, second, title({}, WANG_SHOP));
  await a02.decideHouse(other, second, CONTRACT);
  await taken(a02.pay(other, second, await taken(a02.reckon(other, second))));
  await a02.decideHouse(other, second, TAX);
  const unasked = await approve(other, second, REGISTRATION);
  expect([unasked.status, unasked.body.errors]).toEqual([
    422,
    [{ field: `/parties/seller/${TITLE}`, rule: 'not-asked' }],
  ]);
  await answers(other, second, title());
  expect((await approve(other, second, REGISTRATION)).status).toBe(200);
});

/** Accepted on that day, and asked. */
const mortgagedOn = async (day: string, marks: Marks) => {
  const world = await casesWorld(`${day} 09:30`);
  const id = await a02.filedHouse(world);
  await taken(world.act(id, { act: 'accept' }));
  await answers(world, id, title({ mortgaged: true, ...marks }));
  return { world, id };
};
const CONSENT = `${REGISTRATION}/mortgagee-consent`;

test.each<[string, string, Marks, string]>([
  ['until 2020 wants consent', '2020-12-31', {}, '第一百九十一条'],
  [
    'since 2021 that was agreed so, or made before, wants it too',
    '2021-01-04',
    { transferLimited: true },
    '第四百零六条',
  ],
])('A2, a mortgage %s: without it the sale stops, with it handed in it goes on', async (_, day, marks, basis) => {
  const { world, id } = await mortgagedOn(day, marks);
  const { stops, materials } = await world.get(id);
  expect(stops).toMatchObject([{ basis: expect.stringContaining(basis), unless: { material: CONSENT } }]);
  // It is asked for where there is a mortgage, and of nobody else.
  expect(materials.map(({ material }) => material)).not.toContain(CONSENT);
  stopped(await approve(world, id, CONTRACT));
  await taken(world.act(id, { act: 'hand-in', materials: [paper(CONSENT)], onBehalf: 'seller' }));
  const consented = await world.get(id);
  expect([consented.stops, consented.materials.find(({ material }) => material === CONSENT)?.state]).toEqual([
    [],
    'present',
  ]);
  // One paper more than of a house without a mortgage, and counted as one.
  const { papers } = await world.trip(id);
  expect([papers.after, papers.asked.at(-1)?.material]).toEqual([3, CONSENT]);
  expect((await approve(world, id, CONTRACT)).status).toBe(200);
});

test('A2, a mortgage since 2021 that says nothing else does not stop the sale: to tell the mortgagee is the seller’s own duty', async () => {
  const { world, id } = await mortgagedOn('2021-01-04', {});
  expect((await world.get(id)).stops).toEqual([]);
  expect((await approve(world, id, CONTRACT)).status).toBe(200);
});

test('A2, an objection is no end where both write that they know of it and bear the risk', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.acceptedHouse(world);
  await answers(world, id, title({ objection: true, seized: true }));
  const known = paper(`${REGISTRATION}/objection-known`);
  await taken(world.act(id, { act: 'hand-in', materials: [known], onBehalf: 'buyer' }));
  // Of the seizure it says nothing.
  expect((await world.get(id)).stops.map(({ why }) => why.zh)).toEqual(['该不动产已被查封']);
});

test('A2, once it is entered the register names the buyer, and that stops nothing more', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.paidHouse(world);
  await a02.decideHouse(world, id, REGISTRATION);
  await answers(world, id, NOT_HERS);
  expect((await world.get(id)).stops).toEqual([]);
  expect((await approve(world, id, 'utility-accounts')).status).toBe(200);
});
