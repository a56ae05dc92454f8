/** The breaker: after five failures in a row, of all instances together, the department is left in peace, but for one probe in five seconds. */
import type { Clock } from '#functions/kernel/clock.ts';
import { causeOf, log } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { BreakersStore, SharedBreaker } from './breakers.store.ts';

const FAILURES_TO_OPEN = 5;
export const PROBE_EVERY_MS = 5_000;
/** A failure older than this belongs to another story. */
const SAME_STORY_MS = 60_000;
/** What an instance neither saw nor looked up for this long it looks up before it asks. */
export const LOOK_EVERY_MS = 20_000;

/** `probe`: the one call that is let through an open breaker. */
export type Pass = 'normal' | 'probe';

export interface Breaker {
  /** Throws department-unavailable with Retry-After while open. `now`: epoch ms. */
  enter(now: number): Promise<Pass>;
  answered(pass: Pass): Promise<void>;
  /** `at`: epoch ms of the failure. */
  failed(pass: Pass, at: number): Promise<void>;
}

/**
 * One per instance. The table is touched on failure paths only, and looked at when nothing is known for 20 s; when it cannot be read,
 * memory decides.
 */
export const breaker = (department: string, store: BreakersStore, clock: Clock): Breaker => {
  let failures = 0;
  let open: { readonly probeAt: number } | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const learn = (shared: SharedBreaker | undefined): void => {
    lookedAt = clock();
    // Closed by another instance's probe: this one starts counting anew.
    if (open && shared?.state !== 'open') failures = 0;
    open = shared?.state === 'open' ? { probeAt: shared.probeAt } : undefined;
  };

  const tried = async <T>(what: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await what();
    } catch (error) {
      log('warn', { event: 'breaker-store-failed', department, cause: causeOf(error) });
      return undefined;
    }
  };

  const look = async (): Promise<void> => {
    lookedAt = clock();
    await tried(async () => learn(await store.look(department)));
  };

  const refuse = (now: number): Error => {
    const wait = Math.ceil(((open?.probeAt ?? now) + PROBE_EVERY_MS - now) / 1000);
    return problem('department-unavailable', { cause: 'breaker-open', retryAfter: Math.max(1, Math.min(5, wait)) });
  };

  return {
    enter: async (now) => {
      // Who has just failed asks the others first.
      if (clock() - lookedAt >= LOOK_EVERY_MS || (failures > 0 && !open)) await look();
      if (!open) return 'normal';
      if (now < open.probeAt + PROBE_EVERY_MS) throw refuse(now);
      const taken = await tried(() => store.takeProbe(department, now, PROBE_EVERY_MS));
      if (taken === undefined) throw refuse(now);
      if (taken === 'taken') {
        open = { probeAt: now };
        return 'probe';
      }
      learn(taken.found);
      if (open) throw refuse(now);
      return 'normal';
    },

    answered: async (pass) => {
      const hadFailed = failures > 0;
      failures = 0;
      // A department that has just answered need not be looked up.
      lookedAt = clock();
      if (pass === 'probe') {
        open = undefined;
        await tried(() => store.close(department));
      } else if (hadFailed) await tried(() => store.reset(department));
    },

    failed: async (pass, at) => {
      failures += 1;
      if (pass === 'probe') return;
      const shared = await tried(() => store.count(department, at, SAME_STORY_MS));
      if (shared) learn(shared);
      if (open || Math.max(failures, shared?.failures ?? 0) < FAILURES_TO_OPEN) return;
      open = { probeAt: at };
      await tried(async () => learn(await store.open(department, at)));
    },
  };
};
