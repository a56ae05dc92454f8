/** Takes an event into the log of its resource, once for each message, however often it comes and by whichever way. */
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac, keyedUuid, keysOfVersion, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { EVENT_KEPT_MS, type Publish, type Published, type StoredEvent } from '#schemas/published.ts';
import type { Resource } from '#schemas/resource.ts';
import { declaredOnly } from './declared.ts';
import type { LogDeps } from './deps.ts';
import { passage } from './loop.ts';

/** Who tells, and by what the message is known to him. */
export interface Teller {
  readonly by: string;
  readonly place: string;
}

const placeOf = (resource: string, id: string): string => `event\n${resource}\n${id}`;

/** Whom an event is about, and what it says. Throws when the stored text was altered, or stands at another event. */
export const openEvent = (
  keys: HubKeys,
  { resource, id, sealed, keyVersion }: StoredEvent,
): Pick<Publish, 'subject' | 'data'> =>
  JSON.parse(open(keysOfVersion(keys, keyVersion).kept, placeOf(resource, id), sealed));

const requestOf = (keys: HubKeys, resource: string, { type, subject, occurredAt, data }: Publish): string => {
  try {
    return hmac(keys.request, canonical({ resource, type, subject, occurredAt, data }));
  } catch {
    throw problem('invalid-request', { errors: [{ field: '/data', rule: 'well-formed-unicode' }] });
  }
};

/**
 * 'known' when it came before or has passed this hub. Throws invalid-request or unprocessable by rule, idempotency-key-reused for another
 * message under the same name, hub-not-ready when too many tell of one resource at once. `now`: epoch ms.
 */
export const takeEvent = async (
  { keys: getKeys, log, node }: LogDeps,
  resource: Resource,
  told: Publish,
  { by, place }: Teller,
  now: number,
): Promise<Published> => {
  declaredOnly(resource, told);
  const keys = await getKeys();
  const { origin, hops } = told;
  // One that comes from elsewhere is known by what it was called there: it may come by several ways.
  const known = origin ? `origin#${origin.node}#${origin.event}` : place;
  const id = keyedUuid(keys, `event\n${resource.id}\n${known}`);
  if (passage(node, told) === 'known')
    return { event: origin?.node === node ? origin.event : id, resource: resource.id, state: 'known' };
  const request = origin ? '' : requestOf(keys, resource.id, told);
  const { type, subject, occurredAt, data } = told;
  const found = await log.append(
    {
      v: 1,
      id,
      type,
      resource: resource.id,
      resourceVersion: resource.version,
      occurredAt,
      handle: subjectHandle(keys, subject),
      sealed: seal(keys.kept, placeOf(resource.id, id), JSON.stringify({ subject, data })),
      keyVersion: keys.version,
      origin: origin ?? { node, event: id },
      hops: [...hops, node],
      by,
      keptUntil: now + EVENT_KEPT_MS,
    },
    { place: `${resource.id}#${known}`, request },
    now,
  );
  if (found.request !== request) throw problem('idempotency-key-reused');
  return { event: found.event, resource: resource.id, number: found.number, state: found.taken ? 'taken' : 'known' };
};
