/** Idempotency on real DynamoDB Local: the record is found again, or stands beside the first with `repeatOf`. */
import { expect, test } from 'vitest';
import { newInstance } from '#functions/exchange/instance.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { keepLines } from './lines.ts';
import { depsOn, instanceOf, problemOf, question, recordsIn } from './running.ts';
import { adapterOf, grant, LI, NOW, officerCaller, snapshotOf, ticket, titleOf, WANG } from './world.ts';

keepLines();
const tables = () => freshTables('exchanges', 'breakers');
const honest = adapterOf(async (holder) => titleOf(holder));
/** Answers differently by turns. */
const flapping = (turns: readonly string[]) => {
  let turn = 0;
  return adapterOf(async (holder) => ({ ...titleOf(holder), unit: turns[turn++ % turns.length] ?? '' }));
};

test('a repeat with the same key and answer is released under the old record, for one put', async () => {
  const t = await tables();
  const send = instanceOf(honest, depsOn(t));
  const first = await send({ key: 'k1' });
  const count = counting(t.client);
  expect((await send({ key: 'k1', now: Date.parse('2026-11-20T03:00:00Z') })).exchange).toBe(first.exchange);
  expect(count.calls).toEqual({ PutItem: 1 });
  const next = await send({ key: 'k2' });
  const records = await recordsIn(t);
  expect(records).toHaveLength(2);
  expect(records.find(({ id }) => id === next.exchange)?.sequence).toBe(2);
});

test('without a key every call is an exchange of its own', async () => {
  const t = await tables();
  const send = instanceOf(honest, depsOn(t));
  expect((await send()).exchange).not.toBe((await send()).exchange);
  expect(await recordsIn(t)).toHaveLength(2);
});

test('the same key for another question is refused: person, fields, purpose, role or case', async () => {
  const t = await tables();
  const send = instanceOf(honest, depsOn(t));
  await send({ key: 'k' });
  const others = [
    { request: { holder: LI } },
    { fields: ['/unit'] },
    { purpose: { kind: 'standing' as const, code: 'quality-check' } },
    { party: { role: 'landlord' as const } },
    {
      purpose: {
        kind: 'matter' as const,
        matter: 'proof-of-housing',
        ticket: await ticket({ claims: { matter: 'proof-of-housing' } }),
      },
    },
  ];
  for (const other of others)
    expect((await problemOf(send({ key: 'k', body: question(other) }))).code).toBe('idempotency-key-reused');
  expect(await recordsIn(t)).toHaveLength(1);
});

test('the order of fields and a renewed ticket do not make another question', async () => {
  const t = await tables();
  const send = instanceOf(honest, depsOn(t));
  const matter = async (jti: string) => ({
    purpose: { kind: 'matter' as const, matter: 'house-transfer', ticket: await ticket({ claims: { jti } }) },
  });
  const one = await send({ key: 'k', body: question({ ...(await matter('a')), fields: ['/unit', '/seized'] }) });
  const two = await send({
    key: 'k',
    body: question({ ...(await matter('b')), fields: ['/seized', '/unit', '/unit'] }),
  });
  expect(two.exchange).toBe(one.exchange);
});

test('two officers behind one console never meet on a key', async () => {
  const t = await tables();
  const send = instanceOf(honest, depsOn(t));
  const hu = await send({ key: 'k', caller: officerCaller('officer-hu') });
  const xu = await send({ key: 'k', caller: officerCaller('officer-xu'), body: question({ request: { holder: LI } }) });
  expect(xu.exchange).not.toBe(hu.exchange);
});

test('another answer, another grant revision or nothing found any more: a record of its own, once', async () => {
  const t = await tables();
  const send = instanceOf(flapping(['A', 'B', 'A', 'B', 'B']), depsOn(t));
  const answers = [];
  for (let i = 0; i < 5; i += 1) answers.push(await send({ key: 'k' }));
  const [a, b] = answers;
  expect(answers.map(({ exchange }) => exchange)).toEqual([a, b, a, b, b].map((x) => x?.exchange));
  expect(a?.repeatOf).toBeUndefined();
  expect(answers.slice(1).map(({ repeatOf }) => repeatOf)).toEqual([a?.exchange, undefined, a?.exchange, a?.exchange]);

  const renewed = snapshotOf({ grants: [{ ...grant, revision: 2 }] });
  const later = instanceOf(flapping(['A']), depsOn(t, { snapshots: { current: async () => renewed } }));
  const c = await later({ key: 'k' });
  expect(c).toMatchObject({ repeatOf: a?.exchange, grant: { revision: 2 } });
  const gone = instanceOf(
    adapterOf(async () => null),
    depsOn(t),
  );
  expect(await gone({ key: 'k' })).toMatchObject({ found: false, repeatOf: a?.exchange });
  expect(await recordsIn(t)).toHaveLength(4);
});

test('50 calls at once with one key on 8 instances: one record per answer; every answer has its record', async () => {
  const t = await tables();
  // The last of fifty is asked late, on a busy machine.
  const asking = { ...depsOn(t).asking, deadlineMs: 30_000 };
  const steady = Array.from({ length: 8 }, () => instanceOf(honest, depsOn(t, { asking })));
  const same = await Promise.all(Array.from({ length: 50 }, (_, i) => steady[i % 8]!({ key: 'one' })));
  expect(new Set(same.map(({ exchange }) => exchange)).size).toBe(1);
  expect(await recordsIn(t)).toHaveLength(1);

  const adapter = flapping(['A', 'B', 'C']);
  const changing = Array.from({ length: 8 }, () => instanceOf(adapter, depsOn(t, { asking, instance: newInstance() })));
  const calls = Array.from({ length: 50 }, (_, i) =>
    changing[i % 8]!({ key: 'two', body: question({ request: { holder: i === 49 ? LI : WANG } }) }),
  );
  const settled = await Promise.allSettled(calls);
  const answers = settled.filter((s) => s.status === 'fulfilled').map((s) => s.value);
  expect(settled[49]).toMatchObject({ status: 'rejected', reason: { code: 'idempotency-key-reused' } });
  expect(answers).toHaveLength(49);
  const byUnit = Map.groupBy(answers, ({ answer }) => (answer as { unit: string }).unit);
  expect([...byUnit.keys()].sort()).toEqual(['A', 'B', 'C']);
  for (const group of byUnit.values()) expect(new Set(group.map(({ exchange }) => exchange)).size).toBe(1);
  const ids = new Set((await recordsIn(t)).map(({ id }) => id));
  expect(ids.size).toBe(4);
  for (const { exchange } of answers) expect(ids).toContain(exchange);
});

test('a day later the same key is a new look at the data, and leaves a record', async () => {
  const t = await tables();
  const send = instanceOf(honest, depsOn(t));
  const first = await send({ key: 'k' });
  const day = 86_400_000;
  expect((await send({ key: 'k', now: NOW + day - 1 })).exchange).toBe(first.exchange);
  const next = await send({ key: 'k', now: NOW + day });
  expect(next.repeatOf).toBe(first.exchange);
  expect((await send({ key: 'k', now: NOW + day + 1 })).exchange).toBe(next.exchange);
  expect(await recordsIn(t)).toHaveLength(2);
});
