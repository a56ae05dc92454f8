/** Who cannot be called pulls: by increasing number, each event decided anew and recorded, and says what has arrived. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { Delivered, StoredEvent } from '#schemas/published.ts';
import type { eventsRoutes } from '#schemas/routes/events.ts';
import type { StoredSubscription } from '#schemas/subscription.ts';
import type { EventsDeps } from './deps.ts';
import { own } from './manage.ts';
import { allowed, isWished, released } from './release.ts';
import { shownSubscription } from './view.ts';

type Routes = typeof eventsRoutes;

/** Records written at once. */
const ABREAST = 8;

const pulled = ({ target, state }: StoredSubscription): void => {
  if (target.kind !== 'pull') throw problem('conflict', { cause: 'has-endpoint', detail: 'this one is delivered to' });
  if (state !== 'active') throw problem('conflict', { cause: 'ended', detail: 'this one has ended' });
};

export const pullEvents =
  (deps: EventsDeps): Body<Routes['pullEvents']> =>
  async ({ caller, params, query, now }) => {
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const { subscription } = await own(deps, caller, params.subscription);
    pulled(subscription);
    // Before anything is looked up: who is denied learns nothing of what there is.
    await allowed(deps, subscription, caller, now, subscription.department);
    const receipt = (await deps.work.get(subscription.id))?.receipt;
    const after = query.after ?? receipt?.upTo ?? subscription.after;
    const found = await deps.log.page(subscription.resource, after, query.limit + 1);
    if (found === 'gone' || (found[0] && found[0].keptUntil <= now)) throw problem('events-expired');
    const page = found.slice(0, query.limit);
    const wished = page.filter((event) => isWished(subscription, event));
    const told: (Delivered | 'other-version')[] = [];
    for (let at = 0; at < wished.length; at += ABREAST) {
      const release = (event: StoredEvent) => released(deps, subscription, event, caller, moment);
      told.push(...(await Promise.all(wished.slice(at, at + ABREAST).map(release))));
    }
    const items = told.filter((one) => one !== 'other-version');
    return { body: { items, upTo: page.at(-1)?.number ?? after, more: found.length > query.limit } };
  };

/** Said again, or late, it stays at the higher number. */
export const receiveEvents =
  (deps: EventsDeps): Body<Routes['receiveEvents']> =>
  async ({ caller, params, body: { upTo }, now }) => {
    const { subscription } = await own(deps, caller, params.subscription);
    pulled(subscription);
    if (upTo > (await deps.log.last(subscription.resource)))
      throw problem('unprocessable', { errors: [{ field: '/upTo', rule: 'not-yet-given' }] });
    await deps.work.receive(subscription.id, { upTo, at: now });
    return { body: await shownSubscription(deps, subscription) };
  };
