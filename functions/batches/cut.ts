/** From the file to chunks and lanes: read, checked, cut. Whatever of it was done before a crash is found and left as it is. */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { openBytes, sealBytes } from '#functions/kernel/sealed.ts';
import type { AskedOf } from '#schemas/asked.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';
import { digestOf, keyOf, places } from './batch-key.ts';
import { type Chunk, cutRows, lanesFor, noCounts, type Row } from './chunks.ts';
import type { LanesStore } from './lanes.store.ts';
import type { PartsStore } from './parts.store.ts';
import { readFile } from './read-file.ts';
import { refused } from './refusals.ts';
import type { RowsStore } from './rows.store.ts';
import { ttlOf } from './run-chunk.ts';
import type { Uploads } from './uploads.client.ts';

export interface CutDeps {
  readonly keys: () => Promise<HubKeys>;
  readonly parts: PartsStore;
  readonly uploads: Uploads;
  readonly rows: RowsStore;
  readonly lanes: LanesStore;
  /** What can be asked, by department. */
  readonly askedOf: Readonly<Record<string, AskedOf>>;
  /** Rows of a chunk, where they are to be fewer than there may be. */
  readonly chunkRows?: number;
}

/** Chunks are written so many at a time. */
const ABREAST = 8;

const fileOf = async ({ keys, parts, uploads }: CutDeps, batch: StoredBatch, key: Uint8Array): Promise<Buffer> => {
  const found: Buffer[] = [];
  for (const part of await parts.all(batch.id)) {
    const bytes = openBytes(key, places.part(batch.id, part.part), await uploads.get(batch.id, part));
    if (digestOf(await keys(), bytes) !== part.digest) throw new Error('a part of the file differs from its digest');
    found.push(bytes);
  }
  const file = Buffer.concat(found);
  const whole = createHash('sha256').update(file).digest('hex');
  if (digestOf(await keys(), Buffer.from(whole)) !== batch.submission?.digest) throw refused('digest-of-the-whole');
  return file;
};

/** Rules that look at all rows and at none of their values. */
const fitting = ({ submission, purpose }: StoredBatch, rows: readonly Row[]): readonly Row[] => {
  if (submission?.rows !== undefined && submission.rows !== rows.length) throw refused('as-many-rows-as-stated');
  const withTicket = rows.findIndex(({ ticket }) => ticket !== undefined);
  if (purpose.kind === 'standing' && withTicket >= 0)
    throw refused('no-ticket-for-a-standing-purpose', { row: withTicket + 1 });
  return rows;
};

const requestOf = ({ askedOf }: CutDeps, { resource }: StoredBatch): z.ZodType => {
  const [department = '', name = ''] = resource.split('/');
  const asked = askedOf[department]?.[name];
  if (!asked) throw refused('resource-cannot-be-asked');
  return asked.request;
};

export interface Cut {
  readonly rows: number;
  readonly chunks: number;
  readonly lanes: readonly number[];
  readonly ticketed: boolean;
}

/** Throws FileRefused. `now`: epoch ms. */
export const cut = async (deps: CutDeps, batch: StoredBatch, now: number): Promise<Cut> => {
  const key = keyOf(await deps.keys(), batch);
  const rows = fitting(batch, readFile(await fileOf(deps, batch, key), batch, requestOf(deps, batch)));
  const chunks = cutRows(rows, deps.chunkRows);
  const put = ([number, chunk]: [number, Chunk]) => {
    const sealed = sealBytes(key, places.chunk(batch.id, number), Buffer.from(JSON.stringify(chunk)));
    return deps.rows.addChunk(batch.id, number, sealed, ttlOf(batch));
  };
  const all = [...chunks.entries()];
  while (all.length > 0) await Promise.all(all.splice(0, ABREAST).map(put));
  const lanes = lanesFor(chunks.length);
  for (const lane of lanes)
    await deps.lanes.start(batch.id, {
      v: 1,
      ...{ lane, turn: 0, chunk: lane, done: false, clean: true, idle: 0, at: now },
      outcomes: noCounts(),
      failures: {},
    });
  const ticketed = batch.ticketed || rows.some(({ ticket }) => ticket !== undefined);
  return { rows: rows.length, chunks: chunks.length, lanes, ticketed };
};
