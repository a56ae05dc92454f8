import { expect, test } from 'vitest';
import { settled } from '#functions/exchange/intent.ts';
import { problem } from '#functions/kernel/problem.ts';
import { counting } from '#test/engines/counting.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { changeDeps, changing, register } from './changing.ts';
import { keepLines } from './lines.ts';
import { instanceOf, problemOf, question, recordsIn } from './running.ts';
import { grant, LI, NOW, officerCaller, snapshotOf, ticket, titleOf, WANG } from './world.ts';

keepLines();
const LEASE_MS = 15_000;

const world = async () => {
  const { names, client, endpoint } = await freshTables('exchanges', 'breakers', 'operations');
  const tables = { names, client: documentClient(endpoint) };
  const department = register();
  const port = department.port();
  const instance = (change = {}) => instanceOf(changing(port), { ...changeDeps(tables), ...change });
  /** Its calls to the tables can be made to fail. */
  const faulty = () => ({
    count: counting(client),
    send: instanceOf(changing(port), changeDeps({ names, client })),
  });
  return { tables, department, port, instance, faulty };
};

test.each([
  ['department-error', 'ECONNREFUSED', true],
  ['department-error', 'refused:signature', true],
  ['department-unavailable', 'breaker-open', true],
  ['hub-not-ready', 'too-late-to-ask', true],
  ['unprocessable', undefined, true],
  ['department-error', 'ECONNRESET', false],
  ['department-error', 'http-504', false],
  // A code that nobody knows may say that the department is still at it.
  ['department-error', 'refused:unknown-code', false],
  ['department-error', 'refused:other', false],
  ['department-answer-invalid', 'envelope', false],
  ['department-timeout', 'deadline', false],
] as const)('an act that failed by %s (%s) is settled: %s', (code, cause, is) => {
  expect(settled(problem(code, cause === undefined ? {} : { cause }))).toBe(is);
  expect(settled(new Error(cause))).toBe(false);
});

test.each([
  ['junk', { junk: true }, 'department-answer-invalid'],
  ['nothing', null, 'department-answer-invalid'],
  ['another person', titleOf(LI), 'department-wrong-subject'],
])('acted, and said %s: nothing is released; the truth is asked for, never the act', async (_what, said, code) => {
  const { department, instance, tables } = await world();
  department.sayNext(said);
  expect(await problemOf(instance()({ key: 'k' }))).toMatchObject({ code });
  expect(await recordsIn(tables)).toEqual([]);
  const later = await instance()({ key: 'k', now: NOW + LEASE_MS });
  expect(later).toMatchObject({ found: true, answer: { holder: WANG } });
  expect(department.calls).toEqual({ act: 1, outcome: 1 });
});

test('junk may be that of a machine in between: nobody else acts while the department may be at it', async () => {
  const { department, instance } = await world();
  department.sayNext({ junk: true });
  await problemOf(instance()({ key: 'k' }));
  expect(await problemOf(instance()({ key: 'k', now: NOW + 1 }))).toMatchObject({ code: 'exchange-in-progress' });
});

test('the outcome could not be kept: nothing is under way, so the next one may go on at once, and does not act', async () => {
  const { department, instance, faulty } = await world();
  const { count, send } = faulty();
  count.fault({ kind: 'refuse', operation: 'TransactWriteItems', nth: 1, final: true });
  expect(await problemOf(send({ key: 'k' }))).toMatchObject({ code: 'hub-not-ready' });
  expect(await instance()({ key: 'k', now: NOW + 1 })).toMatchObject({ found: true });
  expect(department.calls).toEqual({ act: 1, outcome: 1 });
});

test('an outcome that no item can hold is refused by name, each time, and never acted again', async () => {
  const { department, instance } = await world();
  const huge = { ...titleOf(WANG), owners: Array.from({ length: 20_000 }, () => ({ name: '王强', share: '1/1' })) };
  department.sayNext(huge);
  const refused = await problemOf(instance()({ key: 'k' }));
  expect(refused).toMatchObject({ code: 'department-answer-too-large', cause: 'to-be-kept' });
  await instance()({ key: 'k', now: NOW + 1 });
  expect(department.calls.act).toBe(1);
});

test('who came to ask what became of it and was not answered holds nobody up', async () => {
  const { department, instance } = await world();
  department.loseNext();
  await problemOf(instance()({ key: 'k' }));
  // A query may be asked again, and is.
  department.refuseNext(3);
  expect(await problemOf(instance()({ key: 'k', now: NOW + LEASE_MS }))).toMatchObject({ cause: 'ECONNREFUSED' });
  department.refuseNext(0);
  expect(await instance()({ key: 'k', now: NOW + LEASE_MS + 1 })).toMatchObject({ found: true });
  expect(department.calls).toEqual({ act: 1, outcome: 1 });
});

test.each([
  ['the lease has run out', 'lose', LEASE_MS],
  ['nobody was there', 'refuse', 1],
] as const)('eight come at once when %s: one of them asks', async (_what, trouble, after) => {
  const { department, instance, tables } = await world();
  department[`${trouble}Next`]();
  await problemOf(instance()({ key: 'k' }));
  const now = NOW + after;
  const calls = await Promise.all(Array.from({ length: 8 }, () => problemOf(instance()({ key: 'k', now }))));
  for (const { code } of calls) expect([undefined, 'exchange-in-progress']).toContain(code);
  expect(calls.some(({ code }) => code === undefined)).toBe(true);
  expect(department.calls).toEqual({ act: 1, outcome: 1 });
  expect(await recordsIn(tables)).toHaveLength(1);
});

test('the grant is revoked between act and release: nothing is released, effect, outcome and record stay', async () => {
  const { department, instance, tables } = await world();
  const revoked = snapshotOf({ grants: [{ ...grant, state: 'revoked', revision: 2 }] });
  const asked = [snapshotOf(), revoked];
  const snapshots = { current: async () => asked.shift() ?? revoked };
  const send = instance({ snapshots });
  expect(await problemOf(send({ key: 'k' }))).toMatchObject({ code: 'exchange-denied' });
  expect(await problemOf(send({ key: 'k', now: NOW + 1 }))).toMatchObject({ code: 'exchange-denied' });
  expect(await recordsIn(tables)).toHaveLength(1);
  // Granted again: the outcome that was kept, without asking.
  expect(await instance()({ key: 'k', now: NOW + 2 })).toMatchObject({ found: true });
  expect(department.calls).toEqual({ act: 1, outcome: 0 });
});

test('a renewed ticket of the same case repeats the same change; another officer never meets it', async () => {
  const { department, instance } = await world();
  const body = async (jti: string) =>
    question({ purpose: { kind: 'matter', matter: 'house-transfer', ticket: await ticket({ claims: { jti } }) } });
  const hu = officerCaller('officer-hu');
  const first = await instance()({ key: 'k', body: await body('t1'), caller: hu });
  const again = await instance()({ key: 'k', body: await body('t2'), caller: hu });
  expect([again.exchange, department.calls.act]).toEqual([first.exchange, 1]);
  await instance()({ key: 'k', body: await body('t3'), caller: officerCaller('officer-xu') });
  expect(department.effects.size).toBe(2);
});

test('other fields are another question', async () => {
  const { instance } = await world();
  await instance()({ key: 'k' });
  const fewer = question({ fields: ['/unit'] });
  expect(await problemOf(instance()({ key: 'k', body: fewer }))).toMatchObject({ code: 'idempotency-key-reused' });
});
