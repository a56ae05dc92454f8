/** From the file to chunks: read once, counted, and held to what its issuer says of it. Nothing is issued before all of it is right. */
import { keyOf } from '#functions/batches/batch-key.ts';
import { FileRefused, refused } from '#functions/batches/refusals.ts';
import { parseJson } from '#functions/kernel/json.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { BACK_FILL_LIMITS, BACK_FILL_SECONDS, type StateCounts } from '#schemas/back-fill.ts';
import type { CertificateState, CertificateType } from '#schemas/certificate.ts';
import type { StoredBackFill } from '#schemas/stored-back-fill.ts';
import { type ChunkRow, putRows, removeRows } from './chunk-rows.ts';
import type { ChunksStore } from './chunks.store.ts';
import { type FileDeps, fileLines } from './file-lines.ts';
import { firstOnes } from './first-ones.ts';

export interface CutDeps extends FileDeps {
  readonly chunks: ChunksStore;
  /** Rows of a chunk, where they are to be fewer than there may be. */
  readonly chunkRows?: number;
}

export interface Cut {
  readonly rows: number;
  readonly chunks: number;
  readonly repeated: number;
  readonly states: StateCounts;
}

/** Chunks are written so many at a time. */
const ABREAST = 8;

const objectOf = (line: Uint8Array, row: number): object => {
  try {
    const value = parseJson(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw refused('json', { row });
  }
  throw refused('json-object', { row });
};

/** Everybody's own count of the file must be the same: a file that was cut off, or is another, issues nothing. */
const assertAsStated = ({ submission }: StoredBackFill, rows: number, states: StateCounts): void => {
  if (submission?.rows !== rows) throw refused('as-many-rows-as-stated');
  const stated = submission.states;
  if (!stated) return;
  const all = new Set([...Object.keys(stated), ...Object.keys(states)]) as Set<CertificateState>;
  const other = [...all].filter((state) => (stated[state] ?? 0) !== (states[state] ?? 0)).sort();
  if (other[0]) throw refused(`as-many-as-stated:state-${other[0]}`);
};

/** Kept a while beyond the last day on which it may be fetched. */
const ttlOf = ({ createdAt }: StoredBackFill): number =>
  Math.floor(createdAt / 1000) + BACK_FILL_SECONDS.upload + BACK_FILL_SECONDS.run + BACK_FILL_SECONDS.kept + 86_400;

/** Throws FileRefused. Whatever of it was done before a crash is found and left, or written once more. `now`: epoch ms. */
export const cut = async (
  deps: CutDeps,
  backFill: StoredBackFill,
  type: CertificateType,
  now: number,
): Promise<Cut> => {
  const { chunkRows: most = BACK_FILL_LIMITS.chunkRows, uploads, chunks: store } = deps;
  const place = { id: backFill.id, key: keyOf(await deps.keys(), backFill) };
  const first = firstOnes(type);
  const states: Partial<Record<CertificateState, number>> = {};
  let [rows, repeated, chunks] = [0, 0, 0];
  let open: ChunkRow[] = [];
  const writing: Promise<void>[] = [];
  const close = async (): Promise<void> => {
    writing.push(putRows(uploads, place, chunks, open));
    chunks += 1;
    open = [];
    if (writing.length < ABREAST) return;
    await Promise.all(writing);
    writing.length = 0;
  };
  try {
    for await (const line of fileLines(deps, backFill)) {
      rows += 1;
      if (rows > BACK_FILL_LIMITS.rows) throw refused('too-many-rows', { row: rows });
      const { state, sameAs } = first(rows, objectOf(line, rows));
      states[state] = (states[state] ?? 0) + 1;
      if (sameAs?.what === 'number') repeated += 1;
      open.push({ text: line.toString('utf8'), ...(sameAs ? { sameAs } : {}) });
      if (open.length === most) await close();
    }
    if (open.length > 0) await close();
    await Promise.all(writing);
    assertAsStated(backFill, rows, states);
  } catch (error) {
    // Nobody is left at work when this ends; what a refused file has left goes, what another death leaves goes by the bucket's rule.
    await Promise.allSettled(writing);
    if (error instanceof FileRefused)
      for (let chunk = 0; chunk < chunks; chunk += 1) await removeRows(uploads, backFill.id, chunk);
    throw error;
  }
  const all = Array.from({ length: chunks }, (_, chunk) => chunk);
  const add = (chunk: number) => {
    const [from, to] = [chunk * most, Math.min(rows, (chunk + 1) * most)];
    const fresh = {
      v: 1,
      chunk,
      first: from + 1,
      rows: to - from,
      done: false,
      turns: 0,
      failures: 0,
      at: now,
    } as const;
    return store.add(backFill.id, fresh, ttlOf(backFill));
  };
  while (all.length > 0) await Promise.all(all.splice(0, ABREAST).map(add));
  return { rows, chunks, repeated, states };
};
