/** A2, 财税〔2016〕23号: homes of the spouse and of minor children count with the buyer's; of each is asked how many, on his ground, and of nobody else. */
import { expect, test } from 'vitest';
import { LI_NA, WANG_AN, WANG_QIANG, ZHOU_LEI } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import { FAMILY, FAMILY_HOMES, HERS, HOUSE_BODIES, type Sold, saleOf } from '#infra/local/scenarios/a02-house-data.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { pulled } from '#infra/local/scenarios/pulled.ts';
import { type Question, taken, type Who } from '#infra/local/scenarios/stage.ts';
import { fieldsOf } from '#infra/local/scenarios/travel.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { HouseSale } from '#schemas/levy.ts';
import { type CasesWorld, casesWorld } from '#test/functions/cases/world.ts';

const { TAX } = a02;
const COUNT = 'real-estate/home-count';
const TAX_OFFICE = { as: HOUSE_BODIES[TAX] };
const [SPOUSE, CHILD] = FAMILY as [(typeof FAMILY)[number], (typeof FAMILY)[number]];
/** 118 m², held one year: matters.md 3.4. */
const SOLD: Sold = { ...HERS, area: 118, registeredOn: '2016-09-24', taxPaidOn: '2016-09-24' };
const BOUGHT: HouseSale = { ...saleOf(SOLD), sellerOnlyHome: false };

const about = (party: string, resource: string, ...fields: string[]): Question => ({
  ...{ matter: TAX, resource, party, fields },
});
const MARRIAGE = about('buyer', 'civil-affairs/marriage', '/married', '/spouse');
const HOUSEHOLD = about('buyer', 'public-security/household', '/relation', '/minors/*');
const OWN = about('buyer', 'real-estate/titles-by-holder', '/titles/*/use', '/titles/*/area', '/more');
const OF_FAMILY = FAMILY_HOMES.map((one) => ({
  ...about(one.party, COUNT, ...fieldsOf(one)),
  request: one.request ?? {},
}));

/** The contract is filed, and the tax office is at work. */
const atTheTaxOffice = async (questions: readonly Question[] = [MARRIAGE, HOUSEHOLD, OWN]) => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.contracted(world, await a02.checkedHouse(world, {}, SOLD));
  for (const question of questions) await pulled(world, id, question, TAX_OFFICE);
  return { world, id };
};
const asked = async (world: CasesWorld, id: string) => {
  for (const question of OF_FAMILY) await pulled(world, id, question, TAX_OFFICE);
};
const reckon = (world: CasesWorld, id: string, buyerHomes: number) => a02.reckon(world, id, { ...BOUGHT, buyerHomes });
const linesOf = async (world: CasesWorld, id: string, buyerHomes: number) => {
  const { tasks } = await taken(reckon(world, id, buyerHomes));
  const { order } = tasks.find(({ matter }) => matter === TAX)?.levied ?? {};
  return [Object.fromEntries(order?.lines.map(({ levy, fen }) => [levy, fen]) ?? []), order?.totalFen];
};
const DIFFERS = [{ field: '/sale/buyerHomes', rule: 'homes-differ' }];
const join = (world: CasesWorld, id: string, party: CaseParty, as: Who = TAX_OFFICE) =>
  world.act(id, { act: 'add-party', task: TAX, party }, as);

test('A2, the buyer has no home, her husband has one: it is the second of the household, at its rate, to the cent', async () => {
  const { world, id } = await atTheTaxOffice();
  world.say(COUNT, WANG_QIANG, { ownsHome: true });
  await a02.joined(world, id);
  await asked(world, id);
  for (const other of [1, 3]) expect((await reckon(world, id, other)).body.errors).toEqual(DIFFERS);
  expect(await linesOf(world, id, 2)).toEqual([
    {
      ...{ 'deed-tax': 2_285_714, vat: 5_714_286, surcharges: 685_714, 'income-tax': 1_142_857 },
      'registration-fee': 8_000,
    },
    9_836_571,
  ]);
  // What came is yes or no, of a third party: no house, no address; each is given notice of it.
  const { travelled } = await world.trip(id);
  const counts = travelled.filter(({ what }) => what.id === COUNT);
  expect(counts.map(({ party, fields }) => [party, fields.map(({ pointer }) => pointer)])).toEqual([
    ['spouse', ['/ownsHome', '/ownsSeveral']],
    ['child', ['/ownsHome', '/ownsSeveral']],
  ]);
  const facts = (await world.deps.cases.load(id))?.facts.filter(({ resource }) => resource === COUNT) ?? [];
  expect(facts.map(({ answer }) => answer)).toEqual([
    { ownsHome: true, ownsSeveral: false },
    { ownsHome: false, ownsSeveral: false },
  ]);
  const notices = (await world.notices('GET /v1/notices', { ...TAX_OFFICE, query: { case: id } })).body.items;
  // Both of the same minute, so in no order.
  expect(
    notices.map(({ party, resource }: { party: string; resource: string }) => [party, resource]).toSorted(),
  ).toEqual([
    ['child', COUNT],
    ['spouse', COUNT],
  ]);
  for (const { exchange } of counts) expect(await world.record(exchange)).toMatchObject({ case: id, matter: TAX });
});

test('A2, nobody of the household has another home: it is the only one, and no other number is taken', async () => {
  const { world, id } = await atTheTaxOffice();
  await a02.joined(world, id);
  await asked(world, id);
  expect((await reckon(world, id, 2)).body.errors).toEqual(DIFFERS);
  expect(await linesOf(world, id, 1)).toMatchObject([{ 'deed-tax': 1_714_286 }, expect.any(Number)]);
});

test('A2, a home of husband and wife together is one, also where each of them is asked about', async () => {
  const { world, id } = await atTheTaxOffice([MARRIAGE, HOUSEHOLD]);
  const { holders: _, ...together } = generate().titles.find(({ ownership }) => ownership === 'joint') ?? {};
  world.say('real-estate/titles-by-holder', LI_NA, { titles: [{ ...together, share: '共同共有' }] });
  await pulled(world, id, OWN, TAX_OFFICE);
  await a02.joined(world, id);
  await asked(world, id);
  // The register was asked what he holds besides hers.
  expect(OF_FAMILY.map(({ request }) => request)).toEqual([{ besides: [LI_NA] }, { besides: [LI_NA, WANG_QIANG] }]);
  expect((await reckon(world, id, 3)).body.errors).toEqual(DIFFERS);
  expect(await linesOf(world, id, 2)).toMatchObject([{ 'deed-tax': 2_285_714 }, expect.any(Number)]);
});

test('A2, two homes or more of one of them are the third at least; what nobody was asked of is no bound upwards', async () => {
  const { world, id } = await atTheTaxOffice();
  // Nobody of the family was asked yet: her own are known, theirs are not.
  expect((await reckon(world, id, 2)).status).toBe(200);
  world.say(COUNT, WANG_QIANG, { ownsHome: true, ownsSeveral: true });
  await a02.joined(world, id);
  await asked(world, id);
  for (const few of [1, 2]) expect((await reckon(world, id, few)).body.errors).toEqual(DIFFERS);
  for (const many of [3, 7])
    expect(await linesOf(world, id, many)).toMatchObject([{ 'deed-tax': 3_428_571 }, expect.any(Number)]);
});

test('A2, of whom no register says that he belongs to the household nobody asks: he does not join, and no ticket names him', async () => {
  const { world, id } = await atTheTaxOffice([HOUSEHOLD]);
  const ticketFor = async (...parties: string[]) =>
    (
      await world.call('POST /v1/cases/{case}/tickets', {
        ...{ ...TAX_OFFICE, params: { case: id } },
        body: { matter: TAX, resources: [COUNT], parties },
      })
    ).body;
  expect((await ticketFor('spouse')).errors).toEqual([{ field: '/parties/0', rule: 'party-unknown' }]);
  // Her marriage was not asked about yet; her child stands in the household, but he is no husband of hers.
  for (const party of [SPOUSE, { ...SPOUSE, code: WANG_AN }, { ...CHILD, code: WANG_QIANG }])
    expect((await join(world, id, party)).status).toBe(409);
  const { ground: _none, ...groundless } = CHILD;
  expect((await join(world, id, groundless as CaseParty)).body.errors).toEqual([
    { field: '/party/ground', rule: 'ground-missing' },
  ]);
  expect((await join(world, id, CHILD, { as: HOUSE_BODIES['existing-house-contract'] })).status).toBe(403);
  await taken(join(world, id, CHILD));
  expect((await ticketFor('child')).parties).toEqual(['child']);
  await pulled(world, id, MARRIAGE, TAX_OFFICE);
  expect((await join(world, id, { ...SPOUSE, code: ZHOU_LEI })).status).toBe(409);
  await taken(join(world, id, SPOUSE));
  expect((await ticketFor('spouse', 'child')).parties).toEqual(['spouse', 'child']);
});

test('A2, whom the buyer herself names as her husband is asked about only when the register says so, too', async () => {
  const world = await casesWorld(a02.BEGINS);
  const named = { ...SPOUSE, code: ZHOU_LEI, name: '周磊', ground: '买受人申报的配偶' };
  const parties = [...a02.house().parties, named];
  const id = await a02.contracted(world, await a02.checkedHouse(world, { parties }));
  const ask = (question: Question) => world.ask(id, question, TAX_OFFICE);
  const [ofSpouse] = OF_FAMILY as [Question];
  const refused = [422, [{ field: '/parties/0', rule: 'family-not-shown' }]];
  for (const before of [undefined, MARRIAGE]) {
    if (before) await pulled(world, id, before, TAX_OFFICE);
    const { status, body } = await ask(ofSpouse);
    expect([status, body.errors]).toEqual(refused);
  }
  // Unnamed he is left out: the ticket is for the others.
  const { body } = await world.call('POST /v1/cases/{case}/tickets', {
    ...{ ...TAX_OFFICE, params: { case: id } },
    body: { matter: TAX },
  });
  expect(body.parties).toEqual(['seller', 'buyer']);
});

test('A2 with its data: the household is asked about on the way, and the counters say so', async () => {
  const world = await casesWorld(a02.BEGINS);
  const [id = ''] = await a02.playInFull(world);
  expect(countersOf(world.matters, await world.get(id), await world.trip(id))).toMatchObject({
    ...{ state: 'closed', travelled: 13, visits: 2, materials: 2, forms: 1, approved: 4 },
  });
});
