/** The list equals the records, line for line: over keys that have changed, filters, pages, and lines that come twice. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_JI_CATERING } from '#city/cast.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { ExchangeKind } from '#schemas/exchange.ts';
import type { UsesFilter } from '#schemas/uses.ts';
import { lineOf } from '../relay/records.ts';
import { bySupervision, NOW, recordAbout, SUPERVISOR, type UsesWorld, usesWorld, walk } from './world.ts';

const FULL = process.env.ONETRIP_FULL === '1';
const RECORDS = FULL ? 400 : 40;
const RUNS = FULL ? 300 : 12;
const PEOPLE = [LI_NA, CHEN_FUYING, WANG_JI_CATERING];
const DEPARTMENTS = ['housing', 'real-estate', 'one-window', 'taxation'];
const RESOURCES = ['real-estate/title', 'real-estate/premises', 'certificates/business-licence', 'taxation/taxpayer'];
const MINUTE_MS = 60_000;

const record = fc
  .record({
    person: fc.constantFrom(...PEOPLE),
    version: fc.constantFrom(1, 2, 3),
    minutes: fc.integer({ min: 1, max: 40 }),
    kind: fc.constantFrom(...ExchangeKind.options),
    consumer: fc.constantFrom(...DEPARTMENTS),
    provider: fc.constantFrom(...DEPARTMENTS),
    resource: fc.constantFrom(...RESOURCES),
  })
  .map(({ person, version, minutes, ...rest }) => ({
    person,
    record: recordAbout(person, { at: NOW - minutes * MINUTE_MS, ...rest }, version),
  }));
const instant = fc.integer({ min: 0, max: 41 }).map((minutes) => new Date(NOW - minutes * MINUTE_MS).toISOString());
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 1 });
const query = fc.record({
  person: fc.constantFrom(...PEOPLE),
  limit: fc.oneof(fc.integer({ min: 3, max: 9 }), fc.constant(100)),
  from: optional(instant),
  until: optional(instant),
  department: optional(fc.constantFrom(...DEPARTMENTS)),
  resource: optional(fc.constantFrom(...RESOURCES)),
  kinds: optional(fc.uniqueArray(fc.constantFrom(...ExchangeKind.options), { minLength: 1, maxLength: 3 })),
});

const wanted =
  ({ from, until, department, resource, kinds }: UsesFilter) =>
  ({ at, consumer, provider, resource: of, kind }: ExchangeRecord): boolean =>
    (from === undefined || at >= Date.parse(from)) &&
    (until === undefined || at < Date.parse(until)) &&
    (department === undefined || department === consumer || department === provider) &&
    (resource === undefined || resource === of) &&
    (kinds === undefined || kinds.includes(kind));
const newestFirst = (a: ExchangeRecord, b: ExchangeRecord): number => b.at - a.at || (a.id < b.id ? 1 : -1);

let world: UsesWorld;
let all: { readonly person: string; readonly record: ExchangeRecord }[];
beforeAll(async () => {
  world = await usesWorld();
  all = fc.sample(record, { numRuns: RECORDS, seed: 417 });
  await world.keep(...all.map((one) => one.record));
  // Out of order and again: still one line each.
  await world.keep(...all.slice(0, 10).map((one) => one.record));
});

test(`${RUNS} lists over ${RECORDS} records equal the records, whatever is asked and in whatever pages`, async () => {
  let lines = 0;
  await fc.assert(
    fc.asyncProperty(query, async ({ person, limit, from, until, ...rest }) => {
      fc.pre(from === undefined || until === undefined || Date.parse(from) < Date.parse(until));
      const filter = { ...rest, ...(from ? { from } : {}), ...(until ? { until } : {}) };
      const body = { subject: person, ground: bySupervision, limit, ...filter };
      const expected = all.filter((one) => one.person === person).map((one) => one.record);
      const ids = expected
        .filter(wanted(filter))
        .sort(newestFirst)
        .map(({ id }) => id);
      expect(await walk(world, body, SUPERVISOR)).toEqual(ids);
      lines += ids.length;
    }),
    { numRuns: RUNS },
  );
  expect(lines).toBeGreaterThan(RUNS / 2);
});

test('each line is the recorded one, to the letter; only the officer’s id is kept from whoever is no supervisor', async () => {
  const body = { subject: LI_NA, limit: 100 };
  const expected = all
    .filter(({ person }) => person === LI_NA)
    .map((one) => one.record)
    .sort(newestFirst)
    .map(lineOf);
  const supervised = await world.list({ ...body, ground: bySupervision }, SUPERVISOR);
  expect(supervised.body.items.map(({ record }: { record: object }) => record)).toEqual(expected);
  const own = await world.list({ ...body, ground: { kind: 'self', by: 'id-card-at-window', reference: 'CK3-000001' } });
  expect(own.body.items.map(({ record }: { record: object }) => record)).toEqual(
    expected.map(({ officer: _officer, ...line }) => line),
  );
});
