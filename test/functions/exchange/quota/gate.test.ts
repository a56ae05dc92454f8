/** Quotas around the exchange's body: what a caller hears, what it costs, and what is not held against him. */
import { describe, expect, test } from 'vitest';
import type { Adapter, ResourceAdapter } from '#functions/exchange/adapter.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { operationsStore } from '#functions/exchange/operations.store.ts';
import { questionsStore } from '#functions/exchange/questions.store.ts';
import { quotaGate } from '#functions/exchange/quota/gate.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { quotas } from '#functions/exchange/quota/quotas.ts';
import { renderProblem } from '#functions/kernel/problem.ts';
import type { Quota } from '#schemas/quota.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { register } from '../changing.ts';
import { keepLines } from '../lines.ts';
import { depsOn, outputOf, problemOf, type Sent } from '../running.ts';
import { port as laterPort } from '../waiting.ts';
import { adapterOf, grant, LI, NOW, resource, snapshotOf, titleOf } from '../world.ts';

keepLines();
const MIDNIGHT = Date.parse('2026-11-20T16:00:00Z');
const HOUR = 3_600_000;

const honest = adapterOf(async (holder) => titleOf(holder));
const alone = (port: ResourceAdapter): Adapter => ({ department: 'deeds', resources: { title: port } });

interface Limits {
  readonly quota?: Quota;
  readonly limit?: Quota;
}
const world = async ({ quota, limit }: Limits, adapter = honest) => {
  const { names, client } = await freshTables('exchanges', 'breakers', 'operations', 'questions', 'quotas');
  const count = counting(client);
  const snapshot = snapshotOf({
    grants: [{ ...grant, ...(quota ? { quota } : {}) }],
    resources: [{ ...resource, ...(limit ? { limit } : {}) }],
  });
  const kept = {
    operations: operationsStore(client, names.operations),
    questions: questionsStore(client, names.questions),
  };
  const base = depsOn({ client, names }, { snapshots: { current: async () => snapshot } });
  /** A fresh instance, as after a cold start. */
  const instance = (change: Partial<ExchangeDeps> = {}) => {
    const gates = [quotaGate(quotas(quotasStore(client, names.quotas)), kept)];
    const asking = { ...base.asking, deadlineMs: 5_000 };
    const send = outputOf(adapter, { ...base, ...kept, asking, gates, ...change });
    return async (sent: Sent = {}) => (await send(sent)).body as { readonly exchange: string };
  };
  return { instance, count, base };
};

describe('who has asked enough', () => {
  test('hears which rule, which grant, the limit, what is needed, whom to ask, and when it begins anew', async () => {
    const { instance } = await world({ quota: { perDay: 2, perSecond: 10 } });
    const [a, b] = [instance(), instance()];
    await a();
    await b();
    const refused = await a({ now: NOW + 1_000 }).catch((error: unknown) => renderProblem(error, 'r1'));
    expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': String((MIDNIGHT - NOW) / 1000 - 1) } });
    expect(JSON.parse((refused as { body: string }).body)).toEqual({
      type: '/problems/too-many-requests',
      title: '请求过多 Too many requests',
      status: 429,
      code: 'too-many-requests',
      instance: 'r1',
      denial: {
        rule: 'quota-day',
        grant: { id: 'housing-title', revision: 1 },
        limit: 2,
        need: expect.stringContaining('midnight in Beijing'),
        ask: expect.stringContaining('不动产登记中心'),
      },
    });
    expect((await problemOf(b({ now: MIDNIGHT - 1 }))).rule).toBe('quota-day');
    await a({ now: MIDNIGHT });
    await b({ now: MIDNIGHT });
  });

  test('waits for the next second, when it is the second that is full', async () => {
    const { instance } = await world({ quota: { perDay: 1_000, perSecond: 2 } });
    const [a, b] = [instance(), instance()];
    await Promise.all([a(), b({ now: NOW + 900 })]);
    expect(await problemOf(a({ now: NOW + 950 }))).toMatchObject({
      code: 'too-many-requests',
      rule: 'quota-second',
      extra: { retryAfter: 1, denial: { limit: 2 } },
    });
    await a({ now: NOW + 1_000 });
  });

  test('meets the limit of the department too, whatever his grant says', async () => {
    const { instance } = await world({
      quota: { perDay: 50, perSecond: 50 },
      limit: { perDay: 1, perSecond: 50 },
    });
    const ask = instance();
    await ask();
    expect(await problemOf(ask())).toMatchObject({ rule: 'resource-limit-day', extra: { denial: { limit: 1 } } });
    // What was taken of the grant's own day meanwhile was brought back.
    const { instance: again } = await world({
      quota: { perDay: 2, perSecond: 50 },
      limit: { perDay: 9, perSecond: 1 },
    });
    const second = again();
    await second();
    expect((await problemOf(second())).rule).toBe('resource-limit-second');
    await second({ now: NOW + 1_000 });
    expect((await problemOf(second({ now: NOW + 2_000 }))).rule).toBe('quota-day');
  });
});

test('a large quota costs nothing on a warm instance: one put an exchange, and a lease in hundreds', async () => {
  const { instance, count } = await world({
    quota: { perDay: 1_000_000, perSecond: 2_000 },
    limit: { perDay: 5_000_000, perSecond: 10_000 },
  });
  const ask = instance();
  await ask();
  count.reset();
  // Twenty a second, as one instance answers.
  for (let i = 0; i < 200; i += 1) await ask({ now: NOW + i * 50 });
  expect(count.calls.PutItem).toBe(200);
  expect(count.total - 200).toBeLessThanOrEqual(2);
});

test('a small quota costs one write for its day and one for its second', async () => {
  const { instance, count } = await world({ quota: { perDay: 100, perSecond: 10 } });
  const ask = instance();
  await ask();
  count.reset();
  await ask();
  expect(count.calls).toEqual({ PutItem: 1, UpdateItem: 2 });
});

describe('what is not held against the caller', () => {
  const tight = { quota: { perDay: 1, perSecond: 1_000 } };

  test('a question that never reached the department', async () => {
    const { instance, base } = await world(tight);
    for (let i = 0; i < 5; i += 1) await base.breaker.failed('normal', NOW);
    const ask = instance();
    for (let i = 0; i < 3; i += 1)
      expect(await problemOf(ask({ now: NOW + i }))).toMatchObject({ code: 'department-unavailable' });
    await base.breaker.answered('probe');
    await ask();
    expect(await problemOf(ask())).toMatchObject({ rule: 'quota-day' });
  });

  test('a question that the department was asked counts, whether it answered or not', async () => {
    const { instance } = await world(
      tight,
      adapterOf(async () => Promise.reject(new Error('down'))),
    );
    const ask = instance();
    expect(await problemOf(ask())).toMatchObject({ code: 'department-error' });
    expect(await problemOf(ask())).toMatchObject({ rule: 'quota-day' });
  });

  test('the repeat of a change that was carried out; another change is refused', async () => {
    const department = register();
    const { instance } = await world(tight, alone(department.port()));
    const ask = instance();
    const first = await ask({ key: 'k' });
    expect(await problemOf(ask({ key: 'other', now: NOW + HOUR }))).toMatchObject({ rule: 'quota-day' });
    expect((await instance()({ key: 'k', now: NOW + HOUR })).exchange).toBe(first.exchange);
    expect(department.calls).toEqual({ act: 1, outcome: 0 });
  });

  test('nor that of a change under way; but one that never got through counts when it is tried again', async () => {
    const department = register();
    const { instance } = await world({ quota: { perDay: 2, perSecond: 1_000 } }, alone(department.port()));
    const ask = instance();
    department.loseNext();
    expect(await problemOf(ask({ key: 'lost' }))).toMatchObject({ code: 'department-error' });
    department.refuseNext(2);
    expect(await problemOf(ask({ key: 'refused' }))).toMatchObject({ code: 'department-error' });
    expect(await problemOf(ask({ key: 'lost', now: NOW + 1_000 }))).toMatchObject({ code: 'exchange-in-progress' });
    expect((await ask({ key: 'lost', now: NOW + 20_000 })).exchange).toBeDefined();
    expect(await problemOf(ask({ key: 'refused', now: NOW + 20_000 }))).toMatchObject({ rule: 'quota-day' });
  });

  test('the repeat of a question that waits for its answer', async () => {
    const { instance } = await world(tight, alone(laterPort));
    const ask = instance();
    const first = await ask({ key: 'k' });
    expect(await ask({ key: 'k' })).toEqual(first);
    expect(await problemOf(ask({ key: 'other' }))).toMatchObject({ rule: 'quota-day' });
  });
});

test('a denied caller uses nothing up, and hears of the denial, not of the quota', async () => {
  const { instance, count } = await world({ quota: { perDay: 1, perSecond: 1 } });
  const ask = instance();
  const denied = { purpose: { kind: 'standing', code: 'curiosity' }, party: { role: 'applicant' } } as const;
  const body = { ...denied, request: { holder: LI }, fields: ['/unit'] };
  expect(await problemOf(ask({ body }))).toMatchObject({ code: 'exchange-denied', rule: 'purpose-not-granted' });
  expect(count.total).toBe(0);
  await ask();
  expect(await problemOf(ask({ body }))).toMatchObject({ rule: 'purpose-not-granted' });
});
