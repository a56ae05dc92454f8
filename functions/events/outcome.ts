/** What an attempt makes of a delivery: a receipt, another attempt later, or a dead letter. */
import { step } from '#functions/kernel/lifecycle.ts';
import type { StoredEvent } from '#schemas/published.ts';
import { LATE_AFTER, RETRY_AFTER_MS, type StoredDelivery, type Work } from '#schemas/subscription.ts';
import { deliveryLifecycle } from './lifecycles.ts';

/** What the endpoint did: its status, or why there is none. */
export interface Answer {
  readonly status?: number;
  /** A stable word; never the endpoint's own. */
  readonly cause?: string;
}

export const isReceipt = ({ status }: Answer): boolean => status !== undefined && status >= 200 && status < 300;
/** 410 Gone: the endpoint wants nothing any more. */
export const isGone = (status: number | undefined): boolean => status === 410;

/** Before its first attempt. */
export const freshDelivery = ({ number, id, type, handle }: StoredEvent, round: number): StoredDelivery => ({
  v: 1,
  number,
  event: id,
  type,
  handle,
  round,
  state: 'waiting',
  attempts: 0,
});

/** A tenth more or less, so that what failed together does not come back together. `random`: [0, 1). */
const jittered = (ms: number, random: number): number => Math.round(ms * (0.9 + 0.2 * random));

/** How long to wait after so many attempts in vain; undefined: no longer. */
export const waitAfter = (attempts: number, random: number): number | undefined => {
  const ms = RETRY_AFTER_MS[attempts - 1];
  return ms === undefined ? undefined : jittered(ms, random);
};

/** `at`: epoch ms of the attempt; `exchange`: the record under which it went out. */
export const afterAttempt = (
  { nextAt: _next, status: _status, cause: _cause, ...before }: StoredDelivery,
  answer: Answer,
  { at, random, exchange }: { readonly at: number; readonly random: number; readonly exchange?: string },
): StoredDelivery => {
  const attempts = before.attempts + 1;
  const next = { ...before, attempts, lastAt: at, ...answer, ...(exchange === undefined ? {} : { exchange }) };
  const move = (event: keyof typeof deliveryLifecycle.events) => step(deliveryLifecycle, before.state, event);
  if (isReceipt(answer)) return { ...next, state: move('receive') };
  const wait = waitAfter(attempts, random);
  if (wait === undefined) return { ...next, state: move('give-up') };
  return { ...next, state: move(attempts >= LATE_AFTER ? 'lag' : 'miss'), nextAt: at + wait };
};

/** Given up without an attempt. `cause`: a stable word. */
export const givenUp = (before: StoredDelivery, cause: string, at: number): StoredDelivery => ({
  ...before,
  state: step(deliveryLifecycle, before.state, 'give-up'),
  cause,
  lastAt: at,
});

/** The endpoint's own account: attempts in vain since the last receipt. `at`: epoch ms. */
export const failingAfter = (failing: Work['failing'], received: boolean, at: number): Work['failing'] =>
  received ? undefined : { since: failing?.since ?? at, attempts: (failing?.attempts ?? 0) + 1 };
