/**
 * Looks after a batch: does whatever its state and the time ask for, and nothing that was done already. Called by every event that may have
 * changed something, and by a timer; so a lost message costs some minutes and nothing else.
 */
import { step } from '#functions/kernel/lifecycle.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import type { BatchState } from '#schemas/batch.ts';
import type { Lane, StoredBatch } from '#schemas/stored-batch.ts';
import type { BatchStore } from './batch.store.ts';
import { batchLifecycle } from './batch-lifecycle.ts';
import { type CutDeps, cut } from './cut.ts';
import { LOOK, Look, sendTurn } from './messages.ts';
import { FileRefused } from './refusals.ts';
import type { Timers } from './timers.ts';
import { keptUntil } from './times.ts';

export interface LookDeps extends CutDeps {
  readonly batches: BatchStore;
  readonly timers: Timers;
  /** The queue of turns of a department. */
  readonly turnsOf: (department: string) => Queue;
  /** The machines' time, epoch ms. */
  readonly machine: () => number;
}

const ms = (seconds: number): number => seconds * 1000;
/** A lane of which nothing was heard for so long has lost its message. */
const SILENT_S = 600;
const WATCH_S = 900;

type Event = 'cut' | 'finish' | 'fail';

/** Undefined when somebody changed it in between: his change is looked after by his own message. */
const moved = async (
  { batches, timers }: LookDeps,
  batch: StoredBatch,
  event: Event,
  changed: Partial<StoredBatch>,
): Promise<StoredBatch | undefined> => {
  const state = step(batchLifecycle, batch.state, event);
  const next = { ...batch, ...changed, state, revision: batch.revision + 1 };
  // First the timer: one too many finds nothing to do.
  await timers.at(next.until, next.id);
  return (await batches.change(next)) === 'done' ? next : undefined;
};

const ended = (deps: LookDeps, batch: StoredBatch, event: Event, now: number, why: Partial<StoredBatch> = {}) =>
  moved(deps, batch, event, { ...why, endedAt: now, until: keptUntil(batch, now) });

const begin = async (deps: LookDeps, batch: StoredBatch, now: number): Promise<StoredBatch | undefined> => {
  try {
    const { lanes: _lanes, ticketed, ...counted } = await cut(deps, batch, now);
    const until = Math.min(batch.until, ticketed ? keptUntil({ ...batch, ticketed }, now) : batch.until);
    return await moved(deps, batch, 'cut', { run: { at: now, ...counted }, ticketed, until });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return ended(deps, batch, 'fail', now, { refusals: [...error.refusals], reason: 'file-refused' });
  }
};

const isLost = (lane: Lane, now: number, machine: number): boolean => {
  if (lane.done || (lane.heldUntil ?? 0) >= machine) return false;
  if (lane.turn === 0) return true;
  return lane.waiting ? lane.waiting.until <= now : lane.at + ms(SILENT_S) <= now;
};

/** Finishes it, or wakes the lanes that sleep or were lost. */
const watch = async (deps: LookDeps, batch: StoredBatch, now: number): Promise<StoredBatch | undefined> => {
  const lanes = await deps.lanes.all(batch.id);
  if (lanes.every(({ done }) => done)) return ended(deps, batch, 'finish', now);
  if (batch.until <= now) return ended(deps, batch, 'fail', now, { reason: 'not-done-in-time' });
  await deps.timers.at(now + ms(WATCH_S), batch.id);
  const queue = deps.turnsOf(batch.provider);
  for (const lane of lanes.filter((one) => isLost(one, now, deps.machine())))
    await sendTurn(queue, { batch: batch.id, lane: lane.lane, turn: lane.turn + 1 }, now);
  return batch;
};

/** The file is needed no more once it is cut, refused, or given up. */
const dropUploads = async ({ parts, uploads, batches }: LookDeps, batch: StoredBatch): Promise<void> => {
  if (!batch.uploads) return;
  for (const part of await parts.all(batch.id)) await uploads.remove(batch.id, part);
  // Stale: whoever changed it in between looks after it too.
  await batches.change({ ...batch, uploads: false, revision: batch.revision + 1 });
};

/** With the key goes everything that was sealed under it; TTL and the bucket's rule clear the rest away. */
const expired = async ({ batches }: LookDeps, batch: StoredBatch): Promise<StoredBatch | undefined> => {
  const { key: _gone, ...rest } = batch;
  const state = step(batchLifecycle, batch.state, 'expire');
  const next = { ...rest, state, revision: batch.revision + 1 };
  return (await batches.change(next)) === 'done' ? next : undefined;
};

type Care = (deps: LookDeps, batch: StoredBatch, now: number) => Promise<StoredBatch | undefined>;

const expiring: Care = async (deps, batch, now) => (batch.until <= now ? expired(deps, batch) : batch);

/** What a batch needs in each of its states; gives it as it then stands, undefined when somebody changed it in between. */
const CARE: Readonly<Record<BatchState, Care>> = {
  receiving: expiring,
  submitted: async (deps, batch, now) => {
    if (batch.until <= now) return ended(deps, batch, 'fail', now, { reason: 'not-done-in-time' });
    const begun = await begin(deps, batch, now);
    return begun?.state === 'running' ? watch(deps, begun, now) : begun;
  },
  running: (deps, batch, now) => watch(deps, batch, now),
  done: expiring,
  cancelled: expiring,
  failed: expiring,
  expired: async (_deps, batch) => batch,
};

/** `now`: epoch ms. */
export const look = async (deps: LookDeps, id: string, now: number): Promise<void> => {
  const found = await deps.batches.get(id);
  const batch = found && (await CARE[found.state](deps, found, now));
  if (batch && batch.state !== 'receiving' && batch.state !== 'submitted') await dropUploads(deps, batch);
};

/** Every message says the same; the batch's own state decides, so one that comes late, early or twice does no harm. */
export const looks =
  (deps: LookDeps): Consumer =>
  async ({ type, data }, now) => {
    if (type !== LOOK) throw new Error('batches: envelope is of another kind');
    await look(deps, Look.parse(data).batch, now);
  };
