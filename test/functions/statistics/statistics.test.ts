import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { resources } from '#city/resources/index.ts';
import { daysToCount } from '#functions/statistics/roll-up.ts';
import { ExchangeKind, type ExchangeRecord } from '#schemas/exchange.ts';
import type { Statistics } from '#schemas/statistics.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { exchangeRecord } from '../relay/records.ts';
import { recomputed } from './recomputed.ts';
import { statisticsWorld } from './world.ts';

const FULL = process.env.ONETRIP_FULL === '1';
const RECORDS = FULL ? 1_500 : 90;
const as = 'officer-xia-yu';
const START = Date.parse('2026-11-28T00:00:00+08:00');
const HOUR_MS = 3_600_000;
const DEPARTMENTS = ['housing', 'real-estate', 'one-window', 'taxation', 'data-authority'];
const RESOURCES = ['real-estate/title', 'real-estate/premises', 'certificates/business-licence', 'hub/uses'];

/** Over four days, the last of which is not over. */
const record = fc
  .record({
    hours: fc.integer({ min: 0, max: 95 }),
    kind: fc.constantFrom(...ExchangeKind.options),
    consumer: fc.constantFrom(...DEPARTMENTS),
    provider: fc.constantFrom('real-estate', 'market-supervision'),
    resource: fc.constantFrom(...RESOURCES),
    found: fc.boolean(),
    ms: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 90_000_000 })),
    case: fc.option(fc.constantFrom('case-1', 'case-2', 'case-3'), { nil: undefined }),
    purpose: fc.constantFrom(
      { matter: 'food-licence' },
      { standing: 'review', matter: undefined },
      { matter: undefined },
    ),
    repeatOf: fc.option(fc.constant('0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11'), { nil: undefined, freq: 6 }),
  })
  .map(({ hours, purpose, ...rest }) => exchangeRecord({ at: START + hours * HOUR_MS, ...rest, ...purpose }));

const shown = ({ resource: _r, name: _n, provider: _p, period: _i, papers, copiesNotBrought, ...rest }: Statistics) => {
  for (const { times } of papers) expect(times).toBe(papers[0]?.times);
  expect(copiesNotBrought).toBe(papers.reduce((sum, { times }) => sum + times, 0));
  return { ...rest, ms: rest.ms, ...(papers[0] ? { used: papers[0].times } : {}) };
};
const expectSame = (one: Statistics, records: readonly ExchangeRecord[], from: string, until: string) => {
  const { used, ...expected } = recomputed(records, one.resource, from, until);
  expect(shown(one)).toEqual({ ...expected, ...(one.papers.length > 0 ? { used } : {}) });
};

test(`${RECORDS} records, told out of order and twice: every figure is what the records themselves come to`, async () => {
  const world = await statisticsWorld(undefined, { certificateTypes: [...certificateTypes] });
  const records = fc.sample(record, { numRuns: RECORDS, seed: 20 });
  await world.keep(...records.toReversed(), ...records.slice(0, RECORDS / 5));
  world.complete('2026-12-01T20:00:00+08:00');
  await world.count();

  for (const resource of RESOURCES) {
    const params = { department: resource.split('/')[0]!, resource: resource.split('/')[1]! };
    const query = { from: '2026-11-28', until: '2026-11-30' };
    const { body } = await world.call('GET /v1/statistics/resources/{department}/{resource}', { as, params, query });
    for (const day of body.days) expectSame(day, records, day.period, day.period);
    expectSame(body.total, records, '2026-11-28', '2026-11-30');
    expect(body.total.asked).toBeGreaterThan(5);
    expect(body.freshness).toEqual({ through: '2026-11-30', completeUntil: '2026-12-01T12:00:00.000Z' });
  }
  const month = await world.call('GET /v1/statistics/resources', { as, query: { month: '2026-11' } });
  expect(month.body.items.map(({ resource }: Statistics) => resource)).toEqual(RESOURCES.toSorted());
  for (const one of month.body.items) expectSame(one, records, '2026-11-01', '2026-11-30');
  // The day that is not over is not counted.
  const december = await world.call('GET /v1/statistics/resources', { as, query: { month: '2026-12' } });
  expect(december.body.items).toEqual([]);
});

const day = (date: string, change: Partial<ExchangeRecord> = {}) =>
  exchangeRecord({ at: Date.parse(`${date}T10:00:00+08:00`), ...change });
const title = (query: Record<string, string>) =>
  [
    'GET /v1/statistics/resources/{department}/{resource}',
    { as, params: { department: 'real-estate', resource: 'title' }, query },
  ] as const;
const NOVEMBER = { from: '2026-11-01', until: '2026-11-30' };

test('a paper is not brought once for a case in a day, however often it is asked; a standing purpose saves each time', async () => {
  const world = await statisticsWorld();
  const replaces = resources.find(({ id }) => id === 'real-estate/title')?.replaces ?? [];
  await world.keep(
    day('2026-11-20', { case: 'a' }),
    day('2026-11-20', { case: 'a' }),
    day('2026-11-20', { case: 'b' }),
    day('2026-11-20', { case: 'b', found: false }),
    day('2026-11-20', { case: undefined, matter: undefined, standing: 'review' }),
    day('2026-11-20', { case: undefined, matter: undefined, standing: 'review' }),
    day('2026-11-20', { case: 'c', repeatOf: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11' }),
  );
  world.complete('2026-11-21T01:00:00+08:00');
  await world.count();
  const { total } = (await world.call(...title(NOVEMBER))).body;
  expect(total.papers).toEqual(replaces.map((name) => ({ name, times: 4 })));
  expect([replaces.length, total.copiesNotBrought, total.notFound]).toEqual([2, 8, 1]);
});

test('nothing is counted before its lines are known to be complete; then day after day, as far as time lets', async () => {
  const world = await statisticsWorld();
  await world.keep(day('2026-11-18'), day('2026-11-19'), day('2026-11-20'));
  const through = async () => (await world.call(...title(NOVEMBER))).body.freshness.through;
  await world.count();
  expect(await through()).toBe('2026-11-17');
  world.complete('2026-11-19T23:59:59+08:00');
  await world.count();
  expect(await through()).toBe('2026-11-18');
  world.complete('2026-11-21T00:00:01+08:00');
  await world.count(1);
  expect(await through()).toBe('2026-11-19');
  await world.count();
  expect(await through()).toBe('2026-11-20');
  expect((await world.call(...title(NOVEMBER))).body.days.map(({ period }: Statistics) => period)).toEqual([
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
  ]);
});

test('a line that comes after its day was counted has the day, and its month, counted again', async () => {
  const world = await statisticsWorld();
  const [first, late, later] = [day('2026-11-19'), day('2026-11-19'), day('2026-11-20')];
  await world.keep(first);
  world.complete('2026-11-20T00:30:00+08:00');
  await world.count();
  const asked = async () =>
    (await world.call(...title(NOVEMBER))).body.days.map((one: Statistics) => [one.period, one.asked]);
  expect(await asked()).toEqual([['2026-11-19', 1]]);
  await world.keepLate('2026-11-20T02:00:00+08:00', late);
  // Of a day that is not counted yet: nothing is to be done again.
  await world.keepLate('2026-11-21T00:01:00+08:00', later);
  await world.count();
  expect(await asked()).toEqual([['2026-11-19', 2]]);
  world.complete('2026-11-21T00:30:00+08:00');
  await world.count();
  expect(await asked()).toEqual([
    ['2026-11-19', 2],
    ['2026-11-20', 1],
  ]);
  const month = await world.call('GET /v1/statistics/resources', { as, query: { month: '2026-11' } });
  expectSame(month.body.items[0], [first, late, later], '2026-11-01', '2026-11-30');
  world.counted.reset();
  await world.count();
  // All marks are gone: a run that has nothing to do reads the progress and the marks.
  expect(world.counted.calls).toEqual({ GetItem: 1, Query: 1 });
});

test('crash at every await boundary of counting: run again, every figure is right', async () => {
  const records = [day('2026-11-19'), day('2026-11-20'), day('2026-11-20', { resource: 'real-estate/premises' })];
  const boundaries = await everyCrashPoint(async (crash) => {
    const world = await statisticsWorld(crash);
    await world.keep(...records);
    world.complete('2026-11-21T00:00:01+08:00');
    await world.count().catch(() => undefined);
    crash.at(Number.POSITIVE_INFINITY);
    await world.count();
    const { total } = (await world.call(...title(NOVEMBER))).body;
    expectSame(total, records, '2026-11-01', '2026-11-30');
  });
  expect(boundaries).toBeGreaterThan(10);
});

test('as CSV: one line a resource, and no cell that a spreadsheet would run', async () => {
  const [first] = resources;
  const evil = { ...first!, id: 'real-estate/title', name: { zh: '=HYPERLINK("http://x")', en: '@SUM(1+1)*cmd|calc' } };
  const world = await statisticsWorld(undefined, { resources: [evil] });
  await world.keep(day('2026-11-20'));
  world.complete('2026-11-21T01:00:00+08:00');
  await world.count();
  const { status, headers, body } = await world.call('GET /v1/statistics/resources.csv', {
    as,
    query: { month: '2026-11' },
  });
  expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(headers['content-disposition']).toBe('attachment; filename="statistics-2026-11-through-2026-11-20.csv"');
  const [head, line, end] = body.split('\r\n');
  expect(head).toMatch(/^\ufeff资源代码 resource,/);
  expect(line).toMatch(
    /^real-estate\/title,"'=HYPERLINK\(""http:\/\/x""\)",'@SUM\(1\+1\)\*cmd\|calc,real-estate,2026-11,1,1,0,12,12,/,
  );
  expect(end).toBe('');
});

test('pages join, filtered by provider; a cursor is bound to reader and filter; strangers read nothing', async () => {
  const world = await statisticsWorld();
  const ids = ['real-estate/a', 'real-estate/b', 'real-estate/c'];
  await world.keep(
    ...ids.map((resource) => day('2026-11-20', { resource })),
    day('2026-11-20', { resource: 'housing/x', provider: 'housing' }),
  );
  world.complete('2026-11-21T01:00:00+08:00');
  await world.count();
  const query = { month: '2026-11', department: 'real-estate', limit: '2' };
  const list = (more: Record<string, string> = {}, who = as) =>
    world.call('GET /v1/statistics/resources', { as: who, query: { ...query, ...more } });
  const { items, next } = (await list()).body;
  const second = (await list({ cursor: next })).body;
  expect([...items, ...second.items].map(({ resource }: Statistics) => resource)).toEqual(ids);
  expect(await list({ cursor: next, department: 'housing' })).toMatchObject({ status: 400 });
  expect(await list({ cursor: next }, 'officer-hu-min')).toMatchObject({ status: 400 });
  expect(await list({}, 'nobody-system')).toMatchObject({ status: 403 });
  expect(await world.call(...title({ from: '2026-11-02', until: '2026-11-01' }))).toMatchObject({ status: 400 });
  const unknown = { as, params: { department: 'no', resource: 'thing' }, query: NOVEMBER };
  expect((await world.call('GET /v1/statistics/resources/{department}/{resource}', unknown)).status).toBe(404);
});

test('the first count of all looks back a month, and each day once', () => {
  const at = Date.parse('2026-12-01T00:20:00+08:00');
  const first = daysToCount(undefined, at);
  expect([first.length, first[0], first.at(-1)]).toEqual([31, '2026-10-31', '2026-11-30']);
  expect(daysToCount('2026-11-28', at)).toEqual(['2026-11-29', '2026-11-30']);
  expect(daysToCount('2026-11-30', at)).toEqual([]);
  expect(daysToCount('2026-11-29', at - 3_600_000)).toEqual([]);
});
