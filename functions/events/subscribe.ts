/** A department's system subscribes: under a grant that names events, for a purpose of it, to an endpoint that is none of the hub's. */
import { declaredOnly } from '#functions/exchange/authorise.ts';
import { placeOfKey } from '#functions/exchange/keep-record.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac, keyedUuid } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { Resource } from '#schemas/resource.ts';
import type { eventsRoutes } from '#schemas/routes/events.ts';
import {
  MOST_SUBSCRIPTIONS,
  type StoredSubscription,
  type Subscribe,
  type Subscribed,
  type Subscription,
} from '#schemas/subscription.ts';
import type { EventsDeps } from './deps.ts';
import { endpointRule } from './endpoint.ts';
import { nudge } from './nudge.ts';
import { allowed } from './release.ts';
import { publicKeyOf, signerOf } from './sign.ts';
import { shownSubscription } from './view.ts';

const DAY_MS = 86_400_000;

const broken = (code: 'invalid-request' | 'unprocessable', field: string, rule: string) =>
  problem(code, { errors: [{ field, rule }] });

/** Throws invalid-request or unprocessable naming what cannot be subscribed to. */
const possible = ({ events = [] }: Resource, { types = [], target }: Subscribe, networks: readonly string[]): void => {
  if (events.length === 0) throw broken('unprocessable', '/resource', 'tells-of-nothing');
  const declared = new Set(events.map(({ type }) => type));
  const unknown = types.findIndex((type) => !declared.has(type));
  if (unknown >= 0) throw broken('unprocessable', `/types/${unknown}`, 'not-a-declared-event');
  const rule = target.kind === 'webhook' ? endpointRule(target.url, networks) : undefined;
  if (rule) throw broken('invalid-request', '/target/url', rule);
};

/** Behind which number it begins. Throws unprocessable for one that was never given, events-expired for one that is gone. */
const beginning = async ({ log }: EventsDeps, { resource, after }: Subscribe, now: number): Promise<number> => {
  const last = await log.last(resource);
  if (after === undefined) return last;
  if (after > last) throw broken('unprocessable', '/after', 'not-yet-given');
  await stillKept(log, resource, after, now);
  return after;
};

/** Throws events-expired when the event behind `after` was given and is no longer kept. */
export const stillKept = async (
  log: EventsDeps['log'],
  resource: string,
  after: number,
  now: number,
): Promise<void> => {
  const found = await log.page(resource, after, 1);
  if (found === 'gone' || (found[0] && found[0].keptUntil <= now)) throw problem('events-expired');
};

type Generation = StoredSubscription['secrets'][number];

/** What the receiver needs to tell our messages from others'. */
export const withSecret = (keys: HubKeys, subscription: Subscription, generation: Generation): Subscribed => {
  const signer = signerOf(keys, subscription.id, generation);
  return { ...subscription, secret: signer.secret, publicKey: publicKeyOf(signer) };
};

export const subscribe =
  (deps: EventsDeps): Body<typeof eventsRoutes.subscribe> =>
  async ({ body, caller, now, idempotencyKey = '' }) => {
    const snapshot = await deps.snapshots.current();
    const resource = snapshot.resource(body.resource);
    if (!resource) throw problem('not-found');
    declaredOnly(snapshot.versionsOf(body.resource), body.fields);
    possible(resource, body, deps.networks);
    const { who } = await allowed(deps, body, caller, now);
    // A token of a person ends with his day; a subscription goes on.
    if (who.officer) throw broken('unprocessable', '/', 'systems-only');

    const keys = await deps.keys();
    const place = placeOfKey(keys, { client: who.client.id }, idempotencyKey);
    const id = keyedUuid(keys, `subscription\n${place}`);
    const wanted: StoredSubscription = {
      v: 1,
      id,
      revision: 1,
      state: body.target.kind === 'webhook' ? 'unconfirmed' : 'active',
      department: who.department.id,
      client: who.client.id,
      ...body,
      after: await beginning(deps, body, now),
      secrets: body.target.kind === 'webhook' ? [{ generation: 1, keyVersion: keys.version }] : [],
      request: hmac(keys.request, canonical(body)),
      createdAt: now,
    };
    const before = await deps.subscriptions.get(id);
    if (!before && (await deps.subscriptions.count(who.department.id, MOST_SUBSCRIPTIONS)) >= MOST_SUBSCRIPTIONS)
      throw broken('unprocessable', '/', 'too-many-subscriptions');
    const made = before === undefined && (await deps.subscriptions.create(wanted)) === 'done';
    const stored = made ? wanted : (before ?? (await deps.subscriptions.get(id)) ?? wanted);
    if (stored.request !== wanted.request) throw problem('idempotency-key-reused');
    // Repeated with the request: a challenge too many does no harm, one that was never sent would.
    if (stored.state === 'unconfirmed') await nudge(deps.queue, id, now);
    const shown = await shownSubscription(deps, stored);
    const [newest] = stored.secrets;
    return { body: newest && now < stored.createdAt + DAY_MS ? withSecret(keys, shown, newest) : shown };
  };
