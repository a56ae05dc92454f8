import { expect, test } from 'vitest';
import { grants } from '#city/grants.ts';
import { officers } from '#city/officers.ts';
import * as a02b from '#infra/local/scenarios/a02b-new-house.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { fieldsOf, type Travels, travel } from '#infra/local/scenarios/travel.ts';
import { casesWorld } from '#test/functions/cases/world.ts';

const { BEGINS, BODIES, DATA, PAID, REGISTRATION, TAX } = a02b;
const TITLE = 'real-estate/title';

test('A2b: a new house taken on 29 September is due on the 30th, a Saturday that was worked; its data travels, deed tax and fee are paid, the title is handed over', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await a02b.play(world);
  const view = await world.get(id);
  const trip = await world.trip(id);
  expect(countersOf(world.matters, view, trip)).toMatchObject({
    ...{ state: 'closed', visits: 1, travelled: 6, materials: 0, notAskedFor: 8, forms: 1, formsBefore: 2, notices: 0 },
    ...{ tasks: 2, approved: 2, results: 2, due: '2017-09-30', decidedOn: '2017-09-30', deliveredOn: '2017-09-30' },
  });
  expect([view.clock?.light, view.clock?.dues[0]?.remaining]).toEqual(['yellow', 0]);
  const levied = view.tasks[0]?.levied;
  expect(levied?.order.lines.map(({ levy, payer, fen }) => [levy, payer, fen])).toEqual([
    ['deed-tax', 'buyer', 1_200_000],
    ['registration-fee', 'buyer', 8_000],
  ]);
  expect(view.tasks.map(({ result }) => result?.document?.number)).toEqual([
    '税票330784170002',
    '浙(2017)永康市不动产权第0023456号',
  ]);
  expect(trip.travelled.map(({ what, party, matter }) => [what.id, party, matter])).toEqual([
    ['public-security/identity', 'buyer', 'new-house-transfer'],
    [TITLE, 'seller', 'new-house-transfer'],
    ['jinhua/house-contract', 'buyer', TAX],
    ['real-estate/titles-by-holder', 'buyer', TAX],
    ['taxation/invoice', 'buyer', REGISTRATION],
    ['taxation/tax-certificate', 'buyer', 'new-house-transfer'],
  ]);
  // Of what nobody asks for, nothing is still to come.
  expect(trip.papers.notAskedFor.filter(({ awaited }) => awaited)).toEqual([]);
  expect([view.refunds, view.stops]).toEqual([[], []]);
});

test('A2b, the tax is not paid: nothing is registered, whoever asks', async () => {
  const world = await casesWorld(BEGINS);
  const id = await a02b.accepted(world);
  await travel(world, id, DATA);
  await taken(a02b.reckon(world, id));
  expect((await a02b.decide(world, id, TAX)).body.detail).toContain('税费未缴');
  const early = await a02b.decide(world, id, REGISTRATION);
  expect([early.status, (await world.get(id)).tasks.map(({ state }) => state)]).toEqual([409, ['open', 'waiting']]);
});

test('A2b, past its day it is red, and on the first day after the holiday it is still red', async () => {
  const world = await casesWorld(BEGINS);
  const id = await a02b.accepted(world);
  await travel(world, id, DATA);
  await a02b.paid(world, id);
  const clock = async () => (await world.get(id)).clock;
  expect([(await clock())?.dues[0]?.date, (await clock())?.light]).toEqual(['2017-09-30', 'green']);
  await world.to('2017-10-01 09:00');
  expect((await clock())?.light).toBe('red');
  await world.to('2017-10-09 09:00');
  expect((await taken(a02b.decide(world, id, REGISTRATION))).clock).toMatchObject({ state: 'stopped', light: 'red' });
});

test.each<[string, Travels, string]>([
  ['the unit is seized', a02b.firstTitle({ seized: true }), '查封'],
  ['it is mortgaged', a02b.firstTitle({ mortgaged: true }), '抵押权人同意'],
  ['it is another’s', { ...a02b.firstTitle(), answer: undefined, fields: ['/unitNumber'] }, '权利人不是出卖人'],
])('A2b, %s in the register: no tax is reckoned, nothing is entered, and the denial says why', async (_, said, why) => {
  const world = await casesWorld(BEGINS);
  const id = await a02b.accepted(world);
  await travel(world, id, [said]);
  for (const refused of [await a02b.reckon(world, id), await a02b.decide(world, id, TAX)])
    expect([refused.status, refused.body.errors]).toEqual([
      409,
      [{ field: `/parties/seller/${TITLE}`, rule: 'stopped' }],
    ]);
  const deny = { act: 'decide', task: REGISTRATION, decision: 'deny' } as const;
  const view = await taken(world.act(id, deny, { as: BODIES[REGISTRATION] }));
  expect(view.tasks.map(({ state, levied }) => [state, levied])).toEqual([
    ['ended', undefined],
    ['denied', undefined],
  ]);
  expect((await world.events(id)).at(-1).data.reason).toContain(why);
});

test('A2b, of a house that the register was not asked about nothing is entered; of its buyer it counts the homes', async () => {
  const world = await casesWorld(BEGINS);
  const id = await a02b.accepted(world);
  await a02b.paid(world, id);
  const unasked = await a02b.decide(world, id, REGISTRATION);
  expect([unasked.status, unasked.body.errors]).toEqual([
    422,
    [{ field: `/parties/seller/${TITLE}`, rule: 'not-asked' }],
  ]);
  const other = await casesWorld(BEGINS);
  const second = await a02b.accepted(other);
  const [home] = DATA.filter(({ resource }) => resource === 'real-estate/titles-by-holder');
  if (!home) throw new Error('no question about homes');
  await travel(other, second, [{ ...home, answer: { titles: [{ use: '成套住宅' }], more: false } }]);
  expect((await a02b.reckon(other, second)).body.errors).toEqual([{ field: '/sale/buyerHomes', rule: 'homes-differ' }]);
});

test('A2b, whatever travels for it is granted', () => {
  for (const one of [...DATA, ...PAID]) {
    const consumer = officers.find(({ id }) => id === one.as)?.department;
    const granted = grants.some(
      ({ purposes, parties, fields, ...grant }) =>
        grant.consumer === consumer &&
        grant.resource === one.resource &&
        purposes.some((purpose) => purpose.kind === 'matter' && purpose.matter === one.matter) &&
        parties.some(({ role }) => role === one.party) &&
        fieldsOf(one).every((field) => fields.includes(field)),
    );
    expect([one.resource, one.matter, granted]).toEqual([one.resource, one.matter, true]);
  }
});
