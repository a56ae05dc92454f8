/** The catalogue of matters in memory, looked at again after a minute. It decides on nobody's data, so a failed look keeps what is held. */
import type { Clock } from '#functions/kernel/clock.ts';
import { causeOf, log } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type IndexedMatters, indexMatters } from './index-matters.ts';
import type { MattersStore } from './matters.store.ts';

export const LOOK_AGAIN_MS = 60_000;

export interface MattersHolder {
  /** Throws hub-not-ready when none was ever read. */
  current(): Promise<IndexedMatters>;
}

/** `clock`: milliseconds that keep running while the function is frozen. */
export const mattersHolder = (store: Pick<MattersStore, 'read'>, clock: Clock): MattersHolder => {
  let held: IndexedMatters | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    current: async () => {
      if (clock() - lookedAt >= LOOK_AGAIN_MS) {
        try {
          const found = await store.read(held?.raw.version);
          if (found !== 'unchanged') held = indexMatters(found);
          lookedAt = clock();
        } catch (error) {
          log('warn', { event: 'matters-read-failed', cause: causeOf(error) });
        }
      }
      if (!held) throw problem('hub-not-ready', { cause: 'matters-missing' });
      return held;
    },
  };
};
