/** How a lane stands after a chunk was run: further, waiting, or done. */
import type { Lane } from '#schemas/stored-batch.ts';
import { chunkAfter, sumOf } from './chunks.ts';
import { LONGEST_DELAY_S } from './messages.ts';
import type { Wait } from './row-end.ts';
import type { ChunkEnd } from './run-chunk.ts';

/** Waits of a lane that nobody has told how long: 5 s, doubled with each further turn in which nothing was settled. */
const FIRST_WAIT_S = 5;

/** Seconds. A quota's wait is told exactly; how long a department stays down nobody knows. */
const secondsOf = ({ exact, seconds = 0 }: Wait, idle: number): number => {
  if (exact && seconds > 0) return seconds;
  return Math.max(seconds, Math.min(LONGEST_DELAY_S, FIRST_WAIT_S * 2 ** Math.min(10, Math.max(0, idle - 1))));
};

/** `chunks`: how many the batch has. `failures`: of rows of this chunk that may be tried again. `at`: epoch ms. */
export const laneAfter = (
  lane: Lane,
  { counts, settled, wait }: ChunkEnd,
  failures: Readonly<Record<string, number>>,
  chunks: number,
  at: number,
): Lane => {
  const idle = settled > 0 || counts ? 0 : lane.idle + (wait ? 1 : 0);
  if (counts) {
    const after = chunkAfter(lane.chunk, chunks);
    const outcomes = sumOf(lane.outcomes, counts);
    return { ...lane, idle, outcomes, failures: {}, at, ...(after === undefined ? { done: true } : { chunk: after }) };
  }
  const waiting = wait && { why: wait.why, until: at + secondsOf(wait, idle) * 1000 };
  return { ...lane, idle, failures: { ...failures }, at, ...(waiting ? { waiting } : {}) };
};

/** Free again, its turn ended in order. */
export const freed = ({ holder: _holder, heldUntil: _until, ...lane }: Lane): Lane => ({ ...lane, clean: true });
