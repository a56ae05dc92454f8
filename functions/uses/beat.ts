/**
 * How far the list of uses is complete. Each minute some beats are put among the records; they take the records' own way through stream,
 * relay, queue and consumer. A stream keeps its order, so what was recorded before a beat that has arrived was handed to the queue before
 * it; whatever the queue holds is settled a while later: its line is written, or it lies among the dead letters.
 */
import { BEAT_LANES, type Beat, LATE_MS, type Progress, SETTLED_MS, WRITTEN_WITHIN_MS } from '#schemas/progress.ts';

export interface BeatDeps {
  readonly progress: {
    read(): Promise<Progress | undefined>;
    /** False when another run has written since `last`. */
    write(progress: Progress, last: number): Promise<boolean>;
    /** How many beats have arrived of each run from `from` on. */
    arrived(from: number): Promise<ReadonlyMap<number, number>>;
  };
  /** Puts beats among the records; those sent again go their way again. `now`: epoch ms. */
  readonly send: (beats: readonly Beat[], now: number) => Promise<void>;
  /** How many messages nobody could take, on the whole way. */
  readonly deadLetters: () => Promise<number>;
}

const START: Progress = { v: 1, last: 0, open: [], proofs: [] };
const LANES = Array.from({ length: BEAT_LANES }, (_, lane) => lane);
/** Beyond so many nothing new is sent: the item that holds them has a limit. Five hours. */
const MOST_OPEN = 300;
const AGAIN_AT_ONCE = 10;

const beatsOf = (at: number): Beat[] => LANES.map((lane) => ({ at, lane }));
const isLate =
  (now: number) =>
  ({ at }: { readonly at: number }): boolean =>
    at < now - LATE_MS;

/**
 * What is known now. While a message lies among the dead letters, or something stands still, nothing is proved: what was under way then may
 * go its whole way once more, so all that was seen before counts for nothing.
 */
export const judged = (
  progress: Progress,
  arrived: ReadonlyMap<number, number>,
  dead: boolean,
  now: number,
): Progress => {
  const open = progress.open.filter(({ at }) => (arrived.get(at) ?? 0) < BEAT_LANES);
  if (dead || open.some(isLate(now))) return { ...progress, open, proofs: [] };
  const until = open[0]?.before ?? progress.last;
  const news = until > (progress.proofs.at(-1)?.until ?? 0);
  const proofs = news ? [...progress.proofs, { at: now, until }] : progress.proofs;
  const proof = proofs.findLast(({ at }) => at <= now - SETTLED_MS);
  if (!proof) return { ...progress, open, proofs };
  const complete = Math.max(progress.complete ?? 0, proof.until - WRITTEN_WITHIN_MS);
  return { ...progress, open, proofs: proofs.slice(proofs.indexOf(proof)), complete };
};

/** One run. `now`: the schedule's time, epoch ms. A run that comes twice or out of order does nothing. */
export const beat = async (now: number, { progress, send, deadLetters }: BeatDeps): Promise<void> => {
  const before = (await progress.read()) ?? START;
  if (now <= before.last) return;
  const dead = (await deadLetters()) > 0;
  const known = judged(before, await progress.arrived(before.open[0]?.at ?? now), dead, now);
  const fits = known.open.length < MOST_OPEN;
  const next = fits ? { ...known, last: now, open: [...known.open, { at: now, before: before.last }] } : known;
  // First written down, then sent: a beat that never reached the table is then missed, and sent again.
  if (!(await progress.write(next, before.last))) return;
  const again = known.open.filter(isLate(now)).slice(0, AGAIN_AT_ONCE);
  for (const { at } of again) await send(beatsOf(at), now);
  if (fits) await send(beatsOf(now), now);
};
