/** Plays a scenario in which each step dies at each of its boundaries: it is put back, dies, is asked for again, and must come to the same. */
import { isDeepStrictEqual } from 'node:util';
import { BatchWriteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { departments } from '#city/departments.ts';
import type { Stage } from '#infra/local/scenarios/stage.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient } from '#test/engines/tables.ts';
import { type CasesWorld, XU } from '#test/functions/cases/world.ts';

type Item = Record<string, unknown>;
type Kept = ReadonlyMap<string, Item>;
const EMPTY: Kept = new Map();
/** Most requests of one BatchWriteItem. */
const MOST = 25;

const keyOf = ({ pk, sk }: Item): string => JSON.stringify([pk, sk]);

const itemsOf = async (client: DynamoDBDocumentClient, TableName: string): Promise<Kept> => {
  const kept = new Map<string, Item>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const item of Items) kept.set(keyOf(item), item);
  return kept;
};

/** Makes the table from what it is what it was: only what differs is written. */
const putBack = async (client: DynamoDBDocumentClient, table: string, is: Kept, was: Kept): Promise<void> => {
  const requests = [
    ...[...was]
      .filter(([key, item]) => !isDeepStrictEqual(is.get(key), item))
      .map(([, Item]) => ({ PutRequest: { Item } })),
    ...[...is.values()]
      .filter((item) => !was.has(keyOf(item)))
      .map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  ];
  for (let at = 0; at < requests.length; at += MOST)
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests.slice(at, at + MOST) } }));
};

/** As it can be compared: what is sealed differs by its nonce only, so its length stands for it; what it says is in the case and its events. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.map(plain);
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
    : value;
};

/** Looks at a room through a client of its own, which dies nowhere and counts nothing. */
export const witness = (world: CasesWorld) => {
  const client = documentClient(world.endpoint);
  const deps = world.depsOn(client);
  const call = world.callOn(deps);
  const tables = Object.values(world.tables);
  const items = () => Promise.all(tables.map((table) => itemsOf(client, table)));
  /** The case, its events, every item of every table (work lists are some of them), and what is still to come. */
  const state = async (id: string) => {
    const [kept, found, events] = await Promise.all([items(), deps.cases.load(id), deps.cases.events(id)]);
    const rows = kept.map((table) => [...table].toSorted().map(([, item]) => plain(item)));
    return { kept, seen: { found, events, rows, timers: [...world.timers].toSorted() } };
  };
  return {
    state,
    /** Everything that can be seen of a case, the case as it is shown, too. */
    shown: async (id: string) => {
      const view = (await call('GET /v1/cases/{case}', { as: XU, params: { case: id } })).body;
      const lines = await Promise.all(departments.map(async (one) => (await deps.work.list(one.id, 50)).lines));
      return { ...(await state(id)).seen, view, lines: lines.flat() };
    },
    /** Returns how to have all of it so again, from what the tables are by then. */
    saved: async () => {
      const [was, remember] = [await items(), world.memory()];
      return async (is: readonly Kept[]) => {
        remember();
        await Promise.all(tables.map((table, i) => putBack(client, table, is[i] ?? EMPTY, was[i] ?? EMPTY)));
      };
    },
  };
};

export interface Stepped extends Stage {
  now(): number;
}
/** Plays a step; `idOf` says of which case it was. */
type Step = <R>(play: () => Promise<R>, idOf: (answer: R) => string) => Promise<R>;

/** A stage whose steps may be played again: each command keeps its key. */
export const stepped = (world: CasesWorld, step: Step = (play) => play()): Stepped => {
  let commands = 0;
  let last = '';
  const once = () => `played-${++commands}`;
  return {
    open: (body, { as = XU, key = once() } = {}) =>
      step(
        () => world.open(body, { as, key }),
        ({ body: { id } }) => {
          last = id;
          return id;
        },
      ),
    act: (id, body, { as = XU, key = once() } = {}) =>
      step(
        () => world.act(id, body, { as, key }),
        () => id,
      ),
    to: (written) =>
      step(
        () => world.to(written),
        () => last,
      ),
    get: world.get,
    now: world.now,
  };
};

/** Of the boundaries of a step those at which it dies: one of them in the usual run, each step another; with ONETRIP_FULL every one. */
const deadly = (boundaries: number, turn: number): readonly number[] =>
  process.env.ONETRIP_FULL === '1'
    ? Array.from({ length: boundaries }, (_, boundary) => boundary)
    : [(turn * 7) % boundaries];

/**
 * Each step is first played whole, then put back and killed at boundaries that it passed. Whoever gets no answer asks again with the same key;
 * what the stream brought comes again. Since each step comes to the same, so does what follows.
 */
export const killedAtEach = (world: CasesWorld, crash: CrashPoints) => {
  const { state, saved } = witness(world);
  const counts = { steps: 0, passed: 0, died: 0 };
  const dies = async (play: () => Promise<unknown>, boundary: number): Promise<boolean> => {
    crash.at(crash.passed + boundary);
    try {
      await play();
    } catch (error) {
      if (!crash.dead) throw error;
    }
    const { dead } = crash;
    crash.at(Number.POSITIVE_INFINITY);
    return dead;
  };
  const step: Step = async (play, idOf) => {
    const back = await saved();
    const before = crash.passed;
    const answer = await play();
    const id = idOf(answer);
    const boundaries = crash.passed - before;
    const whole = await state(id);
    let { kept } = whole;
    for (const boundary of boundaries > 0 ? deadly(boundaries, counts.steps) : []) {
      await back(kept);
      expect(await dies(play, boundary)).toBe(true);
      await play();
      const came = await state(id);
      expect(came.seen, `boundary ${boundary} of ${boundaries}`).toEqual(whole.seen);
      ({ kept } = came);
      counts.died += 1;
    }
    counts.steps += 1;
    counts.passed += boundaries;
    return answer;
  };
  return { counts, step };
};
