/** The room of batches over real tables and a real bucket; its queues are lists that a test empties as it likes. */
import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchesStore } from '#functions/batches/batches.store.ts';
import { type BatchesDeps, batchesBodies } from '#functions/batches/bodies.ts';
import { lanesStore } from '#functions/batches/lanes.store.ts';
import { type LookDeps, look } from '#functions/batches/look.ts';
import { Look, Turn } from '#functions/batches/messages.ts';
import { partsStore } from '#functions/batches/parts.store.ts';
import { rowsStore } from '#functions/batches/rows.store.ts';
import { timers } from '#functions/batches/timers.ts';
import { type Invocation, type TurnDeps, takeTurn } from '#functions/batches/turn.ts';
import { uploads } from '#functions/batches/uploads.client.ts';
import { dueStore } from '#functions/due/due.store.ts';
import type { Adapter } from '#functions/exchange/adapter.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Caller, Input } from '#functions/kernel/request.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Batch, NewBatch } from '#schemas/batch.ts';
import type { Envelope } from '#schemas/event.ts';
import { type FreshBucket, freshBucket } from '#test/engines/storage.ts';
import { type FreshTables, freshTables } from '#test/engines/tables.ts';
import { depsOn } from '#test/functions/exchange/running.ts';
import {
  grant,
  keys,
  NOW,
  snapshotOf,
  systemCaller,
  TitleAnswer,
  TitleQuestion,
} from '#test/functions/exchange/world.ts';

export const batchGrant = { ...grant, uses: ['batch' as const] };

/** Read once: it is looked at for every row. */
const usual = snapshotOf({ grants: [batchGrant] });

export const wish = (change: Partial<NewBatch> = {}): NewBatch => ({
  resource: 'deeds/title',
  purpose: { kind: 'standing', code: 'quality-check' },
  party: { role: 'applicant' },
  fields: ['/holder', '/unit', '/seized', '/owners/*/name'],
  format: 'csv',
  charset: 'utf-8',
  ...change,
});

export const holder = (n: number): string => `H${String(n).padStart(6, '0')}`;
export const fileOf = (rows: number): Buffer =>
  Buffer.from(`holder\r\n${Array.from({ length: rows }, (_, i) => `${holder(i + 1)}\r\n`).join('')}`);

export interface Sent {
  readonly envelope: Envelope;
  readonly delay: number;
}
/** A queue that keeps what it is sent. */
export type ListQueue = Queue & { readonly sent: Sent[] };
export const listQueue = (): ListQueue => {
  const sent: Sent[] = [];
  return {
    sent,
    send: async (envelopes, delay = 0) => {
      sent.push(...envelopes.map((envelope) => ({ envelope, delay })));
      return new Set();
    },
  };
};

type Names = 'batches' | 'exchanges' | 'breakers' | 'due';
export interface Ground {
  readonly tables: FreshTables<Names>;
  readonly bucket: FreshBucket;
}
export const ground = async (): Promise<Ground> => {
  const [tables, bucket] = await Promise.all([freshTables('batches', 'exchanges', 'breakers', 'due'), freshBucket()]);
  return { tables, bucket };
};

export interface Parts {
  readonly adapter: Adapter;
  readonly snapshot?: () => IndexedSnapshot;
  readonly exchange?: Partial<ExchangeDeps>;
  /** Cases that are over. */
  readonly over?: readonly string[];
  readonly client?: DynamoDBDocumentClient;
  readonly s3?: S3Client;
  readonly turns?: ListQueue;
  readonly room?: ListQueue;
  readonly machine?: () => number;
  readonly chunkRows?: number;
}

/** One process of the room: API, work and adapter alike, over shared tables. */
export const processOn = ({ tables, bucket }: Ground, parts: Parts) => {
  const client = parts.client ?? tables.client;
  const snapshots = { current: async () => parts.snapshot?.() ?? usual };
  const [turns, room] = [parts.turns ?? listQueue(), parts.room ?? listQueue()];
  const machine = parts.machine ?? Date.now;
  const ends = { has: async (id: string) => parts.over?.includes(id) ?? false };
  const shared = {
    snapshots,
    ends,
    keys: async () => keys,
    batches: batchesStore(client, tables.names.batches),
    parts: partsStore(client, tables.names.batches),
    lanes: lanesStore(client, tables.names.batches),
    rows: rowsStore(client, tables.names.batches),
    uploads: uploads(parts.s3 ?? bucket.client, bucket.name),
    timers: timers(dueStore(client, tables.names.due)),
    room,
  };
  const api: BatchesDeps = { ...shared, askedNow: ({ id }) => id === 'deeds/title' };
  const askedOf = { deeds: { title: { request: TitleQuestion, answer: TitleAnswer } } };
  const { chunkRows = 100 } = parts;
  const looking: LookDeps = { ...shared, askedOf, turnsOf: () => turns, machine, chunkRows };
  const exchange = depsOn({ client, names: tables.names }, { snapshots, ends, ...parts.exchange });
  const turning: TurnDeps = { ...shared, adapter: parts.adapter, exchange, turns, machine };
  return { api, looking, turning, turns, room, machine };
};
export type Process = ReturnType<typeof processOn>;

const SHA = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The calls of one caller on the API. */
export const callerOn = ({ api }: Pick<Process, 'api'>, caller: Caller = systemCaller) => {
  const bodies = batchesBodies(api);
  const base = { params: undefined, query: undefined, body: undefined, caller, now: NOW, requestId: 'r1' };
  const input = (change: object) => ({ ...base, ...change }) as unknown as Input<never>;
  const batchOf = async (answer: Promise<{ body?: unknown }>): Promise<Batch> => (await answer).body as Batch;
  return {
    create: (body: NewBatch = wish(), key = 'k1', now = NOW) =>
      batchOf(bodies.createBatch(input({ body, idempotencyKey: key, now }))),
    part: (batch: string, part: number, bytes: Uint8Array, now = NOW) =>
      bodies.putBatchPart(input({ params: { batch, part }, bytes, now })),
    submit: (batch: string, file: Uint8Array, parts = 1, now = NOW, rows?: number) =>
      batchOf(
        bodies.submitBatch(
          input({
            params: { batch },
            body: { parts, bytes: file.length, sha256: SHA(file), ...(rows ? { rows } : {}) },
            now,
          }),
        ),
      ),
    get: (batch: string, now = NOW) => batchOf(bodies.getBatch(input({ params: { batch }, now }))),
    cancel: (batch: string, now = NOW) => batchOf(bodies.cancelBatch(input({ params: { batch }, now }))),
    result: async (batch: string, part: number, format: 'csv' | 'ndjson' = 'ndjson', now = NOW): Promise<string> =>
      (await bodies.getBatchResult(input({ params: { batch, part }, query: { format }, now }))).body as string,
    list: async (query: object) =>
      (await bodies.listBatches(input({ query }))).body as { items: Batch[]; next?: string },
    pickups: async (batch: string) =>
      (await bodies.listBatchPickups(input({ params: { batch }, query: { limit: 20 } }))).body as { items: object[] },
  };
};
export type CallerOn = ReturnType<typeof callerOn>;

/** Created, uploaded in one part and submitted. */
export const submitted = async (on: CallerOn, file: Uint8Array, body = wish(), key = 'k1'): Promise<Batch> => {
  const { id } = await on.create(body, key);
  await on.part(id, 1, file);
  return on.submit(id, file);
};

export const invocation = (now: number, change: Partial<Invocation> = {}): Invocation => ({
  now,
  enoughTime: () => true,
  heldUntil: Date.now() + 20_000,
  paced: async () => undefined,
  ...change,
});

/** Takes message after message until both queues are empty; waits pass at once. Gives the time that it is then. */
export const pump = async (
  { looking, turning, turns, room }: Process,
  now = NOW,
  call: (at: number) => Invocation = invocation,
  most = 10_000,
): Promise<number> => {
  const lists = [room, turns];
  let at = now;
  for (let taken = 0; taken < most; taken += 1) {
    const list = lists.find(({ sent }) => sent.length > 0);
    const next = list?.sent.shift();
    if (!next) return at;
    at = Math.max(at, next.envelope.at);
    if (list === room) await look(looking, Look.parse(next.envelope.data).batch, at);
    else await takeTurn(turning, Turn.parse(next.envelope.data), call(at));
  }
  throw new Error('the queues do not become empty');
};

export const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Submitted and cut: its first turns wait. */
export const begun = async (hub: Process, key: string, file: Uint8Array = fileOf(8)): Promise<string> => {
  const { id } = await submitted(callerOn(hub), file, undefined, key);
  hub.room.sent.length = 0;
  await look(hub.looking, id, NOW);
  return id;
};
export const nextTurn = (hub: Process): Turn => Turn.parse(hub.turns.sent.shift()?.envelope.data);
