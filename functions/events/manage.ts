/** Subscriptions, looked after by their department: its systems and its officers. */
import { randomUUID } from 'node:crypto';
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { identify, readerOf } from '#functions/snapshot/caller.ts';
import type { eventsRoutes } from '#schemas/routes/events.ts';
import { SECRET_OVERLAP_MS, type StoredSubscription } from '#schemas/subscription.ts';
import type { EventsDeps } from './deps.ts';
import { subscriptionLifecycle } from './lifecycles.ts';
import { nudge } from './nudge.ts';
import { pingOf } from './ping.ts';
import { withSecret } from './subscribe.ts';
import { shownSubscription } from './view.ts';

type Routes = typeof eventsRoutes;

/** The caller's subscription. Another department's is as unknown as one that never was. */
export const own = async (deps: EventsDeps, caller: Caller, id: string) => {
  const who = identify(await deps.snapshots.current(), caller, 'exchange');
  const subscription = await deps.subscriptions.get(id);
  if (!subscription || subscription.department !== who.department.id) throw problem('not-found');
  return { who, subscription };
};

/** Throws conflict for one that is pulled, or has ended. */
export const endpointOf = ({ target, state }: StoredSubscription): void => {
  if (target.kind !== 'webhook') throw problem('conflict', { cause: 'no-endpoint', detail: 'this one is pulled' });
  if (state === 'ended') throw problem('conflict', { cause: 'ended', detail: 'this one has ended' });
};

const changed = async (deps: EventsDeps, next: StoredSubscription): Promise<StoredSubscription> => {
  const done = { ...next, revision: next.revision + 1 };
  if ((await deps.subscriptions.change(done)) === 'stale') throw problem('conflict', { cause: 'subscription-changed' });
  return done;
};

export const listSubscriptions =
  (deps: EventsDeps): Body<Routes['listSubscriptions']> =>
  async ({ caller, query: { limit, cursor } }) => {
    const { department } = identify(await deps.snapshots.current(), caller, 'exchange');
    const { cursor: key } = await deps.keys();
    const [reader, filter] = [readerOf(caller), { subscriptions: department.id }];
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, filter, cursor));
    const { subscriptions, next } = await deps.subscriptions.list(department.id, limit, after);
    const items = await Promise.all(subscriptions.map((one) => shownSubscription(deps, one)));
    return { body: { items, ...(next ? { next: sealCursor(key, reader, filter, next) } : {}) } };
  };

export const getSubscription =
  (deps: EventsDeps): Body<Routes['getSubscription']> =>
  async ({ caller, params }) => {
    const { subscription } = await own(deps, caller, params.subscription);
    return { body: await shownSubscription(deps, subscription) };
  };

export const endSubscription =
  (deps: EventsDeps): Body<Routes['endSubscription']> =>
  async ({ caller, params }) => {
    const { subscription } = await own(deps, caller, params.subscription);
    const state = step(subscriptionLifecycle, subscription.state, 'end');
    const ended = state === subscription.state ? subscription : await changed(deps, { ...subscription, state });
    return { body: await shownSubscription(deps, ended) };
  };

export const enableSubscription =
  (deps: EventsDeps): Body<Routes['enableSubscription']> =>
  async ({ caller, params, now }) => {
    const { subscription } = await own(deps, caller, params.subscription);
    endpointOf(subscription);
    const { disabled: _over, ...rest } = subscription;
    const state = step(subscriptionLifecycle, subscription.state, 'enable');
    const enabled = state === subscription.state ? subscription : await changed(deps, { ...rest, state });
    // Its account begins anew, or the next attempt in vain would disable it again.
    if (state === 'unconfirmed') await deps.work.forgive(subscription.id);
    await nudge(deps.queue, subscription.id, now);
    return { body: await shownSubscription(deps, enabled) };
  };

export const rotateSecret =
  (deps: EventsDeps): Body<Routes['rotateSecret']> =>
  async ({ caller, params, now }) => {
    const { who, subscription } = await own(deps, caller, params.subscription);
    endpointOf(subscription);
    if (who.officer) throw problem('conflict', { cause: 'systems-only', detail: 'a secret is shown to a system only' });
    const [newest] = subscription.secrets;
    const keys = await deps.keys();
    const generation = { generation: (newest?.generation ?? 0) + 1, keyVersion: keys.version };
    const secrets = [generation, ...(newest ? [{ ...newest, until: now + SECRET_OVERLAP_MS }] : [])];
    const rotated = await changed(deps, { ...subscription, secrets });
    return { body: withSecret(keys, await shownSubscription(deps, rotated), generation) };
  };

export const pingSubscription =
  (deps: EventsDeps): Body<Routes['pingSubscription']> =>
  async ({ caller, params, now }) => {
    const { subscription } = await own(deps, caller, params.subscription);
    endpointOf(subscription);
    const ping = randomUUID();
    const refused = await deps.queue.send([pingOf(subscription.id, ping, now)]);
    if (refused.size > 0) throw problem('hub-not-ready', { cause: 'queue-refused', retryAfter: 1 });
    return { body: { ping } };
  };
