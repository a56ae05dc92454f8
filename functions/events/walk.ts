/** Walks chains, some at once, each in its order: whoever comes behind one that was not received waits. */
import { log } from '#functions/kernel/log.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import {
  DISABLE_AFTER,
  type DisabledFor,
  IN_FLIGHT,
  LATE_AFTER,
  type StoredDelivery,
  type StoredSubscription,
  type Work,
} from '#schemas/subscription.ts';
import { attempt, type SendDeps } from './attempt.ts';
import { type Chain, isDue, type Link } from './chains.ts';
import { failingAfter, givenUp, isGone } from './outcome.ts';

export interface WalkDeps extends SendDeps {
  /** Is there time for another attempt in this run? */
  readonly enoughTime: () => boolean;
}

export interface Walked {
  /** Everything that is kept now of what was walked, by number. */
  readonly kept: ReadonlyMap<number, StoredDelivery>;
  readonly failing: Work['failing'];
  /** The rule by which the subscriber may not be told. */
  readonly rule?: string;
  readonly disable?: DisabledFor;
}

const say = ({ resource, client }: StoredSubscription, { state, attempts, cause, status }: StoredDelivery): void => {
  const line = {
    resource,
    client,
    count: attempts,
    ...(cause === undefined ? {} : { cause }),
    ...(status === undefined ? {} : { status }),
  };
  if (state === 'dead') log('error', { event: 'delivery-dead', ...line });
  else if (state === 'late' && attempts === LATE_AFTER) log('warn', { event: 'delivery-late', ...line });
};

/** Why the endpoint gets nothing more, if so. `at`: epoch ms of the last attempt. */
const disabledFor = (failing: Work['failing'], last: StoredDelivery, at: number): DisabledFor | undefined => {
  if (isGone(last.status)) return 'gone';
  const long = failing && at - failing.since >= DISABLE_AFTER.ms && failing.attempts >= DISABLE_AFTER.attempts;
  return long ? 'failing' : undefined;
};

/** Throws what went wrong with the hub itself, after all that was under way has come to its end. */
export const walk = async (
  deps: WalkDeps,
  subscription: StoredSubscription,
  chains: readonly Chain[],
  before: Work['failing'],
  moment: () => number,
): Promise<Walked> => {
  const kept = new Map<number, StoredDelivery>();
  let failing = before;
  let stopped: { rule?: string; disable?: DisabledFor; error?: unknown } | undefined;

  const keep = async (link: Link, next: StoredDelivery): Promise<void> => {
    await deps.deliveries.put(subscription.id, next, link.stored);
    kept.set(next.number, next);
  };
  const park = async (rest: Chain): Promise<void> => {
    for (const link of rest) if (link.stored !== link.delivery) await keep(link, link.delivery);
  };
  const one = async (link: Link): Promise<StoredDelivery> => {
    if (!link.event) return givenUp(link.delivery, 'expired', moment());
    const next = await attempt(deps, subscription, link.event, link.delivery, moment);
    if (next.attempts > link.delivery.attempts) {
      failing = failingAfter(failing, next.state === 'received', moment());
      const disable = disabledFor(failing, next, moment());
      if (disable) stopped ??= { disable };
    }
    return next;
  };
  const along = async (chain: Chain): Promise<void> => {
    for (const [i, link] of chain.entries()) {
      if (stopped || !deps.enoughTime()) return;
      if (!isDue(link.delivery, moment())) return park(chain.slice(i));
      const next = await one(link);
      await keep(link, next);
      say(subscription, next);
      if (next.state !== 'received' && next.state !== 'dead') return park(chain.slice(i + 1));
    }
  };

  const queue = chains.values();
  const walker = async (): Promise<void> => {
    for (const chain of queue) {
      try {
        await along(chain);
      } catch (error) {
        const denied = error instanceof ProblemError && error.code === 'exchange-denied';
        stopped ??= denied ? { rule: error.extra.denial?.rule ?? 'denied' } : { error };
      }
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, walker));
  if (stopped && 'error' in stopped) throw stopped.error;
  return { kept, failing, ...stopped };
};
