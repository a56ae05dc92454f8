/** The rows of one chunk that are not settled yet, a few at a time, as long as there is time and nothing has to wait. */
import { openBytes } from '#functions/kernel/sealed.ts';
import type { Counts } from '#schemas/batch.ts';
import { BATCH_SECONDS } from '#schemas/batch.ts';
import type { StoredBatch, StoredOutcome } from '#schemas/stored-batch.ts';
import { askRow, type RowAsk } from './ask-row.ts';
import { places } from './batch-key.ts';
import { Chunk, noCounts, type Row } from './chunks.ts';
import { openKept } from './kept.ts';
import { recordRow } from './record-row.ts';
import type { Settled, Wait } from './row-end.ts';
import type { RowsStore } from './rows.store.ts';

/** So many rows are under way at once. */
export const ABREAST = 4;
/** A row whose own failures are so many fails for good. */
const TRIES = 3;
const BACKOFF_MS = 250;
/** A shorter wait is waited out in the turn. */
const SHORT_S = 2;

export interface ChunkRun extends RowAsk {
  readonly rows: RowsStore;
  readonly number: number;
  /** The turn before died: what it had settled may lack its record. */
  readonly crashed: boolean;
  /** Row number to failures so far; counted on in place. */
  readonly failures: Record<string, number>;
  readonly enoughTime: () => boolean;
  /** Resolves when the department's own rate lets one more row be asked. */
  readonly paced: () => Promise<void>;
}

export interface ChunkEnd {
  /** Outcomes of the whole chunk once every row has one. */
  readonly counts?: Counts;
  readonly settled: number;
  readonly wait?: Wait;
}

/** Kept a while beyond the last day on which it may be fetched: housekeeping only, the key is gone by then. */
export const ttlOf = (batch: StoredBatch): number =>
  Math.floor(batch.createdAt / 1000) + BATCH_SECONDS.upload + BATCH_SECONDS.run + BATCH_SECONDS.kept + 86_400;

export const openChunk = (key: Uint8Array, id: string, number: number, sealed: Uint8Array): Chunk =>
  Chunk.parse(JSON.parse(openBytes(key, places.chunk(id, number), sealed).toString('utf8')));

const countsOf = (outcomes: Iterable<StoredOutcome>): Counts => {
  const counts = noCounts();
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
};

export const runChunk = async (run: ChunkRun): Promise<ChunkEnd> => {
  const { rows: store, batch, key, number, failures, deps, moment, enoughTime } = run;
  const stored = await store.chunk(batch.id, number);
  if (!stored) throw new Error('a chunk is not there');
  const { first, rows } = openChunk(key, batch.id, number, stored.rows);
  const outcomes = new Map(stored.outcomes);

  const record = async (at: number, row: Row, outcome: StoredOutcome): Promise<void> => {
    if (outcome.kept === undefined) return;
    await recordRow(run, { number: at, row, outcome, kept: openKept(key, batch.id, at, outcome.kept) });
  };
  // One after the other: the number of a record that was there already is given back, and leaves no gap.
  if (run.crashed) for (const [at, outcome] of outcomes) await record(at, rows[at - first] as Row, outcome);

  /** First the outcome, then its record: whoever dies in between leaves what the record is made of, and nothing is fetched before. */
  const settle = async (at: number, row: Row, settled: Settled): Promise<void> => {
    const stands = await store.settle(batch.id, number, at, { v: 1, ...settled, at: moment() }, ttlOf(batch));
    await record(at, row, stands);
    outcomes.set(at, stands);
    delete failures[at];
  };

  const pending = rows.map((row, i) => ({ at: first + i, row })).filter(({ at }) => !outcomes.has(at));
  const before = outcomes.size;
  let wait: ChunkEnd['wait'];
  const worker = async (): Promise<void> => {
    while (!wait && enoughTime()) {
      const next = pending.shift();
      if (!next) return;
      const { at, row } = next;
      await run.paced();
      const end = await askRow(run, at, row);
      if ('settled' in end) await settle(at, row, end.settled);
      else if ('failed' in end) {
        const tries = (failures[at] ?? 0) + 1;
        failures[at] = tries;
        if (tries >= TRIES) await settle(at, row, { outcome: 'failed', code: end.failed });
        else {
          // Behind the others: a department that trips over one row is asked others before it is asked that one again.
          pending.push(next);
          await deps.asking.sleep(deps.asking.random() * BACKOFF_MS * 2 ** tries);
        }
      } else {
        pending.unshift(next);
        const { seconds = 0, exact } = end.wait;
        if (exact && seconds <= SHORT_S) await deps.asking.sleep(seconds * 1000);
        else wait = end.wait;
      }
    }
  };
  // Nobody is left at work when this ends, whoever fails.
  const ended = await Promise.allSettled(Array.from({ length: ABREAST }, worker));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  const whole = outcomes.size === rows.length;
  return {
    ...(whole ? { counts: countsOf(outcomes.values()) } : {}),
    settled: outcomes.size - before,
    ...(wait && !whole ? { wait } : {}),
  };
};
