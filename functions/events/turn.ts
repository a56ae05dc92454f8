/** One turn for one endpoint: what waits for another attempt, and the next of the log. */
import { MOST_OPEN, type StoredDelivery, type StoredSubscription, type Work } from '#schemas/subscription.ts';
import { chainsOf, isDue, type Link } from './chains.ts';
import type { Upcoming } from './upcoming.ts';
import { upcoming } from './upcoming.ts';
import { type WalkDeps, type Walked, walk } from './walk.ts';
import type { Progress } from './work.store.ts';

export interface Turned {
  readonly progress: Progress;
  /** Something could be delivered at once. */
  readonly more: boolean;
  /** Epoch ms of the next attempt. */
  readonly nextAt?: number;
  readonly disable?: Walked['disable'];
}

/** How long a subscription rests that may not be told: a suspended grant comes back by a person's hand. */
const HELD_MS = 900_000;

/** What is open, with the events of those that may be tried. */
const openLinks = async (
  { log }: WalkDeps,
  resource: string,
  open: readonly StoredDelivery[],
  moment: number,
): Promise<Link[]> => {
  const due = chainsOf(open.map((delivery) => ({ delivery }))).filter(
    ([first]) => first && isDue(first.delivery, moment),
  );
  const numbers = due.flat().map(({ delivery }) => delivery.number);
  const events = new Map((await log.some(resource, numbers)).map((event) => [event.number, event]));
  return open.map((delivery) => {
    const event = events.get(delivery.number);
    return { delivery, stored: delivery, ...(event && event.keptUntil > moment ? { event } : {}) };
  });
};

/** Up to where the log is settled: the first that was not even looked at comes again. */
const positionAfter = ({ links, upTo }: Upcoming, kept: Walked['kept']): number => {
  const left = links.find(({ delivery }) => !kept.has(delivery.number));
  return left ? left.delivery.number - 1 : upTo;
};

const isOpen = ({ state }: StoredDelivery): boolean => state !== 'received' && state !== 'dead';

/** Throws what went wrong with the hub itself; what was done by then is kept, and is not done again. */
export const turn = async (
  deps: WalkDeps,
  subscription: StoredSubscription,
  work: Work,
  moment: () => number,
): Promise<Turned> => {
  const open = await deps.deliveries.open(subscription.id);
  const next = await upcoming(deps, subscription, work, MOST_OPEN - open.length, moment());
  const links = [...(await openLinks(deps, subscription.resource, open, moment())), ...next.links];
  const walked = await walk(deps, subscription, chainsOf(links), work.failing, moment);

  const after = [...new Map([...open.map((one) => [one.number, one] as const), ...walked.kept]).values()];
  const heads = chainsOf(after.filter(isOpen).map((delivery) => ({ delivery }))).map(([head]) => head?.delivery);
  const times = heads.map((head) => head?.nextAt ?? 0);
  const position = positionAfter(next, walked.kept);
  const missed = (work.missed ?? 0) + next.missed;
  const stopped = walked.rule !== undefined || walked.disable !== undefined;
  const settled = open.length - after.filter((one) => isOpen(one) && open.some((o) => o.number === one.number)).length;
  const full = next.full || position < next.upTo || (open.length >= MOST_OPEN && settled > 0);
  const soonest = stopped ? undefined : times.filter((time) => time > moment()).sort((a, b) => a - b)[0];
  const nextAt = walked.rule === undefined ? soonest : moment() + HELD_MS;
  return {
    progress: {
      position,
      failing: walked.failing,
      held: walked.rule === undefined ? undefined : (work.held ?? { since: moment(), rule: walked.rule }),
      missed: missed > 0 ? missed : undefined,
    },
    more: !stopped && (full || times.some((time) => time <= moment())),
    ...(nextAt === undefined ? {} : { nextAt }),
    ...(walked.disable === undefined ? {} : { disable: walked.disable }),
  };
};
