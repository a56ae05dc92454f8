/**
 * So many a day, for all instances together. An instance leases some at once from the day's count and gives them out from memory; of a small
 * limit, or of the end of a large one, a lease is a single one, so that every question is counted exactly. Never more than the limit is given out.
 */
import { beijingDate, beijingMidnightAfter } from '#functions/kernel/beijing.ts';
import type { GiveBack } from '../gates.ts';
import { type OneAtATime, oneAtATime } from './one-at-a-time.ts';
import type { Counter, QuotasStore } from './quotas.store.ts';

export interface DayLeases {
  /** Undefined: nothing is left today. `now`: epoch ms of the event. */
  take(of: string, limit: number, now: number): Promise<GiveBack | undefined>;
}

/** A lease dies with its instance: the first is this part of the limit, no later one is more than MOST of it, or than NEAR_END of what is left. */
const FIRST = 1 / 8192;
const MOST = 1 / 512;
const NEAR_END = 1 / 16;
/** A lease should last about this long at the rate of the one before it, which it exceeds GROWTH times at most. */
const LASTS_MS = 180_000;
const GROWTH = 8;
/** Whoever found nothing left looks again after this: something may have come back, or the limit was raised. */
const LOOK_AGAIN_MS = 1_000;

/** `before`: the lease that was used up, and how long it lasted, ms. */
export const leaseSize = (
  limit: number,
  left: number,
  before?: { readonly size: number; readonly lasted: number },
): number => {
  const rate = before ? (before.size * LASTS_MS) / Math.max(1, before.lasted) : 0;
  const wanted = Math.max(limit * FIRST, Math.min(rate, (before?.size ?? 0) * GROWTH));
  return Math.max(1, Math.floor(Math.min(wanted, limit * MOST, left * NEAR_END)));
};

interface Lease {
  readonly counter: Counter;
  left: number;
  size: number;
  since: number;
  /** What was taken by all when last seen. */
  used: number;
  empty?: { readonly at: number; readonly limit: number };
  readonly renewing: OneAtATime<boolean>;
}

/** One per instance. */
export const dayLeases = (store: QuotasStore): DayLeases => {
  const leases = new Map<string, Lease>();
  const leaseOf = (of: string, now: number): Lease => {
    const which = `day#${beijingDate(now)}`;
    const held = leases.get(of);
    // A question that comes late, from before midnight, is taken from the new day.
    if (held && held.counter.which >= which) return held;
    const counter = { of, which, until: beijingMidnightAfter(now) };
    const fresh = { counter, left: 0, size: 0, since: now, used: 0, renewing: oneAtATime<boolean>() };
    leases.set(of, fresh);
    return fresh;
  };

  const renew = async (lease: Lease, limit: number, now: number): Promise<boolean> => {
    const { empty, size, since } = lease;
    if (empty && empty.limit === limit && Math.abs(now - empty.at) < LOOK_AGAIN_MS) return false;
    const before = size > 0 ? { size, lasted: now - since } : undefined;
    const want = (left: number) => leaseSize(limit, left, before);
    const { taken, used } = await store.take(lease.counter, limit, want, lease.used);
    lease.used = used;
    if (taken === 0) {
      lease.empty = { at: now, limit };
      return false;
    }
    lease.size = taken;
    lease.since = now;
    lease.left += taken;
    return true;
  };

  return {
    take: async (of, limit, now) => {
      const lease = leaseOf(of, now);
      while (lease.left <= 0) if (!(await lease.renewing(() => renew(lease, limit, now)))) return undefined;
      lease.left -= 1;
      return async () => {
        // Of a small limit a single one must not lie with an instance that may not be asked again today.
        if (lease.size === 1) await store.giveBack(lease.counter, 1);
        else lease.left += 1;
      };
    },
  };
};
