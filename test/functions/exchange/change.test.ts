import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counting } from '#test/engines/counting.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { changeDeps, changing, register } from './changing.ts';
import { keepLines } from './lines.ts';
import { instanceOf, problemOf, question, recordsIn } from './running.ts';
import { LI, NOW, WANG } from './world.ts';

keepLines();
const LEASE_MS = 15_000;
const DAY = 86_400_000;

const world = async () => {
  const { names, client, endpoint } = await freshTables('exchanges', 'breakers', 'operations');
  const counted = counting(client);
  const department = register();
  /** A fresh instance, as after a cold start; `warm()`: one that is kept. */
  const instance = () => instanceOf(changing(department.port()), changeDeps({ names, client }));
  return { names, department, instance, warm: instance, counted, tables: { names, client: documentClient(endpoint) } };
};

test('a change needs an Idempotency-Key, and says so before anything happens', async () => {
  const { instance, department, counted } = await world();
  expect(await problemOf(instance()({}))).toMatchObject({
    code: 'invalid-request',
    extra: {
      detail: expect.stringMatching(/须带 Idempotency-Key.* Send Idempotency-Key: 1 to 128/),
      errors: [{ field: '/headers/idempotency-key', rule: 'required' }],
    },
  });
  expect([department.calls.act, counted.total]).toEqual([0, 0]);
});

test('a department that says nothing of a change that it was asked for has answered out of contract; what it did is found', async () => {
  const { instance, department } = await world();
  department.sayNext(null);
  const said = await problemOf(instance()({ key: 'k' }));
  expect(said).toMatchObject({ code: 'department-answer-invalid', cause: 'nothing-of-a-change' });
  expect(await problemOf(instance()({ key: 'k' }))).toMatchObject({ code: 'exchange-in-progress' });
  const later = await instance()({ key: 'k', now: NOW + LEASE_MS });
  expect([later.found, department.effects.size, department.calls.act]).toEqual([true, 1, 1]);
});

test('a change costs three writes and no read; its repeat is answered without asking, under the same record', async () => {
  const { warm, department, counted, tables } = await world();
  const ask = warm();
  await ask({ key: 'before' });
  counted.reset();
  const first = await ask({ key: 'k' });
  expect(first).toMatchObject({ found: true, answer: { holder: WANG } });
  expect(counted.calls).toEqual({ PutItem: 2, TransactWriteItems: 1 });
  const again = await ask({ key: 'k', now: NOW + 1000 });
  expect([again.exchange, again.answer]).toEqual([first.exchange, first.answer]);
  expect(department.calls).toEqual({ act: 2, outcome: 0 });
  expect(await recordsIn(tables)).toHaveLength(2);
});

test('the same key with another question is refused; another key is another change', async () => {
  const { instance, department } = await world();
  await instance()({ key: 'k' });
  const other = question({ request: { holder: LI } });
  expect(await problemOf(instance()({ key: 'k', body: other }))).toMatchObject({ code: 'idempotency-key-reused' });
  expect(department.effects.size).toBe(1);
  await instance()({ key: 'k2' });
  expect(department.effects.size).toBe(2);
});

test('acted, and the answer lost: while it may be on its way nobody tries, then the department is asked what became of it', async () => {
  const { instance, department } = await world();
  department.loseNext();
  expect(await problemOf(instance()({ key: 'k' }))).toMatchObject({ code: 'department-error' });
  const soon = await problemOf(instance()({ key: 'k', now: NOW + 2_000 }));
  expect(soon).toMatchObject({ code: 'exchange-in-progress', extra: { retryAfter: 13 } });
  const later = await instance()({ key: 'k', now: NOW + LEASE_MS });
  expect(later).toMatchObject({ found: true, answer: { holder: WANG } });
  expect([department.calls, department.effects.size]).toEqual([{ act: 1, outcome: 1 }, 1]);
});

test('never reached: whoever comes again may go on at once', async () => {
  const { instance, department } = await world();
  department.refuseNext();
  expect(await problemOf(instance()({ key: 'k' }))).toMatchObject({ code: 'department-error', cause: 'ECONNREFUSED' });
  expect(await instance()({ key: 'k', now: NOW + 1 })).toMatchObject({ found: true });
  expect([department.calls, department.effects.size]).toEqual([{ act: 1, outcome: 1 }, 1]);
});

test('a day later the department is asked what became of it, and never again to do it, even if it has forgotten', async () => {
  const { instance, department, tables } = await world();
  const first = await instance()({ key: 'k' });
  const next = await instance()({ key: 'k', now: NOW + DAY });
  expect([next.repeatOf, department.calls]).toEqual([first.exchange, { act: 1, outcome: 1 }]);
  department.effects.clear();
  expect(await problemOf(instance()({ key: 'k', now: NOW + 2 * DAY }))).toMatchObject({
    code: 'department-error',
    cause: 'operation-forgotten',
  });
  expect(department.calls.act).toBe(1);
  expect(await recordsIn(tables)).toHaveLength(2);
});

test('eight callers at once with one key: one effect, one record, and everybody who is answered hears the same', async () => {
  const { instance, department, tables } = await world();
  const calls = await Promise.allSettled(Array.from({ length: 8 }, () => instance()({ key: 'k' })));
  const answered = calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value.exchange] : []));
  for (const call of calls)
    if (call.status === 'rejected') expect(call.reason).toMatchObject({ code: 'exchange-in-progress' });
  expect(new Set(answered).size).toBe(1);
  expect([department.effects.size, (await recordsIn(tables)).length]).toEqual([1, 1]);
});

test('what stands in the table says who and what for, and neither about whom nor what came of it', async () => {
  const { instance, tables } = await world();
  await instance()({ key: 'k' });
  const { ScanCommand } = await import('@aws-sdk/lib-dynamodb');
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: tables.names.operations }));
  expect(Items).toMatchObject([
    { sk: 'operation', state: 'done', client: 'housing-system', consumer: 'housing', grant: 'housing-title' },
    { sk: 'outcome', keptUntil: NOW + DAY },
  ]);
  expect(JSON.stringify(Items)).not.toMatch(new RegExp(`${WANG}|王强`));
});

const step = fc.record({
  ms: fc.integer({ min: 0, max: DAY * 1.5 }),
  trouble: fc.constantFrom('none', 'lose', 'refuse', 'both'),
  key: fc.constantFrom('a', 'b'),
});
test('whatever goes wrong and whenever somebody comes again: one effect for each key', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { instance, department } = await world();
      let now = NOW;
      for (const { ms, trouble, key } of steps) {
        now += ms;
        if (trouble === 'lose' || trouble === 'both') department.loseNext();
        if (trouble === 'refuse' || trouble === 'both') department.refuseNext();
        await instance()({ key, now }).catch(() => undefined);
      }
      const keys = new Set(steps.map(({ key }) => key));
      expect(department.effects.size).toBeLessThanOrEqual(keys.size);
      expect(department.calls.act).toBe(department.effects.size);
    }),
    { numRuns: process.env.ONETRIP_FULL ? 300 : 20 },
  );
});
