/** A subscription and a delivery as their department reads them. */
import { instant } from '#functions/kernel/instant.ts';
import type { Delivery, StoredDelivery, StoredSubscription, Subscription, Work } from '#schemas/subscription.ts';
import type { EventsDeps } from './deps.ts';

const shown = (
  { v: _v, secrets: _secrets, request: _request, createdAt, disabled, ...subscription }: StoredSubscription,
  { position, missed, receipt, failing, held, ping }: Work,
  open: readonly StoredDelivery[],
): Subscription => {
  const count = (state: StoredDelivery['state']) => open.filter((one) => one.state === state).length;
  return {
    ...subscription,
    createdAt: instant(createdAt),
    position: Math.max(position, receipt?.upTo ?? 0),
    ...(receipt ? { receipt: { ...receipt, at: instant(receipt.at) } } : {}),
    ...(disabled ? { disabled: { ...disabled, since: instant(disabled.since) } } : {}),
    ...(failing ? { failing: { ...failing, since: instant(failing.since) } } : {}),
    ...(held ? { held: { ...held, since: instant(held.since) } } : {}),
    ...(missed === undefined ? {} : { missed }),
    ...(ping ? { ping: { ...ping, at: instant(ping.at) } } : {}),
    open: { waiting: count('waiting'), retrying: count('retrying'), late: count('late') },
  };
};

export const shownSubscription = async (
  { work, deliveries }: Pick<EventsDeps, 'work' | 'deliveries'>,
  subscription: StoredSubscription,
): Promise<Subscription> => {
  const [done, open] = await Promise.all([work.get(subscription.id), deliveries.open(subscription.id)]);
  return shown(subscription, done ?? { v: 1, position: subscription.after, round: 1 }, open);
};

export const shownDelivery = ({
  v: _v,
  handle: _handle,
  round: _round,
  nextAt,
  lastAt,
  ...delivery
}: StoredDelivery): Delivery => ({
  ...delivery,
  ...(nextAt === undefined ? {} : { nextAt: instant(nextAt) }),
  ...(lastAt === undefined ? {} : { lastAt: instant(lastAt) }),
});
