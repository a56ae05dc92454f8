/**
 * Looks after a back-fill: does whatever its state and the time ask for, and nothing that was done already. Called by every event that may have
 * changed something, and by a timer; so a lost message costs some minutes and nothing else.
 */
import { FileRefused } from '#functions/batches/refusals.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { BACK_FILL_LANES, type BackFillState } from '#schemas/back-fill.ts';
import type { BackFillChunk, StoredBackFill } from '#schemas/stored-back-fill.ts';
import { backFillLifecycle, hasEnded } from './back-fill-lifecycle.ts';
import { removeRows } from './chunk-rows.ts';
import { type CutDeps, cut } from './cut.ts';
import { type Ending, endBackFill, moveBackFill } from './end.ts';
import { sendChunk } from './messages.ts';

export interface LookDeps extends CutDeps, Ending {
  readonly snapshots: SnapshotHolder;
  readonly room: Queue;
  /** The machines' time, epoch ms. */
  readonly machine: () => number;
}

/** A chunk of which nothing was heard for so long has lost its message. */
const SILENT_MS = 600_000;
const WATCH_MS = 900_000;

type Care = (deps: LookDeps, backFill: StoredBackFill, now: number) => Promise<StoredBackFill | undefined>;

const begin: Care = async (deps, backFill, now) => {
  const type = (await deps.snapshots.current()).certificateType(backFill.type);
  if (!type) return endBackFill(deps, backFill, 'fail', now, { reason: 'unknown-type' });
  try {
    const run = { at: now, ...(await cut(deps, backFill, type, now)) };
    return await moveBackFill(deps, backFill, 'cut', { run });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const refusals = error.refusals.map(({ row, rule }) => ({ rule, ...(row === undefined ? {} : { row }) }));
    return endBackFill(deps, backFill, 'fail', now, { refusals, reason: 'file-refused' });
  }
};

const isLost = ({ at, turns, heldUntil = 0 }: BackFillChunk, now: number, machine: number): boolean =>
  heldUntil < machine && (turns === 0 || at + SILENT_MS <= now);

/** The first of each lane that is not done. */
const fronts = (chunks: readonly BackFillChunk[]): BackFillChunk[] =>
  Array.from({ length: BACK_FILL_LANES }, (_, lane) =>
    chunks.find(({ chunk, done }) => !done && chunk % BACK_FILL_LANES === lane),
  ).filter((chunk) => chunk !== undefined);

const wake = async (deps: LookDeps, { id }: StoredBackFill, due: readonly BackFillChunk[], now: number) => {
  await deps.timers.at(now + WATCH_MS, id);
  for (const { chunk } of due.filter((one) => isLost(one, now, deps.machine())))
    await sendChunk(deps.room, { backFill: id, chunk }, now);
};

/** Finishes it, or wakes the chunks that were lost. */
const watch: Care = async (deps, backFill, now) => {
  const chunks = await deps.chunks.all(backFill.id);
  if (chunks.every(({ done }) => done)) return endBackFill(deps, backFill, 'finish', now);
  if (backFill.until <= now) return endBackFill(deps, backFill, 'fail', now, { reason: 'not-done-in-time' });
  await wake(deps, backFill, fronts(chunks), now);
  return backFill;
};

/** What was begun is told of to its end; then file and rows are needed no more. */
const drop = async (deps: LookDeps, backFill: StoredBackFill, now: number): Promise<void> => {
  if (!backFill.uploads) return;
  const chunks = await deps.chunks.all(backFill.id);
  const begun = chunks.filter(({ done, turns }) => !done && turns > 0);
  if (begun.length > 0 && backFill.state !== 'expired') return wake(deps, backFill, begun, now);
  for (const part of await deps.parts.all(backFill.id)) await deps.uploads.remove(backFill.id, part);
  for (const { chunk } of chunks) await removeRows(deps.uploads, backFill.id, chunk);
  // Stale: whoever changed it in between looks after it too.
  await deps.backFills.change({ ...backFill, uploads: false, revision: backFill.revision + 1 });
};

/** With the key goes everything that was sealed under it; TTL and the bucket's rule clear the rest away. */
const expire: Care = async ({ backFills }, { key: _gone, ...backFill }) => {
  const next = {
    ...backFill,
    state: step(backFillLifecycle, backFill.state, 'expire'),
    revision: backFill.revision + 1,
  };
  return (await backFills.change(next)) === 'done' ? next : undefined;
};

const ended: Care = async (deps, backFill, now) => (backFill.until <= now ? expire(deps, backFill, now) : backFill);

/** What it needs in each of its states; gives it as it then stands, undefined when somebody changed it in between. */
const CARE: Readonly<Record<BackFillState, Care>> = {
  receiving: ended,
  submitted: async (deps, backFill, now) => {
    if (backFill.until <= now) return endBackFill(deps, backFill, 'fail', now, { reason: 'not-done-in-time' });
    const begun = await begin(deps, backFill, now);
    return begun?.state === 'running' ? watch(deps, begun, now) : begun;
  },
  running: watch,
  done: ended,
  cancelled: ended,
  failed: ended,
  expired: async (_deps, backFill) => backFill,
};

/** `now`: epoch ms. */
export const look = async (deps: LookDeps, id: string, now: number): Promise<void> => {
  const found = await deps.backFills.get(id);
  const backFill = found && (await CARE[found.state](deps, found, now));
  if (backFill && (hasEnded(backFill.state) || backFill.state === 'expired')) await drop(deps, backFill, now);
};
