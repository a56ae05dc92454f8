/** The counts on the real table: 64 callers on 8 instances at once, lost acknowledgements, a table that does not answer. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dayLeases } from '#functions/exchange/quota/day-lease.ts';
import { type Counter, quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { secondShares } from '#functions/exchange/quota/second-share.ts';
import { takenStore } from '#functions/exchange/quota/taken.store.ts';
import { counting } from '#test/engines/counting.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { NOW } from '../world.ts';

const FULL = process.env.ONETRIP_FULL === '1';
const INSTANCES = 8;
const CALLERS = 64;

/** Every instance has a client of its own, as every process has. */
const city = async () => {
  const { names, endpoint, client } = await freshTables('quotas');
  const clients = Array.from({ length: INSTANCES }, () => documentClient(endpoint));
  return { table: names.quotas, clients, client, counts: clients.map((one) => counting(one)) };
};
type City = Awaited<ReturnType<typeof city>>;
const total = ({ counts }: City) => counts.reduce((sum, count) => sum + count.total, 0);

/** Callers that go on until each was refused; an instance answers one at a time, as Lambda does. */
const rush = async (takes: readonly ((turn: number) => Promise<boolean>)[]): Promise<number> => {
  const queues = takes.map(() => Promise.resolve(false));
  let admitted = 0;
  const caller = async (me: number) => {
    for (let turn = 0; ; turn += 1) {
      const at = (me + turn) % takes.length;
      const mine = (queues[at] ?? Promise.resolve(false)).then(() => takes[at]?.(turn) ?? false);
      queues[at] = mine;
      if (!(await mine)) return;
      admitted += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, me) => caller(me)));
  return admitted;
};

test.each([
  ['small, counted exactly', 90],
  ['large, by leases', FULL ? 100_000 : 6_000],
])('a day that is %s: 64 callers on 8 instances get all of it and not one more', async (_name, limit) => {
  const world = await city();
  const days = world.clients.map((client) => dayLeases(quotasStore(client, world.table)));
  const admitted = await rush(days.map((day) => async () => (await day.take('grant#a', limit, NOW)) !== undefined));
  console.log(`${admitted} of ${limit} let through with ${total(world)} calls`);
  expect(admitted).toBeLessThanOrEqual(limit);
  // Who was refused went away: what others still held of their leases was not asked for.
  expect(admitted).toBeGreaterThanOrEqual(limit * 0.99);
});

test.each([40, 400])('a second of %i: 64 callers on 8 instances', async (limit) => {
  const world = await city();
  const seconds = world.clients.map((client) => secondShares(quotasStore(client, world.table)));
  const admitted = await rush(seconds.map((second) => () => second.take('grant#a', limit, NOW)));
  expect(admitted).toBeLessThanOrEqual(limit);
  expect(admitted).toBeGreaterThanOrEqual(limit * 0.95);
});

const counter: Counter = { of: 'grant#a', which: 'day#2026-11-20', until: NOW + 3_600_000 };
const stored = async ({ client, table }: City) =>
  (await client.send(new GetCommand({ TableName: table, Key: { pk: counter.of, sk: counter.which } }))).Item;

test('a lost acknowledgement is recognised, of taking and of giving back', async () => {
  const world = await city();
  const store = quotasStore(world.clients[0]!, world.table);
  world.counts[0]?.fault({ kind: 'lose', nth: 1 });
  expect(await store.take(counter, 10, () => 4)).toEqual({ taken: 4, used: 4 });
  expect(await store.take(counter, 10, () => 4)).toEqual({ taken: 4, used: 8 });
  world.counts[0]?.fault({ kind: 'lose', nth: 1 });
  await store.giveBack(counter, 3);
  expect(await stored(world)).toMatchObject({ v: 1, used: 5, ttl: Math.ceil(counter.until / 1000) + 86_400 });
  expect(world.counts[0]?.calls).toEqual({ UpdateItem: 5 });
});

test('what is wanted is decided anew on what is left; never more than that', async () => {
  const { clients, table } = await city();
  const store = quotasStore(clients[0]!, table);
  const seen: number[] = [];
  const want = (left: number) => {
    seen.push(left);
    return Math.ceil(left / 2);
  };
  const taken = takenStore(clients[1]!, table);
  expect(await taken.today(counter.of, NOW)).toBe(0);
  expect(await store.take(counter, 100, () => 90)).toEqual({ taken: 90, used: 90 });
  expect([await taken.today(counter.of, NOW), await taken.today(counter.of, NOW)]).toEqual([90, 90]);
  expect(await store.take(counter, 100, want)).toEqual({ taken: 5, used: 95 });
  expect(seen).toEqual([100, 10]);
  expect(await store.take(counter, 95, want, 95)).toEqual({ taken: 0, used: 95 });
  // Lowered below what is used, it is used up; raised, there is something left.
  expect(await store.take(counter, 50, want)).toEqual({ taken: 0, used: 95 });
  expect(await store.take(counter, 97, want, 95)).toEqual({ taken: 1, used: 96 });
});

test('without the table an instance lives on what it has leased, and then says that it is not ready', async () => {
  const { clients, counts, table } = await city();
  const days = dayLeases(quotasStore(clients[0]!, table));
  await days.take('grant#a', 100_000, NOW);
  counts[0]?.fault({ kind: 'refuse', final: true });
  for (let i = 0; i < 11; i += 1) expect(await days.take('grant#a', 100_000, NOW)).toBeDefined();
  await expect(days.take('grant#a', 100_000, NOW)).rejects.toMatchObject({ code: 'hub-not-ready' });
});

test('whoever found nothing left asks the table once a second, and sees a limit that was raised at once', async () => {
  const { clients, counts, table } = await city();
  const days = dayLeases(quotasStore(clients[0]!, table));
  await days.take('grant#a', 1, NOW);
  for (let ms = 0; ms < 3_000; ms += 10) expect(await days.take('grant#a', 1, NOW + ms)).toBeUndefined();
  expect(counts[0]?.calls).toEqual({ UpdateItem: 4 });
  expect(await days.take('grant#a', 2, NOW + 3_000)).toBeDefined();
});
