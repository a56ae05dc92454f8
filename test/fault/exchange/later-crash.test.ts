/** Asking, answering and fetching die at every await boundary; acknowledgements are lost; all come again: one question a key, no answer without a record. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Output } from '#functions/kernel/request.ts';
import type { Answered } from '#schemas/exchange.ts';
import { type Counting, counting } from '#test/engines/counting.ts';
import { type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient } from '#test/engines/tables.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { recordsIn } from '#test/functions/exchange/running.ts';
import {
  askWith,
  fetchWith,
  idOf,
  itemsIn,
  laterDeps,
  laterTables,
  sayWith,
} from '#test/functions/exchange/waiting.ts';
import { NOW, titleOf, WANG } from '#test/functions/exchange/world.ts';

keepLines();
const points: Record<string, number> = {};
afterAll(() => {
  const all = Object.values(points).reduce((sum, n) => sum + n, 0);
  console.log(`crash points of asking later: ${all} (${JSON.stringify(points)}), 0 violations`);
});

const fresh = async () => {
  const { names, client, endpoint } = await laterTables();
  const tables = { names, client: documentClient(endpoint) };
  return { tables, client, mortal: laterDeps({ names, client }), well: laterDeps(tables) };
};
type World = Awaited<ReturnType<typeof fresh>>;

/** Every port that awaits and is no table. */
const dying = ({ mortal }: World, crash: CrashPoints): World['mortal'] => ({
  ...mortal,
  snapshots: { current: crash.around(mortal.snapshots.current) },
  keys: crash.around(mortal.keys),
});

const raw = (unit: string) => ({ raw: { ...titleOf(WANG), unit } });

interface Step {
  readonly name: string;
  readonly key?: string;
  /** What goes well before. */
  readonly before: (world: World) => Promise<unknown>;
  /** What dies. */
  readonly act: (deps: World['mortal'], id: string) => Promise<unknown>;
  readonly atLeast: number;
}
const STEPS: readonly Step[] = [
  { name: 'asking', key: 'k', before: async () => undefined, act: (deps) => askWith(deps)({ key: 'k' }), atLeast: 6 },
  { name: 'asking without a key', before: async () => undefined, act: (deps) => askWith(deps)(), atLeast: 6 },
  {
    name: 'asking again',
    key: 'k',
    before: ({ well }) => askWith(well)({ key: 'k' }),
    act: (deps) => askWith(deps)({ key: 'k', now: NOW + 1 }),
    atLeast: 5,
  },
  {
    name: 'answering',
    key: 'k',
    before: ({ well }) => askWith(well)({ key: 'k' }),
    act: (deps, id) => sayWith(deps)(id, raw('A')),
    atLeast: 4,
  },
  {
    name: 'leaving the list',
    key: 'k',
    before: ({ well }) => askWith(well)({ key: 'k' }),
    act: async (deps) => {
      for (const one of await deps.questions.waiting('deeds', 10, NOW)) await deps.questions.leave(one);
    },
    atLeast: 6,
  },
  {
    name: 'fetching what waits',
    key: 'k',
    before: ({ well }) => askWith(well)({ key: 'k' }),
    act: (deps, id) => fetchWith(deps)(id),
    atLeast: 6,
  },
  {
    name: 'fetching the answer',
    key: 'k',
    before: async ({ well }) => sayWith(well)(idOf(await askWith(well)({ key: 'k' })), raw('A')),
    act: (deps, id) => fetchWith(deps)(id),
    atLeast: 10,
  },
];

/** Everyone comes again, the department with another answer too: whatever died, the story ends the same. */
const settled = async ({ tables, well }: World, before: readonly unknown[], key: string | undefined): Promise<void> => {
  const asked = await askWith(well)({ ...(key === undefined ? {} : { key }), now: NOW + 2 });
  const id = idOf(asked);
  await sayWith(well)(id, raw('A'));
  expect(await sayWith(well)(id, raw('B'))).toBe('already');
  const fetched = [await fetchWith(well)(id), await fetchWith(well)(id, { now: NOW + 61_000 })];
  const stored = (await itemsIn(tables)).filter(({ sk }) => sk === 'question');
  if (key !== undefined) expect(stored).toHaveLength(1);

  const answers = [...before, ...fetched.map(({ body }) => body)].filter(isAnswered);
  const records = await recordsIn(tables);
  for (const { exchange, answer } of answers) {
    expect(records.filter((record) => record.id === exchange)).toHaveLength(1);
    expect(answer).toMatchObject({ unit: 'A' });
  }
  // Each fetch is a look at someone's data: two released answers never share a record.
  expect(new Set(answers.map(({ exchange }) => exchange)).size).toBe(answers.length);
  expect(records.length - answers.length).toBeLessThanOrEqual(1);
};
const isAnswered = (body: unknown): body is Answered => typeof body === 'object' && body !== null && 'exchange' in body;
const bodyOf = (ended: unknown): unknown => (ended instanceof Error ? undefined : (ended as Output | undefined)?.body);

describe.each(STEPS)('$name', ({ name, key, before, act, atLeast }) => {
  const prepared = async () => {
    const world = await fresh();
    await before(world);
    const [stored] = (await itemsIn(world.tables)).filter(({ sk }) => sk === 'question');
    return { world, id: String(stored?.id) };
  };

  test('killed at every await boundary', async () => {
    points[name] = await everyCrashPoint(async (crash) => {
      const { world, id } = await prepared();
      counting(world.client, crash);
      const ended = await act(dying(world, crash), id).catch((error: unknown) => error);
      if (crash.dead) expect(ended).toBeInstanceOf(Error);
      await settled(world, [bodyOf(ended)], key);
    });
    expect(points[name]).toBeGreaterThanOrEqual(atLeast);
  });

  test.each(['lose', 'refuse'] as const)('each call to the tables in turn: %s', async (kind) => {
    let counted: Counting | undefined;
    for (let nth = 0; nth === 0 || nth <= (counted?.total ?? 0); nth += 1) {
      const { world, id } = await prepared();
      const count = counting(world.client);
      // Final: the SDK hands it on, as when every attempt had failed.
      if (nth > 0) count.fault({ kind, nth, final: true });
      const ended = await act(world.mortal, id).catch((error: unknown) => error);
      if (nth === 0) counted = count;
      await settled(world, [bodyOf(ended)], key);
      points[`${kind} in ${name}`] = nth;
    }
    expect(counted?.total).toBeGreaterThanOrEqual(1);
  });

  test('an acknowledgement that the SDK asks for again is no second effect', async () => {
    const { world, id } = await prepared();
    const count = counting(world.client);
    for (const operation of ['TransactWriteItems', 'PutItem', 'UpdateItem', 'DeleteItem'])
      count.fault({ kind: 'lose', operation, nth: 1 });
    await settled(world, [bodyOf(await act(world.mortal, id))], key);
  });
});

test('the checker itself: records that are only pretended are caught', async () => {
  const world = await fresh();
  const lying = { ...world.well, records: { put: async () => 'written' as const } };
  await expect(settled({ ...world, well: lying }, [], 'k')).rejects.toThrow();
});
