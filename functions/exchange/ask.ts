/** Ask the department: one deadline over everything, few and budgeted retries, and no error that carries the department's words. */
import type { Clock } from '#functions/kernel/clock.ts';
import { causeOf } from '#functions/kernel/log.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import { type AskContext, TransientFailure } from './adapter.ts';

/** The longest that an exchange waits for a department, retries included. */
export const MAX_DEADLINE_MS = 10_000;
const MAX_ATTEMPTS = 3;
const BACKOFF_MS = 50;
const BACKOFF_CAP_MS = 1_000;

/** Retries are paid from a budget that asking fills: at most one retry per ten asks, and one to begin with. */
export interface RetryBudget {
  asked(): void;
  /** False when the budget is spent: the failure is then handed on at once. */
  spend(): boolean;
}

export const retryBudget = (share = 0.1, start = 1, most = 10): RetryBudget => {
  let tokens = start;
  return {
    asked: () => {
      tokens = Math.min(most, tokens + share);
    },
    spend: () => {
      // A hair of tolerance: ten times 0.1 is a little less than 1.
      if (tokens < 1 - 1e-9) return false;
      tokens -= 1;
      return true;
    },
  };
};

export interface AskDeps {
  /** performance.now() or a stand-in: milliseconds, the clock of AskContext.deadline. */
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  /** [0, 1), for the jitter. */
  readonly random: () => number;
  readonly budget: RetryBudget;
  readonly deadlineMs: number;
}

const STABLE_WORD = /^[A-Za-z][\w:.-]{0,59}$/;

const known = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  const cause = error instanceof TransientFailure ? error.cause : causeOf(error);
  return problem('department-error', { cause: STABLE_WORD.test(cause) ? cause : 'unknown' });
};

/**
 * Calls `ask` until it answers. Throws department-timeout at the deadline even when the adapter ignores its signal; retries only a
 * TransientFailure, at most twice, with full jitter, within budget and deadline. `once`: no retry at all (a breaker's probe).
 */
export const askDepartment = async <A>(
  ask: (context: AskContext) => Promise<A>,
  { clock, sleep, random, budget, deadlineMs }: AskDeps,
  once = false,
): Promise<A> => {
  const deadline = clock() + Math.min(deadlineMs, MAX_DEADLINE_MS);
  const abort = new AbortController();
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(problem('department-timeout', { cause: 'deadline' }));
    abort.abort();
  }, deadline - clock());
  budget.asked();

  const attempts = async (): Promise<A> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask({ signal: abort.signal, deadline });
      } catch (error) {
        const pause = random() * Math.min(BACKOFF_CAP_MS, BACKOFF_MS * 2 ** attempt);
        const again = error instanceof TransientFailure && !once && attempt < MAX_ATTEMPTS;
        if (!again || abort.signal.aborted || clock() + pause >= deadline || !budget.spend()) throw known(error);
        await sleep(pause);
      }
    }
  };

  const answer = attempts();
  // After the deadline nobody waits for it any more; its failure is then no news.
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, expired]);
  } finally {
    clearTimeout(timer);
  }
};
