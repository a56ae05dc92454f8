/** The department's own rate: rows are begun no faster, however many are under way. */
import type { Clock } from '#functions/kernel/clock.ts';

/** Resolves when one more may begin. `perSecond`: of this invocation alone. */
export const pacer = (perSecond: number, clock: Clock, sleep: (ms: number) => Promise<void>): (() => Promise<void>) => {
  let free = clock();
  return async () => {
    const now = clock();
    const wait = Math.max(0, free - now);
    free = Math.max(free, now) + 1000 / perSecond;
    if (wait > 0) await sleep(wait);
  };
};
