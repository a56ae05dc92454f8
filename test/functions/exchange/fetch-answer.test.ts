import { describe, expect, test } from 'vitest';
import type { Answered } from '#schemas/exchange.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { counting } from '#test/engines/counting.ts';
import { documentClient } from '#test/engines/tables.ts';
import { keepLines } from './lines.ts';
import { problemOf, question, recordsIn } from './running.ts';
import { askWith, fetchWith, idOf, laterDeps, laterTables, sayWith } from './waiting.ts';
import {
  grant,
  NOW,
  officerCaller,
  rawSnapshot,
  resource,
  snapshotOf,
  strangerKey,
  ticket,
  titleOf,
  WANG,
} from './world.ts';

const written = keepLines();
const HOUR = 3_600_000;

const world = async () => {
  const tables = await laterTables();
  const counted = counting(tables.client);
  const deps = laterDeps(tables);
  let snapshot = snapshotOf();
  const live = { ...deps, snapshots: { current: async () => snapshot } };
  const change = (to: Partial<Snapshot>) => {
    snapshot = snapshotOf(to);
  };
  const clean = { ...tables, client: documentClient(tables.endpoint) };
  return { tables: clean, counted, change, deps: live, ask: askWith(live), say: sayWith(live), fetch: fetchWith(live) };
};
const inCase = async (claims = {}) =>
  question({ purpose: { kind: 'matter', matter: 'house-transfer', ticket: await ticket({ claims }) } });

test('not answered yet: 202, the longer it takes the rarer one is told to ask, and no record', async () => {
  const { ask, fetch, tables, counted } = await world();
  const asked = await ask();
  counted.reset();
  const waiting = await fetch(idOf(asked));
  expect([waiting.status, waiting.body]).toEqual([202, asked.body]);
  expect(counted.calls).toEqual({ GetItem: 1 });
  const after = async (ms: number) => Number((await fetch(idOf(asked), { now: NOW + ms })).headers?.['retry-after']);
  expect([await after(0), await after(60_000), await after(HOUR)]).toEqual([1, 6, 60]);
  expect(await recordsIn(tables)).toEqual([]);
});

test('a case that ended long ago, which no list has any more, still refuses what was asked for it: by one read, once its ticket has run out', async () => {
  const { ask, say, deps, tables } = await world();
  const caller = officerCaller('officer-hu');
  const id = idOf(await ask({ body: await inCase(), caller }));
  await say(id);
  const looked: string[] = [];
  const over = new Set<string>();
  const has = async (one: string) => {
    looked.push(one);
    return over.has(one);
  };
  const fetch = fetchWith({ ...deps, ends: { has } });
  // While the ticket lives the list has it.
  await fetch(id, { caller, now: NOW + 60_000 });
  expect(looked).toEqual([]);
  await fetch(id, { caller, now: NOW + HOUR });
  expect(new Set(looked)).toEqual(new Set(['YK-2026-000123']));
  over.add('YK-2026-000123');
  const refused = await problemOf(fetch(id, { caller, now: NOW + HOUR }));
  expect(refused).toMatchObject({ code: 'exchange-denied', rule: 'ticket-case-revoked' });
  expect(await recordsIn(tables)).toHaveLength(2);
});

test('a fetch costs one read and one put, and is an exchange of its own each time', async () => {
  const { ask, say, fetch, tables, counted } = await world();
  const id = idOf(await ask({ body: question({ fields: ['/unit', '/name', '/seized'] }) }));
  await say(id, { raw: titleOf(WANG) }, NOW + 30_000);
  counted.reset();
  const first = await fetch(id, { now: NOW + HOUR });
  expect(counted.calls).toEqual({ GetItem: 1, PutItem: 1 });
  expect(first.status).toBeUndefined();
  expect(first.body).toMatchObject({
    resource: 'deeds/title',
    found: true,
    answer: { unit: 'U1', seized: false },
    fields: ['/unit', '/seized'],
  });
  const again = (await fetch(id, { now: NOW + HOUR + 1 })).body as Answered;
  expect(again.answer).toEqual((first.body as Answered).answer);
  const records = (await recordsIn(tables)).sort((a, b) => a.at - b.at);
  expect(records.map((record) => record.id)).toEqual([(first.body as Answered).exchange, again.exchange]);
  expect(records[0]).toMatchObject({
    kind: 'exchange',
    at: NOW + HOUR,
    ms: 30_000,
    found: true,
    client: 'housing-system',
  });
  expect(records[0]?.request).toBe(records[1]?.request);
  for (const secret of [WANG, '王强', '"U1"']) expect(JSON.stringify(records) + written()).not.toContain(secret);
});

test('nothing known is recorded and released; clocks that differ give no negative time', async () => {
  const { ask, say, fetch, tables } = await world();
  const id = idOf(await ask());
  await say(id, { raw: null }, NOW - 20);
  expect((await fetch(id)).body).toMatchObject({ found: false });
  expect(await recordsIn(tables)).toMatchObject([{ found: false, ms: 0 }]);
});

test('an answer asked for a case is fetched when its ticket has long run out: it was good when it was asked', async () => {
  const { ask, say, fetch, tables } = await world();
  const id = idOf(await ask({ body: await inCase(), caller: officerCaller('officer-hu') }));
  await say(id);
  // A colleague of the same department fetches it, and the record names the colleague.
  const options = { now: NOW + 20 * HOUR, caller: officerCaller('officer-xu') };
  expect((await fetch(id, options)).body).toMatchObject({ found: true });
  expect(await recordsIn(tables)).toMatchObject([
    { case: 'YK-2026-000123', officer: 'officer-xu', consumer: 'housing' },
  ]);
});

test('the ticket’s level holds at the fetch too', async () => {
  const { ask, say, fetch } = await world();
  const id = idOf(await ask({ body: await inCase({ level: 'predicate' }) }));
  await say(id);
  expect((await fetch(id)).body).toMatchObject({ answer: { seized: false }, fields: ['/seized'] });
});

test('to anyone else it is as unknown as what was never asked', async () => {
  const { ask, say, fetch, change, tables, counted } = await world();
  const id = idOf(await ask());
  await say(id);
  const { officers } = rawSnapshot();
  change({
    officers: officers.map((officer) => (officer.id === 'officer-xu' ? { ...officer, department: 'deeds' } : officer)),
  });
  const byOfficer = idOf(await ask({ caller: officerCaller('officer-hu') }));
  const unknown = await problemOf(fetch(crypto.randomUUID()));
  expect(unknown.code).toBe('not-found');
  expect(await problemOf(fetch(id, { caller: officerCaller('officer-hu') }))).toEqual(unknown);
  expect(await problemOf(fetch(byOfficer, { caller: officerCaller('officer-xu') }))).toEqual(unknown);
  expect(await problemOf(fetch(byOfficer))).toEqual(unknown);
  expect(await problemOf(fetch(id, { department: 'police' }))).toEqual(unknown);
  counted.reset();
  expect(
    await problemOf(fetch(id, { caller: { clientId: 'stranger', subject: 'stranger', scopes: ['exchange'] } })),
  ).toMatchObject({
    code: 'exchange-denied',
    rule: 'client-unknown',
  });
  expect([counted.total, await recordsIn(tables)]).toEqual([0, []]);
});

test('after its time it is gone, answered or not', async () => {
  const { ask, say, fetch } = await world();
  const answered = idOf(await ask());
  const never = idOf(await ask());
  await say(answered);
  expect((await fetch(answered, { now: NOW + 24 * HOUR - 1 })).body).toMatchObject({ found: true });
  for (const id of [answered, never])
    expect(await problemOf(fetch(id, { now: NOW + 24 * HOUR }))).toMatchObject({ code: 'answer-expired' });
});

describe('between asking and fetching', () => {
  const suspended = { since: '2026-11-20T02:00:00Z', reason: '核查', by: 'officer-a' };
  const all = rawSnapshot();
  const granted = (change: object) => ({ grants: [{ ...grant, revision: 2, ...change }] });
  const cases: [string, Partial<Snapshot>, string][] = [
    ['a revoked grant', granted({ state: 'revoked' }), 'grant-revoked'],
    ['a suspended grant', granted({ suspended }), 'grant-suspended'],
    ['a grant that has run out', granted({ until: '2026-11-20T02:00:30Z' }), 'grant-expired'],
    ['a grant without this purpose', granted({ purposes: grant.purposes.slice(1) }), 'purpose-not-granted'],
    ['a grant without this party', granted({ parties: grant.parties.slice(1) }), 'party-not-granted'],
    ['a grant without any of these fields', granted({ fields: ['/owners/*/share'] }), 'no-field-granted'],
    ['a suspended client', { clients: all.clients.map((one) => ({ ...one, suspended })) }, 'client-suspended'],
    ['a suspended officer', { officers: all.officers.map((one) => ({ ...one, suspended })) }, 'officer-suspended'],
    [
      'a suspended department',
      { departments: all.departments.map((one) => (one.id === 'housing' ? { ...one, suspended } : one)) },
      'department-suspended',
    ],
    [
      'a suspended provider',
      { departments: all.departments.map((one) => (one.id === 'deeds' ? { ...one, suspended } : one)) },
      'provider-suspended',
    ],
    [
      'a suspended issuer of tickets',
      { issuers: all.issuers.map((one) => ({ ...one, suspended })) },
      'ticket-issuer-unknown',
    ],
    [
      'an issuer whose key was taken back',
      { issuers: all.issuers.map((one) => ({ ...one, key: strangerKey.open })) },
      'ticket-signature',
    ],
    ['a closed case', { revokedCases: ['YK-2026-000123'] }, 'ticket-case-revoked'],
    ['a withdrawn resource', { resources: [{ ...resource, state: 'withdrawn' }] }, 'resource-not-published'],
    [
      'a new version of the resource, granted anew',
      { resources: [{ ...resource, version: 2 }], ...granted({ resourceVersion: 2 }) },
      'resource-changed',
    ],
  ];

  test.each(cases)('%s refuses, with no record', async (_name, changed, rule) => {
    const { ask, say, fetch, change, tables } = await world();
    const caller = officerCaller('officer-hu');
    const id = idOf(await ask({ body: await inCase(), caller }));
    await say(id);
    change(changed);
    expect(await problemOf(fetch(id, { caller }))).toMatchObject({ code: 'exchange-denied', rule });
    expect(await recordsIn(tables)).toEqual([]);
  });

  test.each(cases.filter(([, , rule]) => rule !== 'resource-changed'))(
    '%s at the last moment stops the release; the record stands',
    async (_name, changed, rule) => {
      const { ask, say, deps, tables } = await world();
      const caller = officerCaller('officer-hu');
      const id = idOf(await ask({ body: await inCase(), caller }));
      await say(id);
      const looks = [snapshotOf(), snapshotOf(changed)];
      const fetch = fetchWith({ ...deps, snapshots: { current: async () => looks.shift()! } });
      expect((await problemOf(fetch(id, { caller }))).rule).toBe(rule);
      expect(await recordsIn(tables)).toHaveLength(1);
    },
  );

  test('a narrowed grant narrows the answer', async () => {
    const { ask, say, fetch, change } = await world();
    const id = idOf(await ask());
    await say(id);
    change(granted({ fields: ['/unit'] }));
    expect((await fetch(id)).body).toMatchObject({ answer: { unit: 'U1' }, fields: ['/unit'], grant: { revision: 2 } });
  });

  test('whoever was frozen in between does not answer a caller who has gone', async () => {
    const { ask, say, deps, tables } = await world();
    const id = idOf(await ask());
    await say(id);
    let [time, looks] = [0, 0];
    const current = async () => {
      looks += 1;
      if (looks === 2) time += 600_000;
      return snapshotOf();
    };
    const fetch = fetchWith({ ...deps, clock: () => time, snapshots: { current } });
    expect(await problemOf(fetch(id))).toMatchObject({ code: 'hub-not-ready', cause: 'release-too-late' });
    expect(await recordsIn(tables)).toHaveLength(1);
  });
});
