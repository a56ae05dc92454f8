/**
 * So many a second, for all instances together. A small limit is counted exactly, one write a question. Of a large one three quarters are given
 * out as shares: so many in every second until the window ends, whoever may then be frozen or dead; the rest is counted exactly for whoever has
 * no share, or too small a one. Shares and counts together never exceed the limit in any second.
 */
import { type OneAtATime, oneAtATime } from './one-at-a-time.ts';
import type { QuotasStore } from './quotas.store.ts';

export interface SecondShares {
  /** False: this second is full. `now`: epoch ms of the event. */
  take(of: string, limit: number, now: number): Promise<boolean>;
}

/** Below this a share would be a coarse one: eight instances, eight each. */
const SHARED_FROM = 64;
/** Seconds for which shares are given: as long as the oldest snapshot is used, so that nothing is held longer than anything else here. */
export const WINDOW = 30;
const SHARED = 0.75;
const sharedOf = (limit: number): number => Math.floor(limit * SHARED);
/** The smallest share, as a part of the limit. */
const LEAST = 1 / 64;

interface Share {
  readonly window: number;
  /** How many in each second of the window. */
  size: number;
  /** Nothing is left to grow by. */
  full: boolean;
  second: number;
  usedInSecond: number;
  /** The second that was found full. */
  fullSecond: number;
  /** What it was asked for, and in how many seconds: the size of the next window's share. */
  asked: number;
  seconds: number;
  readonly growing: OneAtATime<void>;
}

const begin = (second: number, window: number): Share => ({
  ...{ window, size: 0, full: false, second, usedInSecond: 0, fullSecond: -1, asked: 0, seconds: 1 },
  growing: oneAtATime(),
});

/** One per instance. */
export const secondShares = (store: QuotasStore): SecondShares => {
  const shares = new Map<string, { now: Share; before?: Share }>();

  /** A question that comes late is taken from the second that others have reached. */
  const at = (of: string, now: number): { now: Share; before?: Share } => {
    const second = Math.floor(now / 1000);
    const window = Math.floor(second / WINDOW);
    const held = shares.get(of);
    if (!held || held.now.window < window) {
      const next = held?.now.window === window - 1 ? { before: held.now } : {};
      const begun = { now: begin(second, window), ...next };
      shares.set(of, begun);
      return begun;
    }
    if (held.now.second < second) {
      held.now.second = second;
      held.now.usedInSecond = 0;
      held.now.seconds += 1;
    }
    return held;
  };

  const exactly = async (of: string, limit: number, share: Share): Promise<boolean> => {
    const { second } = share;
    if (share.fullSecond === second) return false;
    const counter = { of, which: `second#${second}`, until: (second + 1) * 1000 };
    const { taken } = await store.take(counter, limit, () => 1);
    if (taken === 0) share.fullSecond = second;
    return taken > 0;
  };

  const grow = async (of: string, limit: number, share: Share, before: Share | undefined): Promise<void> => {
    const least = Math.max(1, Math.floor(limit * LEAST));
    const needed = before ? Math.ceil(before.asked / before.seconds) : 0;
    const wanted = share.size === 0 ? Math.max(least, needed) : Math.max(least, Math.ceil(share.size / 2));
    const counter = { of, which: `share#${share.window}`, until: (share.window + 1) * WINDOW * 1000 };
    const { taken } = await store.take(counter, sharedOf(limit), (left) => Math.min(wanted, left));
    share.size += taken;
    share.full = taken < wanted;
  };

  return {
    take: async (of, limit, now) => {
      const { now: share, before } = at(of, now);
      if (limit < SHARED_FROM) return exactly(of, limit, share);
      share.asked += 1;
      while (share.usedInSecond >= share.size && !share.full) await share.growing(() => grow(of, limit, share, before));
      if (share.usedInSecond >= share.size) return exactly(of, limit - sharedOf(limit), share);
      share.usedInSecond += 1;
      return true;
    },
  };
};
