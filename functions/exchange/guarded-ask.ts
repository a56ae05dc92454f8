/** Ask through the breaker: a department that is down is left in peace, and whoever asks is told at once. */
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { AskContext } from './adapter.ts';
import { type AskDeps, askDepartment } from './ask.ts';
import type { Breaker } from './breaker.ts';

export interface GuardedDeps {
  readonly breaker: Breaker;
  readonly asking: AskDeps;
}

/** Telling the other instances must not keep the caller waiting; what takes longer goes on by itself. */
const TELL_WITHIN_MS = 25;
const tell = (told: Promise<void>, { sleep }: AskDeps): Promise<void> => Promise.race([told, sleep(TELL_WITHIN_MS)]);

/** A junk answer is an answer: only who does not answer, or fails, counts as down. */
const isDown = (error: unknown): boolean =>
  error instanceof ProblemError && (error.code === 'department-error' || error.code === 'department-timeout');

/**
 * The raw answer and the ms it took. `now`: epoch ms of the request, `moment`: epoch ms at this instant; the deadline counts from the request.
 * `once`: no retry, for what must not be done twice.
 * Throws department-unavailable while the breaker is open, hub-not-ready when nothing of the deadline is left to ask in.
 */
export const guardedAsk = async <A>(
  ask: (context: AskContext) => Promise<A>,
  { breaker, asking }: GuardedDeps,
  now: number,
  moment: () => number,
  once = false,
): Promise<{ readonly answer: A; readonly ms: number }> => {
  const pass = await breaker.enter(moment());
  const deadlineMs = asking.deadlineMs - (moment() - now);
  // The hub itself was slow: whoever was never asked is not to blame.
  if (deadlineMs <= 0) throw problem('hub-not-ready', { cause: 'too-late-to-ask', retryAfter: 1 });
  const since = asking.clock();
  try {
    const answer = await askDepartment(ask, { ...asking, deadlineMs }, once || pass === 'probe');
    const ms = Math.round(asking.clock() - since);
    await breaker.answered(pass);
    return { answer, ms };
  } catch (error) {
    await tell(isDown(error) ? breaker.failed(pass, moment()) : breaker.answered(pass), asking);
    throw error;
  }
};
