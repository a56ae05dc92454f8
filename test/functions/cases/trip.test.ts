import { describe, expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import { savings } from '#city/savings.ts';
import * as a01 from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { travel } from '#infra/local/scenarios/travel.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { BODIES, paper, restaurant, SIX } from './restaurant.ts';
import { type CasesWorld, casesWorld, XU } from './world.ts';

const played = async (of: typeof a01 | typeof a02) => {
  const world = await casesWorld(of.BEGINS);
  const [id = ''] = await of.playInFull(world);
  return { world, id, trip: await world.trip(id) };
};
const numbers = (all: readonly { readonly no: number }[]) => all.map(({ no }) => no);
/** What anybody can reckon again from the answer alone. */
const reckoned = ({ visits, papers, fields, assumptions }: CaseTrip) => {
  const awaited = papers.notAskedFor.filter((one) => one.awaited).length;
  const spared = { visit: visits, paper: { before: papers.before, after: papers.after + awaited }, field: fields };
  const worth = (unit: 'minutes' | 'fen') =>
    assumptions.reduce((sum, one) => sum + one[unit] * (spared[one.per].before - spared[one.per].after), 0);
  return { minutes: worth('minutes'), fen: worth('fen') };
};

describe('the trip of a case', () => {
  test('A1: nine answers travelled, fifteen of twenty-one papers were not asked for, each with its reason', async () => {
    const { world, id, trip } = await played(a01);
    expect(caseRoutes.getTrip.answer.safeParse(trip).error?.issues).toBeUndefined();
    expect(trip.travelled.map(({ what, from, matter, kind }) => [kind, from.name.en, what.id, matter])).toEqual([
      ['exchange', 'Market supervision', 'market-supervision/name-check', 'company-setup'],
      ['exchange', 'Public security', 'public-security/identity', 'company-setup'],
      ['exchange', 'Public security', 'public-security/standard-address', 'company-setup'],
      ['exchange', 'Real estate', 'real-estate/premises', 'company-setup'],
      ['pull', 'Library', 'certificates/business-licence', 'food-licence'],
      ['pull', 'Library', 'certificates/business-licence', 'fire-check'],
      ['pull', 'Library', 'certificates/business-licence', 'shop-sign'],
      ['pull', 'Library', 'certificates/business-licence', 'drainage-permit'],
      ['exchange', 'Housing', 'housing/building-fire-acceptance', 'fire-check'],
    ]);
    const [first] = trip.travelled;
    expect(first).toMatchObject({ party: 'wang', found: true, at: '2017-09-24T12:00:00.000Z' });
    expect(first?.fields).toEqual([{ pointer: '/available', name: { zh: '名称是否可用', en: 'Name is available' } }]);
    expect(trip.failed).toMatchObject([
      { what: { id: 'health/health-certificate' }, cause: 'department-unavailable', tries: 5, outcome: 'manual-check' },
    ]);
    expect(numbers(trip.papers.notAskedFor)).toEqual([1, 2, 3, 5, 7, 8, 11, 12, 13, 14, 15, 17, 19, 20, 21]);
    expect(numbers(trip.papers.asked)).toEqual([4, 6, 9, 10, 16, 18]);
    const sparedBy = (no: number) => trip.papers.notAskedFor.find((one) => one.no === no);
    expect(sparedBy(1)).toMatchObject({ exchanges: [first?.exchange], material: 'company-setup/name-approval' });
    expect(sparedBy(12)?.by).toEqual({ zh: '与材料 5, 6 重复', en: 'same as no. 5, 6' });
    expect(sparedBy(3)?.by.en).toBe('part of the one form');
    // Health did not answer and was looked up by telephone: nothing is awaited any more.
    expect(sparedBy(11)).toMatchObject({ by: { en: expect.stringContaining('Health') } });
    expect(trip.papers.notAskedFor.filter(({ awaited }) => awaited)).toEqual([]);
    expect([trip.forms, trip.fields]).toEqual([
      { before: 5, after: 1 },
      { before: 48, after: 22, filled: 2 },
    ]);
    expect(trip.visits).toMatchObject({ before: 9, after: 1, once: true, further: [] });
    expect(trip.visits.noted).toMatchObject([{ party: 'wang', reason: '递交申请材料、核验原件', citizen: true }]);
    expect(trip.assumptions).toEqual(savings);
    expect(trip.saved).toEqual({ visits: 8, papers: 15, fields: 26, minutes: 1_031, fen: 17_500 });
    expect(reckoned(trip)).toEqual({ minutes: 1_031, fen: 17_500 });
    expect(countersOf(world.matters, await world.get(id), trip)).toMatchObject({
      ...{ travelled: 9, visits: 1, visitsBefore: 9, materials: 6, notAskedFor: 15, forms: 1, formsBefore: 5 },
    });
  });

  test('A2: each party comes once, thirteen answers travel, and of the papers that nobody asks for none is awaited', async () => {
    const { trip } = await played(a02);
    expect(caseRoutes.getTrip.answer.safeParse(trip).error?.issues).toBeUndefined();
    expect(trip.travelled.map(({ what, party }) => [what.id, party])).toEqual([
      ['public-security/identity', 'seller'],
      ['public-security/identity', 'buyer'],
      ['real-estate/title', 'seller'],
      ['civil-affairs/marriage', 'seller'],
      // 孰先: since when she has it.
      ['certificates/tax-payment', 'seller'],
      ['civil-affairs/marriage', 'buyer'],
      ['public-security/household', 'buyer'],
      ['real-estate/titles-by-holder', 'buyer'],
      ['jinhua/house-contract', 'buyer'],
      // 家庭住房套数: of husband and child whether they have none, one or more.
      ['real-estate/home-count', 'spouse'],
      ['real-estate/home-count', 'child'],
      ['taxation/tax-certificate', 'buyer'],
      // 水电气过户: whose it is now.
      ['real-estate/title', 'buyer'],
    ]);
    expect([trip.papers.before, trip.papers.after, trip.papers.notAskedFor.length]).toEqual([21, 2, 19]);
    // The copy of each identity card by what was answered about its own party.
    const [ofSeller, ofBuyer] = trip.travelled.map(({ exchange }) => [exchange]);
    const sparedBy = (material: string) =>
      trip.papers.notAskedFor.find((one) => one.material === `existing-house-contract/${material}`)?.exchanges;
    expect([sparedBy('seller-identity'), sparedBy('buyer-identity')]).toEqual([ofSeller, ofBuyer]);
    // 税务自有: what the seller paid when she bought lies in the tax office itself.
    expect(trip.papers.notAskedFor.find(({ material }) => material === 'existing-house-tax/earlier-tax')?.by.en).toBe(
      'known to the deciding body itself',
    );
    expect(trip.papers.notAskedFor.filter(({ awaited }) => awaited)).toEqual([]);
    expect(trip.visits).toMatchObject({ before: 7, after: 2, once: true });
    expect(trip.saved).toEqual({ visits: 5, papers: 19, fields: 45, minutes: 702, fen: 11_900 });
    expect(reckoned(trip)).toEqual({ minutes: trip.saved.minutes, fen: trip.saved.fen });
  });

  test('costs what the case costs, and is nobody’s who has no part in it', async () => {
    const { world, id } = await played(a02);
    const ask = (as: string) => world.call('GET /v1/cases/{case}/trip', { as, params: { case: id } });
    world.counted.reset();
    expect((await ask(XU)).headers.etag).toBe('"34"');
    expect(world.counted.calls).toEqual({ Query: 1 });
    expect((await ask(BODIES['fire-check'])).status).toBe(404);
    expect((await ask(a02.HOUSE_BODIES[a02.TAX])).status).toBe(200);
  });
});

/** Filed, and one department does not answer until a person has to decide. */
const withoutAddress = async (world: CasesWorld): Promise<string> => {
  const { id } = await taken(world.open(restaurant()));
  await taken(world.act(id, { act: 'hand-in', materials: SIX.map(paper) }));
  await taken(world.act(id, { act: 'file', onBehalf: 'wang' }));
  const failed = { matter: 'company-setup', resource: 'public-security/identity', party: 'wang' } as const;
  for (const at of ['09:00', '09:05', '09:20', '10:20', '14:20']) {
    await world.to(`2023-09-25 ${at}`);
    const again = { act: 'fact-failed', ...failed, cause: 'department-timeout' } as const;
    await taken(world.act(id, again, { as: BODIES['company-setup'] }));
  }
  return id;
};

describe('what does not come', () => {
  test('is a paper that is asked for after all, and said so', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await withoutAddress(world);
    expect((await world.trip(id)).failed[0]).not.toHaveProperty('outcome');
    const material = 'company-setup/identity-copies';
    await taken(world.act(id, { act: 'hand-in', materials: [paper(material)] }));
    await taken(world.act(id, { act: 'settle-fact', failure: 0, way: 'upload', note: '系统故障', material }));
    const { failed, papers } = await world.trip(id);
    expect(failed).toMatchObject([{ outcome: 'upload', material }]);
    expect([papers.after, papers.notAskedFor.length]).toEqual([7, 14]);
    expect(papers.asked.find((one) => one.material === material)?.why.en).toContain('its source did not answer');
    // What repeats it lies there with it.
    expect(papers.notAskedFor.find(({ no }) => no === 8)?.by.en).toBe('same as no. 2');
  });

  test('before it is filed nothing was asked for, and nothing is told as saved', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const { id } = await taken(world.open(restaurant()));
    const { papers, saved } = await world.trip(id);
    expect([papers.before, saved]).toEqual([0, { visits: 0, papers: 0, fields: 0, minutes: 0, fen: 0 }]);
  });
});

test('a second visit of the same party is one too many and named; an agent’s is nobody’s', async () => {
  const world = await casesWorld('2023-09-25 08:50');
  const { parties } = restaurant();
  const agent = { id: 'zhou', role: 'agent', code: parties[1]?.code ?? '', name: '周磊' } as const;
  const { id } = await taken(world.open(restaurant({ parties: [...parties, agent] })));
  for (const [party, reason] of [
    ['wang', '递交申请材料'],
    ['chen', '确认租赁'],
    ['zhou', '代办递交'],
    ['zhou', '代办领取'],
    ['wang', '补交图纸'],
  ] as const)
    await taken(world.act(id, { act: 'note-visit', party, place: 'yongkang-hall', reason }));
  const { visits } = await world.trip(id);
  expect([visits.after, visits.once, visits.noted.length]).toEqual([3, false, 5]);
  expect(visits.further.map(({ party, reason }) => [party, reason])).toEqual([['wang', '补交图纸']]);
});

describe('a visit that nobody noted', () => {
  const filed = async (over: Partial<OpenCase> = {}) => {
    const world = await casesWorld('2023-09-25 08:50');
    const { id } = await taken(world.open(restaurant(over)));
    const note = (more: object = {}) =>
      taken(world.act(id, { act: 'note-visit', party: 'wang', place: 'yongkang-hall', reason: '递交材料', ...more }));
    return { world, id, note, file: () => taken(world.act(id, { act: 'file' })) };
  };
  const counted = ({ visits: { after, once, noted } }: CaseTrip) => [
    ...[after, once],
    noted.map(({ party, presumed, citizen }) => [party, presumed ?? false, citizen]),
  ];

  test('is presumed of who files at a window, and counted once when it is noted after all', async () => {
    const { world, id, note, file } = await filed();
    expect(counted(await world.trip(id))).toEqual([0, true, []]);
    await file();
    const trip = await world.trip(id);
    expect(caseRoutes.getTrip.answer.safeParse(trip).error?.issues).toBeUndefined();
    expect(counted(trip)).toEqual([1, true, [['wang', true, true]]]);
    await note();
    expect(counted(await world.trip(id))).toEqual([1, true, [['wang', false, true]]]);
  });

  test('stands beside those that are noted after acceptance', async () => {
    const { world, id, note, file } = await filed();
    await file();
    await taken(world.act(id, { act: 'hand-in', materials: SIX.map(paper) }));
    await taken(world.act(id, { act: 'accept' }));
    await world.to('2023-09-26 10:00');
    await note({ reason: '补交图纸' });
    const trip = await world.trip(id);
    expect([trip.visits.after, trip.visits.further.map(({ reason }) => reason)]).toEqual([2, ['补交图纸']]);
  });

  test('is none online, by telephone, by an agent, or where one visit was for another case too', async () => {
    for (const channel of ['online', 'phone'] as const) {
      const { world, id, file } = await filed({ channel });
      await file();
      expect(counted(await world.trip(id))).toEqual([0, true, []]);
    }
    const mandate = { scope: ['apply' as const], until: '2023-12-31' };
    const zhou = { id: 'zhou', role: 'agent', code: LI_NA, name: '李娜', ground: '授权委托书', mandate } as const;
    const agent = await filed({ parties: [...restaurant().parties, zhou], onBehalf: 'zhou' });
    await agent.file();
    expect(counted(await agent.world.trip(agent.id))).toEqual([0, true, []]);
    const both = await filed();
    await both.note({ sameAs: '330784-20230925-W00000001-3' });
    await both.file();
    expect(counted(await both.world.trip(both.id))).toEqual([0, true, [['wang', false, false]]]);
  });

  test('is that of both where the law wants both, by the place that took it', async () => {
    const world = await casesWorld(a02.BEGINS);
    const { id } = await taken(world.open(a02.house()));
    await taken(world.act(id, { act: 'file', onBehalf: 'buyer' }));
    const trip = await world.trip(id);
    expect(counted(trip)).toEqual([
      2,
      true,
      [
        ['seller', true, true],
        ['buyer', true, true],
      ],
    ]);
    expect(trip.visits.noted.map(({ place }) => place)).toEqual(['yongkang-hall', 'yongkang-hall']);
  });
});

test('an answer about the seller spares no paper of the buyer', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.acceptedHouse(world);
  const identity = {
    matter: 'existing-house-contract',
    resource: 'public-security/identity',
    party: 'seller',
  } as const;
  const as = a02.HOUSE_BODIES['existing-house-contract'];
  await travel(world, id, [{ ...identity, as, answer: { name: '陈福英' } }]);
  const { papers } = await world.trip(id);
  const awaited = (material: string) =>
    papers.notAskedFor.find((one) => one.material === `existing-house-contract/${material}`)?.awaited?.en;
  expect([awaited('seller-identity'), awaited('buyer-identity')]).toEqual([undefined, 'not answered in this trip yet']);
});
