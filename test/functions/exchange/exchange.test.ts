import { beforeAll, describe, expect, test } from 'vitest';
import { leaf } from '#functions/exchange/record.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { keepLines } from './lines.ts';
import { depsOn, instanceOf, problemOf, question, recordsIn, type Tables } from './running.ts';
import {
  adapterOf,
  grant,
  LI,
  NOW,
  officerCaller,
  rawSnapshot,
  snapshotOf,
  strangerKey,
  ticket,
  titleOf,
  WANG,
} from './world.ts';

keepLines();
const table = () => freshTables('exchanges', 'breakers');
let shared: Tables;
beforeAll(async () => {
  shared = await table();
});

const honest = adapterOf(async (holder) => titleOf(holder));

test('an exchange answers the granted and asked fields, and writes one record that names them', async () => {
  const tables = await table();
  const send = instanceOf(honest, depsOn(tables));
  const answered = await send({ body: question({ fields: ['/unit', '/name', '/owners/*/name'] }) });
  expect(answered).toMatchObject({
    found: true,
    answer: { unit: 'U1', owners: [{ name: '王强' }] },
    fields: ['/unit', '/owners/*/name'],
    grant: { id: 'housing-title', revision: 1 },
  });
  const records = await recordsIn(tables);
  expect(records).toMatchObject([
    {
      id: answered.exchange,
      consumer: 'housing',
      provider: 'deeds',
      fields: answered.fields,
      found: true,
      sequence: 1,
    },
  ]);
  expect(leaf(records[0]!)).not.toMatch(/330784198802039985|王强|"U1"|nonce/);
});

test('a warm exchange costs one PutItem and no read', async () => {
  const tables = await table();
  const send = instanceOf(honest, depsOn(tables));
  await send();
  const count = counting(tables.client);
  for (let i = 0; i < 100; i += 1) await send();
  expect(count.calls).toEqual({ PutItem: 100 });
});

test('nothing found is recorded and released', async () => {
  const send = instanceOf(
    adapterOf(async () => null),
    depsOn(shared),
  );
  const answered = await send();
  expect(answered).toMatchObject({ found: false });
  expect(answered).not.toHaveProperty('answer');
  expect((await recordsIn(shared)).find((record) => record.id === answered.exchange)?.found).toBe(false);
});

test('a case with its ticket: the record names case, officer and party', async () => {
  const send = instanceOf(honest, depsOn(shared));
  const body = question({ purpose: { kind: 'matter', matter: 'house-transfer', ticket: await ticket() } });
  const answered = await send({ body, caller: officerCaller('officer-hu') });
  const record = (await recordsIn(shared)).find(({ id }) => id === answered.exchange);
  expect(record).toMatchObject({
    case: 'YK-2026-000123',
    officer: 'officer-hu',
    client: 'console',
    consumer: 'housing',
  });
  const other = question({ ...body, request: { holder: LI } });
  expect((await problemOf(send({ body: other }))).rule).toBe('ticket-other-party');
});

test('a third party is answered with predicates only', async () => {
  const send = instanceOf(honest, depsOn(shared));
  const answered = await send({ body: question({ party: { role: 'landlord' } }) });
  expect(answered).toMatchObject({ answer: { seized: false }, fields: ['/seized'] });
});

test('the level of the ticket lowers the level of the grant', async () => {
  const send = instanceOf(honest, depsOn(shared));
  const low = await ticket({ claims: { level: 'predicate' } });
  const body = question({ purpose: { kind: 'matter', matter: 'house-transfer', ticket: low } });
  expect((await send({ body })).fields).toEqual(['/seized']);
});

describe('bad questions', () => {
  const cases = [
    [
      'an undeclared field',
      { fields: ['/unit', '/salary'] },
      'invalid-request',
      [{ field: '/fields/1', rule: 'not-a-declared-leaf' }],
    ],
    [
      'an inner node',
      { fields: ['/owners'] },
      'invalid-request',
      [{ field: '/fields/0', rule: 'not-a-declared-leaf' }],
    ],
    [
      'a wrong request',
      { request: { holder: 1 } },
      'invalid-request',
      [{ field: '/request/holder', rule: 'invalid_type' }],
    ],
    [
      'a lone surrogate',
      { request: { holder: '\ud800' } },
      'invalid-request',
      [{ field: '/request', rule: 'well-formed-unicode' }],
    ],
  ] as const;
  test.each(cases)('%s', async (_name, change, code, errors) => {
    const asked: string[] = [];
    const adapter = adapterOf(async (holder) => {
      asked.push(holder);
      return titleOf(holder);
    });
    const problem = await problemOf(instanceOf(adapter, depsOn(shared))({ body: question(change as never) }));
    expect(problem).toMatchObject({ code, extra: { errors } });
    expect(asked).toEqual([]);
  });
});

describe('between asking and releasing', () => {
  const revoked = snapshotOf({ grants: [{ ...grant, state: 'revoked', revision: 2 }] });
  const changed = snapshotOf({ grants: [{ ...grant, revision: 2 }] });
  const suspended = { since: '2026-11-20T02:00:00Z', reason: '核查', by: 'officer-a' };
  const suspendedClient = snapshotOf({ clients: rawSnapshot().clients.map((client) => ({ ...client, suspended })) });
  const suspendedIssuer = snapshotOf({ issuers: rawSnapshot().issuers.map((issuer) => ({ ...issuer, suspended })) });
  const rotatedIssuer = snapshotOf({
    issuers: rawSnapshot().issuers.map((issuer) => ({ ...issuer, revision: 2, key: strangerKey.open })),
  });
  const closed = snapshotOf({ revokedCases: ['YK-2026-000123'] });
  test.each([
    ['a revoked grant', revoked, 'grant-revoked'],
    ['a changed grant', changed, 'grant-changed'],
    ['a suspended client', suspendedClient, 'client-suspended'],
    ['a closed case', closed, 'ticket-case-revoked'],
    ['a suspended ticket issuer', suspendedIssuer, 'ticket-issuer-unknown'],
    ['an issuer whose key was taken back', rotatedIssuer, 'ticket-signature'],
  ])('%s stops the release; the record stands', async (_name, later, rule) => {
    const tables = await table();
    const looks = [snapshotOf(), later];
    const deps = depsOn(tables, { snapshots: { current: async () => looks.shift() ?? later } });
    const body = question({ purpose: { kind: 'matter', matter: 'house-transfer', ticket: await ticket() } });
    expect((await problemOf(instanceOf(honest, deps)({ body }))).rule).toBe(rule);
    expect(await recordsIn(tables)).toHaveLength(1);
  });

  test('a ticket that ran out while the department was asked', async () => {
    let now = 0;
    const slow = adapterOf(async (holder) => {
      now += 5_000;
      return titleOf(holder);
    });
    const iat = NOW / 1000 - 597;
    const spent = await ticket({ claims: { iat, exp: iat + 600 } });
    const body = question({ purpose: { kind: 'matter', matter: 'house-transfer', ticket: spent } });
    const send = instanceOf(slow, depsOn(shared, { clock: () => now }));
    expect((await problemOf(send({ body }))).rule).toBe('ticket-expired');
  });

  test('who was frozen in between does not answer a caller who has gone', async () => {
    let now = 0;
    const deps = depsOn(shared, { clock: () => now });
    const slow = adapterOf(async (holder) => {
      now += 600_000;
      return titleOf(holder);
    });
    expect(await problemOf(instanceOf(slow, deps)())).toMatchObject({
      code: 'hub-not-ready',
      cause: 'release-too-late',
    });
  });
});

test('a denied caller hears the same whether the person exists or not', async () => {
  const none = snapshotOf({ grants: [] });
  const deps = depsOn(shared, { snapshots: { current: async () => none } });
  const knows = adapterOf(async (holder) => (holder === WANG ? titleOf(holder) : null));
  const answers = await Promise.all(
    [WANG, LI].map((holder) => problemOf(instanceOf(knows, deps)({ body: question({ request: { holder } }) }))),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.rule).toBe('grant-missing');
});

test('while the breaker is open the caller is told at once when to come back, and a denied caller hears nothing of it', async () => {
  let asked = 0;
  const down = adapterOf(async () => {
    asked += 1;
    throw new Error('down');
  });
  const tables = await table();
  const deps = depsOn(tables);
  const send = instanceOf(down, deps);
  for (let i = 0; i < 5; i += 1) expect((await problemOf(send())).code).toBe('department-error');
  // Telling the others keeps no caller waiting, so the fifth failure may still be on its way.
  await expect.poll(async () => (await problemOf(send())).code).toBe('department-unavailable');
  const before = asked;
  expect(await problemOf(send())).toMatchObject({ code: 'department-unavailable', extra: { retryAfter: 5 } });
  expect((await problemOf(send({ body: question({ party: { role: 'spouse' } }) }))).rule).toBe('party-not-granted');
  expect(asked).toBe(before);
});
