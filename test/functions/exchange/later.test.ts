import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openAsked } from '#functions/exchange/later.ts';
import { Waiting } from '#schemas/exchange.ts';
import { Uuid } from '#schemas/identifier.ts';
import { counting } from '#test/engines/counting.ts';
import { documentClient } from '#test/engines/tables.ts';
import { keepLines } from './lines.ts';
import { problemOf, question, recordsIn } from './running.ts';
import { askWith, idOf, itemsIn, laterDeps, laterTables } from './waiting.ts';
import { keys, LI, NOW, officerCaller, snapshotOf, ticket, WANG } from './world.ts';

const written = keepLines();
const DAY = 86_400_000;

const world = async () => {
  const tables = await laterTables();
  const counted = counting(tables.client);
  const deps = laterDeps(tables);
  return { tables: { ...tables, client: documentClient(tables.endpoint) }, counted, deps, ask: askWith(deps) };
};

test('a question is kept by one transaction and no read, and says by what its answer is fetched', async () => {
  const { ask, counted, tables } = await world();
  const first = await ask();
  const { question: id, ...said } = Waiting.parse(first.body);
  expect(first.status).toBe(202);
  expect(first.headers).toEqual({ location: `/v1/exchange/deeds/answers/${id}`, 'retry-after': '1' });
  expect(said).toEqual({
    resource: 'deeds/title',
    askedAt: new Date(NOW).toISOString(),
    keptUntil: new Date(NOW + DAY).toISOString(),
    state: 'waiting',
  });
  expect(counted.calls).toEqual({ TransactWriteItems: 1 });
  expect(await recordsIn(tables)).toEqual([]);
});

test('what was decided stands with the question; whom it is about stands nowhere in clear', async () => {
  const { ask, deps, tables } = await world();
  const purpose = { kind: 'matter', matter: 'house-transfer', ticket: await ticket() } as const;
  const id = idOf(await ask({ body: question({ purpose }), caller: officerCaller('officer-hu'), key: 'my-key' }));
  const stored = (await deps.questions.get(id))!;
  expect(stored).toMatchObject({
    state: 'waiting',
    department: 'deeds',
    resource: 'deeds/title',
    resourceVersion: 1,
    client: 'console',
    officer: 'officer-hu',
    consumer: 'housing',
    grant: 'housing-title',
    grantRevision: 1,
    matter: 'house-transfer',
    case: 'YK-2026-000123',
    party: 'applicant',
    level: 'fields',
  });
  expect(openAsked(keys, stored)).toMatchObject({ question: { holder: WANG }, subject: WANG });
  const all = JSON.stringify(await itemsIn(tables)) + written();
  for (const secret of [WANG, 'my-key', purpose.ticket]) expect(all).not.toContain(secret);
  expect(() => openAsked(keys, { ...stored, id: idOf({ body: { question: crypto.randomUUID() } }) })).toThrow();
});

test('the same key finds the same question, whenever it comes within the day; without a key each is another', async () => {
  const { ask, deps, tables } = await world();
  const first = await ask({ key: 'k' });
  const again = await ask({ key: 'k', now: NOW + DAY - 1 });
  expect(again.body).toEqual(first.body);
  expect(again.headers).toMatchObject({ 'retry-after': '60' });
  expect(Uuid.safeParse(idOf(first)).success).toBe(true);
  const others = [await ask(), await ask(), await ask({ key: 'l' })].map(idOf);
  expect(new Set([idOf(first), ...others]).size).toBe(4);
  expect(await deps.questions.waiting('deeds', 10, NOW)).toHaveLength(4);
  expect(await itemsIn(tables)).toHaveLength(8);
});

test('a key belongs to one question, to who sent it, and to one day', async () => {
  const { ask } = await world();
  const first = idOf(await ask({ key: 'k' }));
  for (const other of [question({ request: { holder: LI } }), question({ fields: ['/seized'] })])
    expect(await problemOf(ask({ key: 'k', body: other }))).toMatchObject({ code: 'idempotency-key-reused' });
  const officers = await Promise.all(
    ['officer-hu', 'officer-xu'].map(async (officer) => idOf(await ask({ key: 'k', caller: officerCaller(officer) }))),
  );
  expect(new Set([first, ...officers]).size).toBe(3);
  expect(await problemOf(ask({ key: 'k', now: NOW + DAY }))).toMatchObject({ code: 'answer-expired' });
});

test('eight at once with one key are one question', async () => {
  const { ask, deps } = await world();
  const all = await Promise.all(Array.from({ length: 8 }, () => ask({ key: 'k' })));
  expect(new Set(all.map(idOf)).size).toBe(1);
  expect(await deps.questions.waiting('deeds', 10, NOW)).toHaveLength(1);
});

test('a renewed ticket of the same case asks the same question', async () => {
  const { ask } = await world();
  const asked = async (jti: string) => {
    const purpose = { kind: 'matter', matter: 'house-transfer', ticket: await ticket({ claims: { jti } }) } as const;
    return idOf(await ask({ key: 'k', body: question({ purpose }) }));
  };
  expect(await asked('t2')).toBe(await asked('t1'));
});

test.each([
  ['another person than the ticket names', { request: { holder: LI } }, 'exchange-denied', 'ticket-other-party'],
  ['a field that is not declared', { fields: ['/salary'] }, 'invalid-request', undefined],
  ['a question of the wrong form', { request: { holder: 1 } }, 'invalid-request', undefined],
  ['a role without ground', { party: { role: 'spouse' as const } }, 'exchange-denied', 'party-not-granted'],
])('%s: nothing is kept', async (_name, change, code, rule) => {
  const { ask, counted } = await world();
  const purpose = { kind: 'matter', matter: 'house-transfer', ticket: await ticket() } as const;
  expect(await problemOf(ask({ body: question({ purpose, ...change }) }))).toMatchObject({ code, rule });
  expect(counted.total).toBe(0);
});

test('a denied caller hears the same whoever it asks about, and nothing is kept', async () => {
  const { deps, counted } = await world();
  const none = snapshotOf({ grants: [] });
  const ask = askWith({ ...deps, snapshots: { current: async () => none } });
  const heard = await Promise.all(
    [WANG, LI].map((holder) => problemOf(ask({ key: 'k', body: question({ request: { holder } }) }))),
  );
  expect(heard[0]).toEqual(heard[1]);
  expect([heard[0]?.rule, counted.total]).toEqual(['grant-missing', 0]);
});

test('whatever is asked comes back out of the seal as it was, and no other key opens it', async () => {
  const { ask, deps } = await world();
  const other = { ...keys, kept: new Uint8Array(32) };
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), async (holder) => {
      fc.pre(holder.isWellFormed() && holder.length <= 40);
      const stored = (await deps.questions.get(idOf(await ask({ body: question({ request: { holder } }) }))))!;
      expect(openAsked(keys, stored).question).toEqual({ holder });
      expect(() => openAsked(other, stored)).toThrow();
    }),
    { numRuns: 25 },
  );
});
