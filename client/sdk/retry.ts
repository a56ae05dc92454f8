/** When a request may be sent again, and how long to wait before. */
import { setTimeout as after } from 'node:timers/promises';
import type { ProblemCode } from '#schemas/problem.ts';
import { DeadlinePassed, HubError, NotReached, TokenRefused } from './errors.ts';

export interface Patience {
  /** The first one counts. */
  readonly attempts: number;
  /** Of the wait before the second attempt; it doubles. */
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * Of the moment. exchange-in-progress is our own earlier attempt, still under way, whose answer was lost. What a department answered out
 * of contract is not asked again: it would answer so again.
 */
const PASSING: readonly ProblemCode[] = [
  'too-many-requests',
  'department-error',
  'department-unavailable',
  'department-timeout',
  'hub-not-ready',
  'exchange-in-progress',
];

/** `repeatable`: sending it twice has the effect of once. What never reached the hub may always be sent again. */
export const mayRetry = (error: unknown, repeatable: boolean): boolean => {
  if (error instanceof NotReached) return repeatable || !error.sent;
  if (error instanceof TokenRefused) return error.status === 429 || error.status >= 500;
  if (!(error instanceof HubError) || !PASSING.includes(error.code)) return false;
  // Refused before anything was done.
  return repeatable || error.code === 'too-many-requests';
};

/** Full jitter; what the hub asks for is waited in full and the jitter comes on top, so that callers do not return together. */
export const waitMs = (
  failures: number,
  { baseMs, capMs }: Patience,
  asked: number | undefined,
  random: number,
): number => (asked ?? 0) + random * Math.min(capMs, baseMs * 2 ** (failures - 1));

/** Aborts with DeadlinePassed after `ms`; with the caller's own reason when he aborts first. */
export const deadlineSignal = (ms: number, given?: AbortSignal): AbortSignal & Disposable => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DeadlinePassed(`not done within ${ms} ms`)), ms);
  timer.unref();
  const signal = given ? AbortSignal.any([controller.signal, given]) : controller.signal;
  return Object.assign(signal, { [Symbol.dispose]: () => clearTimeout(timer) });
};

/** Throws the signal's reason when it aborts meanwhile. */
export const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
  await after(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
};
