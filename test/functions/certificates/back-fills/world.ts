/** The back-fills over real tables and a real bucket; their queue is a list that a test empties as it likes, and signatures are counted. */
import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import type { SQSRecord } from 'aws-lambda';
import { CHEN_FUYING, LI_NA } from '#city/cast.ts';
import { partsStore } from '#functions/batches/parts.store.ts';
import { uploads } from '#functions/batches/uploads.client.ts';
import { backFillsStore, KIND } from '#functions/certificates/back-fills/back-fills.store.ts';
import { type BackFillsDeps, backFillsBodies } from '#functions/certificates/back-fills/bodies.ts';
import { chunksStore } from '#functions/certificates/back-fills/chunks.store.ts';
import { thereStore } from '#functions/certificates/back-fills/there.store.ts';
import { timers } from '#functions/certificates/back-fills/timers.ts';
import { type BackFillWorkDeps, workMessages } from '#functions/certificates/back-fills/work.ts';
import type { Invocation } from '#functions/certificates/back-fills/work-chunk.ts';
import { keepKey } from '#functions/certificates/seal/keys.client.ts';
import { sealing } from '#functions/certificates/seal/sealing.ts';
import { dueStore } from '#functions/due/due.store.ts';
import type { Caller, Input } from '#functions/kernel/request.ts';
import type { BackFill, BackFillLine, BackFillRow, NewBackFill, StateCounts } from '#schemas/back-fill.ts';
import type { Envelope } from '#schemas/event.ts';
import { Crash, type CrashPoints } from '#test/engines/crash-points.ts';
import { freshBucket } from '#test/engines/storage.ts';
import { credentials, documentClient, type FreshTables, freshTables, region } from '#test/engines/tables.ts';
import { type ListQueue, listQueue } from '#test/functions/batches/world.ts';
import { depsOn, issueRequest, issuer, keys, NOW, signer, singleType, snapshotWith, type World } from '../world.ts';

export interface Ground extends World {
  readonly names: FreshTables<'certificates' | 'exchanges' | 'quotas' | 'back-fills' | 'due'>['names'];
}
export const ground = async (): Promise<Ground> => {
  const [tables, bucket] = await Promise.all([
    freshTables('certificates', 'exchanges', 'quotas', 'back-fills', 'due'),
    freshBucket(),
  ]);
  return { ...tables, bucket };
};

/** Signatures of the library's key, without the one that it makes of itself once in its life. */
export interface Signatures {
  count: number;
}

export interface Parts {
  readonly room?: ListQueue;
  readonly signatures?: Signatures;
  readonly crash?: CrashPoints;
  readonly chunkRows?: number;
  readonly machine?: () => number;
  readonly snapshot?: () => ReturnType<typeof snapshotWith>;
}

const usual = snapshotWith();

/** One process of its own, with clients of its own, over shared tables. */
export const processOn = (on: Ground, parts: Parts = {}) => {
  const { crash, chunkRows = 256, machine = Date.now, snapshot = () => usual } = parts;
  const room = parts.room ?? listQueue();
  const signatures = parts.signatures ?? { count: 0 };
  const s3 = new S3Client({ endpoint: on.bucket.endpoint, region, credentials, forcePathStyle: true });
  const mine: Ground = { ...on, client: documentClient(on.endpoint), bucket: { ...on.bucket, client: s3 } };
  const library = depsOn(mine, crash ? { crash } : {});
  let certified = false;
  const sign = async (digest: Uint8Array) => {
    if (certified) signatures.count += 1;
    return signer.sign(digest);
  };
  const { sealKeys } = library;
  const counted = { ...signer, sign: crash ? crash.around(sign) : sign };
  const seals = sealing({ signer: async () => counted, sealKeys, keepKey: keepKey(s3, on.bucket.name) });
  const table = on.names['back-fills'];
  const send = crash ? crash.around(room.send) : room.send;
  const shared = {
    ...library,
    snapshots: { current: async () => snapshot() },
    backFills: backFillsStore(mine.client, table),
    chunks: chunksStore(mine.client, table),
    parts: partsStore(mine.client, table, KIND),
    uploads: uploads(s3, on.bucket.name, 'back-fills'),
    timers: timers(dueStore(mine.client, on.names.due)),
    room: { ...room, send },
  };
  const api: BackFillsDeps = shared;
  const working: BackFillWorkDeps = {
    ...shared,
    keys: async () => keys,
    there: thereStore(mine.client, on.names.certificates),
    sealing: async (now) => {
      const found = await seals(now);
      certified = true;
      return found;
    },
    machine,
    chunkRows,
  };
  return { api, working, room, signatures, client: mine.client, s3 };
};
export type Process = ReturnType<typeof processOn>;

const SHA = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const PART = 4_000_000;

export const callerOn = ({ api }: Pick<Process, 'api'>, caller: Caller = issuer) => {
  const bodies = backFillsBodies(api);
  const base = { params: undefined, query: undefined, body: undefined, caller, now: NOW, requestId: 'r1' };
  const input = (change: object) => ({ ...base, ...change }) as unknown as Input<never>;
  const of = async (answer: Promise<{ body?: unknown }>): Promise<BackFill> => (await answer).body as BackFill;
  const on = {
    create: (body: NewBackFill = { type: 'real-estate-title' }, key = 'b1', now = NOW) =>
      of(bodies.createBackFill(input({ body, idempotencyKey: key, now }))),
    part: (backFill: string, part: number, bytes: Uint8Array, now = NOW) =>
      bodies.putBackFillPart(input({ params: { backFill, part }, bytes, now })),
    submit: (
      backFill: string,
      file: Uint8Array,
      stated: { rows: number; states?: StateCounts; parts?: number },
      now = NOW,
    ) =>
      of(
        bodies.submitBackFill(
          input({ params: { backFill }, body: { parts: 1, bytes: file.length, sha256: SHA(file), ...stated }, now }),
        ),
      ),
    get: (backFill: string, now = NOW) => of(bodies.getBackFill(input({ params: { backFill }, now }))),
    cancel: (backFill: string, now = NOW) => of(bodies.cancelBackFill(input({ params: { backFill }, now }))),
    result: async (backFill: string, part: number, format: 'csv' | 'ndjson' = 'ndjson', now = NOW): Promise<string> =>
      (await bodies.getBackFillResult(input({ params: { backFill, part }, query: { format }, now }))).body as string,
    list: async (query: object) =>
      (await bodies.listBackFills(input({ query }))).body as { items: BackFill[]; next?: string },
    /** Every line of every part, in order. */
    lines: async (backFill: string, now = NOW): Promise<BackFillLine[]> => {
      const { parts = 0 } = await on.get(backFill, now);
      const found: BackFillLine[] = [];
      for (let part = 1; part <= parts; part += 1)
        for (const line of (await on.result(backFill, part, 'ndjson', now)).split('\n'))
          if (line !== '') found.push(JSON.parse(line));
      return found;
    },
    /** Created, uploaded and submitted with the counts that `rows` have. */
    handIn: async (rows: readonly object[], { type = 'real-estate-title', key = 'b1', states }: HandIn = {}) => {
      const file = fileOf(rows);
      const { id } = await on.create({ type }, key);
      const parts = Math.ceil(file.length / PART);
      for (let part = 1; part <= parts; part += 1)
        await on.part(id, part, file.subarray((part - 1) * PART, part * PART));
      return on.submit(id, file, { parts, rows: rows.length, ...(states ? { states } : {}) });
    },
  };
  return on;
};
interface HandIn {
  readonly type?: string;
  readonly key?: string;
  readonly states?: StateCounts;
}

export const fileOf = (rows: readonly object[]): Buffer =>
  Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

const { type: _type, ...title } = issueRequest();
/** The n-th title of a register: numbers of their own, of three people in turn. */
export const titleRow = (n: number, change: Partial<BackFillRow> = {}): BackFillRow => ({
  ...title,
  number: `浙(2017)永康市不动产权第${String(n).padStart(7, '0')}号`,
  holders: [
    n % 2 === 0
      ? { name: '陈福英', code: CHEN_FUYING, codeType: '111' }
      : { name: '李娜', code: LI_NA, codeType: '111' },
  ],
  ...change,
});
export const titleRows = (count: number): BackFillRow[] => Array.from({ length: count }, (_, i) => titleRow(i + 1));

/** Of a type of which everybody may have one. */
export const snapshotWithSingle = () => {
  const { raw } = snapshotWith();
  return snapshotWith({
    certificateTypes: [...raw.certificateTypes.filter(({ id }) => id !== singleType.id), singleType],
  });
};

let serial = 0;
/** As the queue hands it over. */
export const recordOf = (envelope: Envelope, count = 1): SQSRecord => {
  serial += 1;
  const at = String(envelope.at);
  return {
    messageId: `m${serial}`,
    body: JSON.stringify(envelope),
    attributes: {
      ApproximateReceiveCount: String(count),
      SentTimestamp: at,
      ApproximateFirstReceiveTimestamp: at,
      SenderId: 's',
    },
  } as SQSRecord;
};

export const invocation = (change: Partial<Invocation> = {}): Invocation => ({
  enoughTime: () => true,
  heldUntil: Date.now() + 300_000,
  ...change,
});

/** Takes one message. Throws when it is to be delivered again for another reason than death. */
export const take = async (
  { working }: Pick<Process, 'working'>,
  record: SQSRecord,
  call = invocation(),
  crash?: CrashPoints,
): Promise<'taken' | 'again'> => {
  const { batchItemFailures } = await workMessages(working, [record], call);
  if (batchItemFailures.length === 0) return 'taken';
  if (!crash?.dead) throw new Error('a message could not be taken');
  return 'again';
};

/** Takes message after message until the queue is empty; waits pass at once. Gives the time that it is then. */
export const pump = async (hub: Process, now = NOW, call: () => Invocation = invocation): Promise<number> => {
  let at = now;
  for (let taken = 0; taken < 10_000; taken += 1) {
    const next = hub.room.sent.shift();
    if (!next) return at;
    at = Math.max(at, next.envelope.at);
    await take(hub, recordOf({ ...next.envelope, at }), call());
  }
  throw new Error('the queue does not become empty');
};

export { Crash };
