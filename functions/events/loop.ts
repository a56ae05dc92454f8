/** Events between hubs never go round: where an event came from, and which hubs it has passed, decides whether it is taken and who is told. */
import { problem } from '#functions/kernel/problem.ts';
import { MOST_HOPS, type Publish, type StoredEvent } from '#schemas/published.ts';

type Way = Pick<Publish, 'origin' | 'hops'>;

/**
 * 'known': it began here or has passed here already, so it is taken and goes nowhere. `self`: this hub. Throws invalid-request for hops
 * without origin, unprocessable for an event that has passed too many hubs.
 */
export const passage = (self: string, { origin, hops }: Way): 'new' | 'known' => {
  if (!origin && hops.length > 0) throw problem('invalid-request', { errors: [{ field: '/hops', rule: 'no-origin' }] });
  if (origin?.node === self || hops.includes(self)) return 'known';
  if (hops.length >= MOST_HOPS) throw problem('unprocessable', { errors: [{ field: '/hops', rule: 'too-many-hops' }] });
  return 'new';
};

/** Whether a subscriber is told. A hub is not told what has passed it; whoever is no hub passes nothing on. */
export const mayGoTo = (node: string | undefined, { origin, hops }: Pick<StoredEvent, 'origin' | 'hops'>): boolean =>
  node === undefined || (origin.node !== node && !hops.includes(node));
