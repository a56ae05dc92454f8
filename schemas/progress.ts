/** How far the list of uses is known to be complete: beats are put among the records and looked for at the end of their way. */
import * as z from 'zod';

/** So many beats a run, each at a place of its own, so that they fall into different shards of the stream. */
export const BEAT_LANES = 8;

/** `at`: the run that sent it, epoch ms. */
export const Beat = z.strictObject({
  at: z.int(),
  lane: z
    .int()
    .min(0)
    .max(BEAT_LANES - 1),
});
export type Beat = z.infer<typeof Beat>;

/** What is held of it: all runs' work in one item. */
export const Progress = z.strictObject({
  v: z.literal(1),
  /** The newest run; 0 before the first. */
  last: z.int(),
  /** Runs whose beats have not all arrived, oldest first, each with the run before it. */
  open: z.array(z.strictObject({ at: z.int(), before: z.int() })),
  /** At that run it was seen that everything recorded before `until` had been handed to the queue. Oldest first. */
  proofs: z.array(z.strictObject({ at: z.int(), until: z.int() })),
  /** Everything recorded before this has its lines. */
  complete: z.int().optional(),
});
export type Progress = z.infer<typeof Progress>;

/** A message that fails comes again after three minutes, five times in all, and is then a dead letter; beats may wait three more, counts lag by one. */
export const SETTLED_MS = 20 * 60_000;
/** A beat that is under way for longer is late: something stands still. */
export const LATE_MS = 3 * 60_000;
/** A record is dated by its request, and written before the gateway gives the request up. */
export const WRITTEN_WITHIN_MS = 30_000;
