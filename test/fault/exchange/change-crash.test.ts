/** The process dies at every await boundary of a change, in the department too; acknowledgements are lost; others come again: exactly one effect. */
import { afterAll, describe, expect, test } from 'vitest';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import type { Answered } from '#schemas/exchange.ts';
import { counting } from '#test/engines/counting.ts';
import { type CrashPoints, everyCrashPoint, sampled } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { changeDeps, changing, register } from '#test/functions/exchange/changing.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { instanceOf, recordsIn } from '#test/functions/exchange/running.ts';
import { NOW } from '#test/functions/exchange/world.ts';

keepLines();
const LEASE_MS = 15_000;
const points: Record<string, number> = {};
afterAll(() => {
  const all = Object.values(points).reduce((sum, n) => sum + n, 0);
  console.log(`crash points of a change: ${all} (${JSON.stringify(points)}), 0 violations`);
});

const mortal = (deps: ExchangeDeps, crash: CrashPoints): ExchangeDeps => ({
  ...deps,
  snapshots: { current: crash.around(deps.snapshots.current) },
  keys: crash.around(deps.keys),
});

interface Scene {
  readonly name: string;
  /** What the mortal call meets. */
  readonly before?: 'acted, answer lost' | 'done' | 'refused';
  /** ms after the first call at which the mortal one comes. */
  readonly after?: number;
}
const SCENES: readonly Scene[] = [
  { name: 'a first call' },
  { name: 'a repeat of what is done', before: 'done', after: 1_000 },
  { name: 'a repeat a day later', before: 'done', after: 86_400_000 },
  { name: 'a repeat after the answer was lost', before: 'acted, answer lost', after: LEASE_MS },
  { name: 'a repeat while it may be on its way', before: 'acted, answer lost', after: 1_000 },
  { name: 'a repeat after nobody was there', before: 'refused', after: 1 },
];

const fresh = async () => {
  const { names, client, endpoint } = await freshTables('exchanges', 'breakers', 'operations');
  const tables = { names, client: documentClient(endpoint) };
  const department = register();
  const well = (now: number) => instanceOf(changing(department.port()), changeDeps(tables))({ key: 'k', now });
  return { names, client, tables, department, well };
};
type World = Awaited<ReturnType<typeof fresh>>;

const arrange = async ({ department, well }: World, before: Scene['before']): Promise<void> => {
  if (before === 'acted, answer lost') department.loseNext();
  if (before === 'refused') department.refuseNext();
  if (before) await well(NOW).catch(() => undefined);
};

/** Comes again until it is answered, as a caller does; every answer is the same one. */
const settled = async ({ department, tables, well }: World, got: readonly Answered[], now: number): Promise<void> => {
  const later = [await well(now + LEASE_MS), await well(now + LEASE_MS + 1)];
  expect([department.effects.size, department.calls.act]).toEqual([1, 1]);
  const records = await recordsIn(tables);
  for (const { exchange, answer } of [...got, ...later]) {
    expect(records.filter(({ id }) => id === exchange)).toHaveLength(1);
    expect(answer).toEqual(later[0]?.answer);
  }
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
};

describe.each(SCENES)('$name', ({ name, before, after = 0 }) => {
  test('killed at every await boundary', async () => {
    points[name] = await everyCrashPoint(async (crash) => {
      const world = await fresh();
      await arrange(world, before);
      counting(world.client, crash);
      const deps = mortal(changeDeps({ names: world.names, client: world.client }), crash);
      const dying = instanceOf(changing(world.department.port(crash)), deps);
      const now = NOW + after;
      const ended = await dying({ key: 'k', now }).catch((error: unknown) => error);
      await settled(world, ended instanceof Error ? [] : [ended as Answered], now);
    });
    expect(points[name]).toBeGreaterThanOrEqual(5);
  });

  test.each(['lose', 'refuse'] as const)('each call to the tables in turn: %s', async (kind) => {
    let calls = 0;
    const turn = async (nth: number): Promise<void> => {
      const world = await fresh();
      await arrange(world, before);
      const counted = counting(world.client);
      if (nth > 0) counted.fault({ kind, nth, final: true });
      const now = NOW + after;
      const deps = changeDeps({ names: world.names, client: world.client });
      const ended = await instanceOf(
        changing(world.department.port()),
        deps,
      )({ key: 'k', now }).catch((error: unknown) => error);
      if (nth === 0) calls = counted.total;
      await settled(world, ended instanceof Error ? [] : [ended as Answered], now);
    };
    await turn(0);
    points[`${kind} in ${name}`] = calls;
    for (const index of sampled(calls)) await turn(index + 1);
    expect(calls).toBeGreaterThanOrEqual(1);
  });
});

test('the checker itself: a store that only pretends to keep the intent is caught', async () => {
  const world = await fresh();
  const deps = changeDeps(world.tables);
  const forgetful = { ...deps.operations, intend: async () => 'written' as const, done: async () => undefined };
  const lying = { ...deps, operations: forgetful };
  const liar = (now: number) => instanceOf(changing(world.department.port()), lying)({ key: 'k', now });
  await liar(NOW);
  await liar(NOW + 1);
  await expect(settled(world, [], NOW)).rejects.toThrow();
});
