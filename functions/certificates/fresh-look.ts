/** What was read has changed before the record was written: look again, a few times, and then say so. */
import { problem } from '#functions/kernel/problem.ts';
import { Changed } from './pulls.store.ts';

const LOOKS = 3;

export const withFreshLook = async <T>(look: () => Promise<T>): Promise<T> => {
  for (let looks = 1; ; looks += 1) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof Changed)) throw error;
      if (looks === LOOKS) throw problem('hub-not-ready', { cause: 'certificate-changing', retryAfter: 1 });
    }
  }
};
