/** The snapshot in memory: refreshed from 20 s of age, never used beyond 30 s. This is what makes a suspension bite within 30 s. */
import type { Clock } from '#functions/kernel/clock.ts';
import { causeOf, log } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { type IndexedSnapshot, indexSnapshot } from './index-snapshot.ts';

export type { IndexedSnapshot } from './index-snapshot.ts';

export const REFRESH_FROM_MS = 20_000;
export const NEVER_BEYOND_MS = 30_000;
/** A refresh that hangs longer than this (a socket that died while the function was frozen) is given up for a new one. */
const REFRESH_PATIENCE_MS = 3_000;

export interface SnapshotStore {
  /** The published snapshot, or 'unchanged' when it still is the version held. Must read consistently. Throws when it cannot tell. */
  read(held: number | undefined): Promise<Snapshot | 'unchanged'>;
}

export interface SnapshotHolder {
  /** Throws hub-not-ready rather than decide on what may be out of date. */
  current(): Promise<IndexedSnapshot>;
}

/** `clock`: milliseconds that keep running while the function is frozen (functions/kernel/clock.ts). */
export const snapshotHolder = (store: SnapshotStore, clock: Clock): SnapshotHolder => {
  let held: { readonly snapshot: IndexedSnapshot; readonly at: number } | undefined;
  let running: { readonly since: number; readonly done: Promise<void> } | undefined;

  const age = (): number => (held ? clock() - held.at : Number.POSITIVE_INFINITY);

  const read = async (since: number): Promise<void> => {
    const before = held?.snapshot;
    const found = await store.read(before?.version);
    const snapshot = found === 'unchanged' ? before : indexSnapshot(found);
    if (!snapshot) throw problem('hub-not-ready', { cause: 'snapshot-missing' });
    // Aged from before the question was sent; the late answer of a slow refresh never replaces a younger one.
    if (!held || since >= held.at) held = { snapshot, at: since };
  };

  const refresh = (): Promise<void> => {
    if (running && clock() - running.since < REFRESH_PATIENCE_MS) return running.done;
    const since = clock();
    const started = {
      since,
      done: read(since)
        .catch((error: unknown) => log('warn', { event: 'snapshot-refresh-failed', cause: causeOf(error) }))
        .finally(() => {
          if (running === started) running = undefined;
        }),
    };
    running = started;
    return started.done;
  };

  return {
    current: async () => {
      if (age() >= REFRESH_FROM_MS) {
        const refreshed = refresh();
        if (age() > NEVER_BEYOND_MS) await refreshed;
      }
      if (!held || age() > NEVER_BEYOND_MS)
        throw problem('hub-not-ready', { cause: 'snapshot-too-old', retryAfter: 1 });
      return held.snapshot;
    },
  };
};
