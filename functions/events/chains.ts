/** What is to be delivered, as chains: one for each subject, in the order of the log. Nothing overtakes within a chain. */
import type { StoredEvent } from '#schemas/published.ts';
import type { StoredDelivery } from '#schemas/subscription.ts';

export interface Link {
  readonly delivery: StoredDelivery;
  /** As it is kept, when it is kept already. */
  readonly stored?: StoredDelivery;
  /** Absent: it is no longer kept. */
  readonly event?: StoredEvent;
}
export type Chain = readonly Link[];

/** By subject, each upward by number; the chains in the order of their first. */
export const chainsOf = (links: readonly Link[]): Chain[] => [
  ...Map.groupBy(
    links.toSorted((a, b) => a.delivery.number - b.delivery.number),
    ({ delivery }) => delivery.handle,
  ).values(),
];

/** Whether the first of a chain may be tried at this moment (epoch ms). */
export const isDue = ({ nextAt = 0 }: StoredDelivery, moment: number): boolean => nextAt <= moment;
