import { expect, test } from 'vitest';
import { CHEN_FUYING, WANG_JI_CATERING } from '#city/cast.ts';
import * as asked from '#infra/local/scenarios/a01-asked.ts';
import {
  acceptedRestaurant,
  BEGINS,
  fromReceipt,
  licensedRestaurant,
  play,
  playInFull,
} from '#infra/local/scenarios/a01-restaurant.ts';
import { countersOf, tellingOf } from '#infra/local/scenarios/counters.ts';
import { approve, BODIES, issueAll, restaurant, SIX } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { inboxOf } from '#infra/local/scenarios/subscribing.ts';
import type { CaseView } from '#schemas/case.ts';
import type { Notice } from '#schemas/notice.ts';
import { type CasesWorld, casesWorld, XU } from '#test/functions/cases/world.ts';

const eventsOf = async (world: CasesWorld, id: string): Promise<{ type: string; at: string }[]> =>
  (await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } })).body.items;
const states = ({ tasks }: CaseView) => Object.fromEntries(tasks.map(({ matter, state }) => [matter, state]));
const taskOf = ({ tasks }: CaseView, matter: string) => tasks.find((task) => task.matter === matter);
const lightOf = (view: CaseView, matter: string) => taskOf(view, matter)?.clock?.light;

test('A1: one visit, one form, six papers instead of twenty-one, ten working days instead of thirty', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  const view = await world.get(id);
  expect(countersOf(world.matters, view, await world.trip(id))).toEqual({
    ...{ case: id, state: 'closed', events: 18 },
    ...{ travelled: 0, visits: 1, visitsBefore: 9, materials: 6, notAskedFor: 15, awaited: 12 },
    ...{ forms: 1, formsBefore: 5, notices: 0 },
    ...{ savedPercent: 66.67, savedMinutes: 993, savedFen: 16_300 },
    ...{ tolerated: 0, kept: 0, tasks: 5, approved: 5, denied: 0, results: 5 },
    ...{ due: '2017-10-13', decidedOn: '2017-10-12', deliveredOn: '2017-10-13' },
  });
  expect(view.tasks.map(({ matter, decidedAt }) => [matter, decidedAt?.slice(0, 10)])).toEqual([
    ['company-setup', '2017-09-26'],
    ['food-licence', '2017-10-12'],
    ['fire-check', '2017-10-10'],
    ['shop-sign', '2017-09-30'],
    ['drainage-permit', '2017-09-30'],
  ]);
  expect((await eventsOf(world, id)).map(({ type }) => type)).toEqual([
    ...['open', 'note-visit', 'hand-in', 'file', 'accept', 'decide', 'record-result'],
    ...['decide', 'decide', 'decide', 'decide'],
    ...['record-result', 'record-result', 'record-result', 'record-result', 'put-out', 'deliver', 'close'],
  ]);
});

test('A1 with its data: on 29 September four bodies go once and sign one sheet; what they found moves no date', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await playInFull(world);
  const view = await world.get(id);
  expect(view.inspections).toMatchObject([
    {
      ...{ round: 1, at: '2017-09-29T01:00:00.000Z', by: '2017-09-30', complete: true },
      matters: ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'],
    },
  ]);
  const [joint] = view.inspections;
  expect([joint?.signed.length, new Set(joint?.signed.map(({ sheet }) => sheet)).size]).toEqual([4, 1]);
  const looked = (await eventsOf(world, id)).filter(({ type }) => type.includes('inspect'));
  expect(looked.map(({ type, at }) => [type, at.slice(0, 10)])).toEqual([
    ['set-inspection', '2017-09-27'],
    ...Array(4).fill(['inspect', '2017-09-29']),
    ...Array(4).fill(['sign-inspection', '2017-09-29']),
  ]);
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    ...{ state: 'closed', travelled: 9, visits: 1, notices: 0, approved: 5 },
    ...{ due: '2017-10-13', decidedOn: '2017-10-12', deliveredOn: '2017-10-13' },
  });
});

/** How often each endpoint was told, and how often it acted upon it. */
const toldOf = async (world: CasesWorld) => {
  const inboxes = await world.inboxes();
  return asked.TOLD.map((department) => {
    const url = inboxOf(department);
    return [department, inboxes.came(url).length, inboxes.effects(url).length];
  });
};
const once = asked.TOLD.map((department) => [department, 1, 1]);

test('A1, asked and told: on 26 September tax, human resources, housing fund, statistics and police hear of the licence once each, and the tax office answers', async () => {
  // Every message of stream, queue and due table comes twice.
  const world = await casesWorld(asked.BEGINS, undefined, 2);
  const [id = ''] = await asked.play(world);
  expect(await toldOf(world)).toEqual(once);
  // Told again, because its acknowledgement was lost, it is the same event.
  expect((await asked.tell(world, id)).body).toMatchObject({ state: 'known', number: 1 });
  expect(await toldOf(world)).toEqual(once);
  const events = (await world.inboxes()).messages.filter(({ type }) => type === 'licence.created');
  expect(new Set(events.map(({ at }) => new Date(at).toISOString()))).toEqual(new Set(['2017-09-26T02:00:00.000Z']));
  // Each is told what its own grant gives, under a record of its own.
  const records = Object.fromEntries(events.map(({ url, data }) => [url.split('.')[1], data.record]));
  const firm = { firm: WANG_JI_CATERING, name: '永康市王记餐饮有限公司', state: 'in-business' };
  expect(records).toMatchObject({
    taxation: { ...firm, representative: '王强' },
    'human-resources': { ...firm, representative: '王强' },
    'housing-fund': firm,
    statistics: { ...firm, kind: 'company', scope: '餐饮服务' },
    'public-security': { ...firm, representative: '王强' },
  });
  expect(records['housing-fund']).not.toHaveProperty('representative');
  for (const { url, data } of events)
    expect(await world.record(data.exchange)).toMatchObject({ kind: 'event', consumer: url.split('.')[1] });

  const registered = (await world.deps.cases.load(id))?.facts.find(({ resource }) => resource.startsWith('taxation/'));
  expect(registered).toMatchObject({
    ...{ resource: 'taxation/taxpayer-registration', matter: 'company-setup', party: 'firm', found: true },
    answer: { taxpayerNumber: WANG_JI_CATERING, registeredOn: '2017-09-26', office: expect.stringContaining('税务所') },
  });
  expect(new Date(registered?.answeredAt ?? 0).toISOString().slice(0, 10)).toBe('2017-09-26');
  expect(world.changes('taxation/taxpayer-registration')).toBe(1);
});

test('A1, asked and told: twelve answers travel, each recorded; the landlord is given one notice of it, and each of the staff one', async () => {
  const world = await casesWorld(asked.BEGINS, undefined, 2);
  const [id = ''] = await asked.play(world);
  const [view, trip] = [await world.get(id), await world.trip(id)];
  expect(countersOf(world.matters, view, trip)).toMatchObject({
    ...{ state: 'closed', travelled: 12, visits: 1, materials: 6, notAskedFor: 15, forms: 1, notices: 0, approved: 5 },
    ...{ due: '2017-10-13', decidedOn: '2017-10-12', deliveredOn: '2017-10-13' },
  });
  expect(trip.failed).toEqual([]);
  const telling = tellingOf(await world.told(), await world.noticed(id));
  expect(telling).toEqual({ told: 5, messages: 1, thirdParties: 3 });
  for (const { what, exchange, party, fields } of trip.travelled.filter(({ kind }) => kind === 'exchange'))
    expect(await world.record(exchange)).toMatchObject({
      ...{ kind: 'exchange', case: id, resource: what.id, fields: fields.map(({ pointer }) => pointer) },
      party: view.parties.find((one) => one.id === party)?.role,
    });
  const noticesOf = async (as: string) =>
    (await world.notices('GET /v1/notices', { as, query: { case: id } })).body.items as Notice[];
  const notices = await noticesOf(BODIES['company-setup']);
  const [landlord, ...more] = notices.filter(({ party }) => party === 'landlord');
  expect(more).toEqual([]);
  expect(landlord).toMatchObject({
    ...{ state: 'due', resource: 'real-estate/premises', matter: 'company-setup', provider: 'real-estate' },
    fields: ['/isHolder', '/commercialUse', '/notSeized'],
    text: { zh: expect.stringContaining('是否为权利人、是否商业用途、是否未被查封') },
  });
  expect(JSON.stringify(notices)).not.toContain(CHEN_FUYING);
  expect(notices.map(({ party }) => party)).toEqual(['landlord', 'employee', 'employee']);
  // The premises were looked at before the case was accepted, for the registrar alone.
  expect(await noticesOf(BODIES['fire-check'])).toEqual([]);
  const give = { as: BODIES['company-setup'], params: { notice: landlord?.id ?? '' }, body: { channel: 'letter' } };
  const given = await world.notices('POST /v1/notices/{notice}/given', give);
  expect(given.body).toMatchObject({ state: 'given', given: { channel: 'letter', by: BODIES['company-setup'] } });
});

test('A1, nobody is told before the licence is there, nor noticed before he was asked about', async () => {
  const world = await casesWorld(asked.BEGINS);
  const id = await asked.filedAndAsked(world);
  expect((await toldOf(world)).flat().filter((one) => typeof one === 'number' && one > 0)).toEqual([]);
  expect(world.changes('taxation/taxpayer-registration')).toBe(0);
  const { items } = (await world.notices('GET /v1/notices', { as: BODIES['company-setup'], query: { case: id } })).body;
  expect(items.map(({ party }: Notice) => party)).toEqual(['landlord']);
});

test('A1, signed electronically: nobody comes, and nothing else changes', async () => {
  const world = await casesWorld(BEGINS);
  const { id } = await taken(world.open(restaurant({ channel: 'online' })));
  const file = 'a'.repeat(43);
  await world.uploaded(id, file);
  const materials = SIX.map((material) => ({ material, medium: 'electronic' as const, files: [file] }));
  await taken(world.act(id, { act: 'hand-in', materials, onBehalf: 'wang' }));
  await taken(world.act(id, { act: 'file', onBehalf: 'wang' }));
  await fromReceipt(world, id);
  const view = await world.get(id);
  const trip = await world.trip(id);
  expect(countersOf(world.matters, view, trip)).toMatchObject({
    ...{ state: 'closed', visits: 0, visitsBefore: 9, materials: 6, forms: 1, results: 5 },
    ...{ due: '2017-10-13', deliveredOn: '2017-10-13' },
  });
  expect([view.channel, view.visits, trip.visits.once]).toEqual(['online', [], true]);
});

test('A1, each body is told once of what is its turn, and the hall once of the whole', async () => {
  const world = await casesWorld(BEGINS);
  const linesOf = async (as: string): Promise<{ id: string; task?: string }[]> =>
    (await world.call('GET /v1/cases', { as, query: {} })).body.items;
  const told = async () => {
    const all = await Promise.all(
      [XU, ...Object.values(BODIES).filter((as) => as !== BODIES['food-licence'])].map(linesOf),
    );
    return all.flat().map(({ task = 'hall' }) => task);
  };
  const id = await acceptedRestaurant(world);
  expect(await told()).toEqual(['hall', 'company-setup']);
  await world.to('2017-09-26 10:00');
  await approve(world, id, 'company-setup');
  expect(await told()).toContain('company-setup');
  await issueAll(world, id);
  // Market supervision has the one list, whoever of it looks.
  expect((await told()).toSorted()).toEqual(['drainage-permit', 'fire-check', 'food-licence', 'hall', 'shop-sign']);
  expect(new Set((await linesOf(XU)).map((line) => line.id))).toEqual(new Set([id]));
});

test('A1, fire refuses: its faults are told once, its siblings stay approved, and nothing of them is issued', async () => {
  const world = await casesWorld(BEGINS);
  const id = await licensedRestaurant(world);
  await world.to('2017-09-30 09:00');
  await approve(world, id, 'shop-sign');
  const faults = [
    { item: 'fire-check/fire-rules', what: '缺应急疏散预案' },
    { item: 'fire.floor', what: '后厨出口净宽不足' },
  ];
  const back = { act: 'return-task', task: 'fire-check', items: faults, due: '2017-10-16' } as const;
  const fire = { as: BODIES['fire-check'] };
  const returned = (await world.act(id, back, fire)).body as CaseView;
  expect(states(returned)).toEqual({
    'company-setup': 'approved',
    'food-licence': 'open',
    'fire-check': 'returned',
    'shop-sign': 'approved',
    'drainage-permit': 'open',
  });
  expect(returned.notices).toMatchObject([{ stage: 'fire-check', due: '2017-10-16', items: faults }]);
  const running = (view: CaseView) => Object.fromEntries(view.tasks.map(({ matter, clock }) => [matter, clock?.state]));
  expect(running(returned)).toMatchObject({ 'fire-check': 'paused', 'food-licence': 'running' });
  // 一次性告知: what lay there cannot be found wanting later.
  const second = await world.act(id, { ...back, items: [{ item: 'fire.exit', what: '疏散指示标志不足' }] }, fire);
  expect([second.status, second.body.errors]).toEqual([
    409,
    [{ field: '/items/0', rule: 'belonged-into-an-earlier-notice' }],
  ]);
  await world.to('2017-10-09 10:00');
  await world.act(id, { act: 'resume-task', task: 'fire-check' }, { as: XU });
  const deny = { act: 'decide', task: 'fire-check', decision: 'deny' } as const;
  expect((await world.act(id, deny, fire)).body.errors).toEqual([
    { field: '/reason', rule: 'denial-with-reason-and-basis' },
  ]);
  const because = { reason: '疏散条件不符合消防技术标准', basis: '消防法第十五条' };
  expect((await world.act(id, { ...deny, ...because }, fire)).status).toBe(200);
  await world.to('2017-10-12 10:00');
  await approve(world, id, 'food-licence');
  await approve(world, id, 'drainage-permit');
  const decided = await world.get(id);
  expect([decided.state, states(decided)]).toEqual([
    'decided',
    {
      'company-setup': 'approved',
      'food-licence': 'approved',
      'fire-check': 'denied',
      'shop-sign': 'approved',
      'drainage-permit': 'approved',
    },
  ]);
  const document = { number: '永康餐〔2017〕1号', name: { zh: '食品经营许可证', en: 'food licence' } };
  const issue = { act: 'record-result', task: 'food-licence', result: { document } } as const;
  expect((await world.act(id, issue, { as: BODIES['food-licence'] })).body.code).toBe('conflict');
  expect((await world.act(id, { act: 'choose-output', rule: 'partial' })).body.code).toBe('conflict');
  expect(
    (await world.act(id, { act: 'put-out' })).body.tasks.filter((one: { result?: unknown }) => one.result),
  ).toEqual([expect.objectContaining({ matter: 'company-setup' })]);
});

test('A1, food says nothing: yellow when a day is left, red when none is, and no other clock changes', async () => {
  const world = await casesWorld(BEGINS);
  const id = await licensedRestaurant(world);
  await world.to('2017-09-30 09:00');
  for (const task of ['shop-sign', 'drainage-permit'] as const) await approve(world, id, task);
  await world.to('2017-10-10 09:00');
  await approve(world, id, 'fire-check');
  const dues = async () => (await world.get(id)).tasks.map(({ clock }) => clock?.dues.map(({ date }) => date));
  const before = await dues();
  const seen: unknown[] = [];
  for (const day of ['2017-10-10 10:00', '2017-10-11 10:00', '2017-10-12 23:59', '2017-10-13 00:00']) {
    await world.to(day);
    const view = await world.get(id);
    seen.push([day.slice(0, 10), lightOf(view, 'food-licence'), lightOf(view, 'fire-check'), view.clock?.light]);
  }
  expect(seen).toEqual([
    ['2017-10-10', 'green', 'green', 'green'],
    ['2017-10-11', 'yellow', 'green', 'yellow'],
    ['2017-10-12', 'yellow', 'green', 'yellow'],
    ['2017-10-13', 'red', 'green', 'yellow'],
  ]);
  expect(await dues()).toEqual(before);
  const [line] = (await world.call('GET /v1/cases', { as: BODIES['food-licence'], query: {} })).body.items;
  expect(line).toMatchObject({ id, task: 'food-licence', due: '2017-10-12', light: 'red' });
  await approve(world, id, 'food-licence');
  await issueAll(world, id);
  expect((await world.act(id, { act: 'put-out' })).body.state).toBe('output');
});

test('A1, sent twice: the same key is the same case, and its tasks are there once', async () => {
  const world = await casesWorld(BEGINS);
  const body = restaurant({ channel: 'online' });
  const [one, two] = await Promise.all([world.open(body, { key: 'k' }), world.open(body, { key: 'k' })]);
  expect([one.status, two.status, two.body.id]).toEqual([one.status, one.status, one.body.id]);
  const id = await acceptedRestaurant(world);
  expect((await world.get(id)).tasks).toHaveLength(5);
  expect((await eventsOf(world, one.body.id)).map(({ type }) => type)).toEqual(['open']);
});
