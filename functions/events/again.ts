/** What was delivered, or given up, is delivered again: from a number on, or dead letters one by one. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { readerOf } from '#functions/snapshot/caller.ts';
import type { eventsRoutes } from '#schemas/routes/events.ts';
import type { EventsDeps } from './deps.ts';
import { deliveryLifecycle } from './lifecycles.ts';
import { endpointOf, own } from './manage.ts';
import { nudge } from './nudge.ts';
import { stillKept } from './subscribe.ts';
import { shownDelivery, shownSubscription } from './view.ts';

type Routes = typeof eventsRoutes;

export const listDeliveries =
  (deps: EventsDeps): Body<Routes['listDeliveries']> =>
  async ({ caller, params, query }) => {
    const { limit, cursor, state } = query;
    const { subscription } = await own(deps, caller, params.subscription);
    const { cursor: key } = await deps.keys();
    const [reader, filter] = [readerOf(caller), { deliveries: subscription.id, state: state ?? 'all' }];
    const before = cursor === undefined ? undefined : Number(openCursor(key, reader, filter, cursor));
    const { deliveries, next } = await deps.deliveries.list(subscription.id, state, limit, before);
    const items = deliveries.map(shownDelivery);
    return { body: { items, ...(next === undefined ? {} : { next: sealCursor(key, reader, filter, next) }) } };
  };

/** Receivers know by `webhook-id` what they have already. */
export const replayEvents =
  (deps: EventsDeps): Body<Routes['replayEvents']> =>
  async ({ caller, params, body: { after }, now }) => {
    const { subscription } = await own(deps, caller, params.subscription);
    endpointOf(subscription);
    if (after > (await deps.log.last(subscription.resource)))
      throw problem('unprocessable', { errors: [{ field: '/after', rule: 'not-yet-given' }] });
    await stillKept(deps.log, subscription.resource, after, now);
    await deps.work.replay(subscription.id, after);
    await nudge(deps.queue, subscription.id, now);
    return { body: await shownSubscription(deps, subscription) };
  };

/** Those that are not dead stay as they are. */
export const redriveDeliveries =
  (deps: EventsDeps): Body<Routes['redriveDeliveries']> =>
  async ({ caller, params, body: { numbers }, now }) => {
    const { subscription } = await own(deps, caller, params.subscription);
    endpointOf(subscription);
    const dead = (await deps.deliveries.some(subscription.id, [...new Set(numbers)])).filter(
      ({ state }) => state === 'dead',
    );
    for (const delivery of dead) {
      const state = step(deliveryLifecycle, delivery.state, 'redrive');
      await deps.deliveries.put(subscription.id, { ...delivery, state, attempts: 0, nextAt: now }, delivery);
    }
    await nudge(deps.queue, subscription.id, now);
    return { body: { redriven: dead.map(({ number }) => number).sort((a, b) => a - b) } };
  };
