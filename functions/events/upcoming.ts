/** What of the log comes next for one subscription. */
import type { StoredEvent } from '#schemas/published.ts';
import type { StoredDelivery, StoredSubscription, Work } from '#schemas/subscription.ts';
import type { Link } from './chains.ts';
import type { EventsDeps } from './deps.ts';
import { freshDelivery } from './outcome.ts';
import { isWished } from './release.ts';

export interface Upcoming {
  readonly links: readonly Link[];
  /** When all of them are settled, everything up to here is. */
  readonly upTo: number;
  /** There may be more behind them. */
  readonly full: boolean;
  /** Events that were no longer kept. */
  readonly missed: number;
}

/** Events read at once. */
const PAGE = 50;

/** Undefined: it was settled in this round, or stands among what is open. */
const linkOf = (event: StoredEvent, before: StoredDelivery | undefined, round: number): Link | undefined => {
  if (!before) return { delivery: freshDelivery(event, round), event };
  const settled = before.state === 'received' || before.state === 'dead';
  if (!settled || before.round === round) return undefined;
  return { delivery: freshDelivery(event, round), stored: before, event };
};

/** `room`: how many more may be open. `moment`: epoch ms. */
export const upcoming = async (
  { log, deliveries }: Pick<EventsDeps, 'log' | 'deliveries'>,
  subscription: StoredSubscription,
  { position, round }: Work,
  room: number,
  moment: number,
): Promise<Upcoming> => {
  const { id, resource } = subscription;
  const limit = Math.min(PAGE, room);
  if (limit <= 0) return { links: [], upTo: position, full: false, missed: 0 };
  const found = await log.page(resource, position, limit);
  if (found === 'gone') {
    const next = await log.next(resource, position);
    const upTo = next === undefined ? await log.last(resource) : next - 1;
    return { links: [], upTo, full: true, missed: upTo - position };
  }
  const kept = found.filter(({ keptUntil }) => keptUntil > moment);
  const wished = kept.filter((event) => isWished(subscription, event));
  const before = new Map(
    (
      await deliveries.some(
        id,
        wished.map(({ number }) => number),
      )
    ).map((delivery) => [delivery.number, delivery]),
  );
  return {
    links: wished.flatMap((event) => linkOf(event, before.get(event.number), round) ?? []),
    upTo: found.at(-1)?.number ?? position,
    full: found.length === limit,
    missed: found.length - kept.length,
  };
};
