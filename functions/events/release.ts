/** One event to one subscriber: decided anew by today's snapshot, cut to what is granted, recorded, looked at once more. Nothing leaves without its record. */
import { chosen } from '#functions/exchange/answer.ts';
import { type Authority, authorise, identified } from '#functions/exchange/authorise.ts';
import { denied } from '#functions/exchange/deny.ts';
import { doubtful } from '#functions/exchange/doubtful.ts';
import { decidedFacts } from '#functions/exchange/facts.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { assertReleasable } from '#functions/exchange/release.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { valuesAt } from '#functions/kernel/pointer.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { Delivered, StoredEvent } from '#schemas/published.ts';
import type { StoredSubscription, Subscribe } from '#schemas/subscription.ts';
import type { EventsDeps } from './deps.ts';
import { mayGoTo } from './loop.ts';
import { openEvent } from './take.ts';

type Releasing = Pick<EventsDeps, 'snapshots' | 'keys' | 'records' | 'instance'>;
type Wished = Pick<Subscribe, 'resource' | 'purpose' | 'party' | 'fields'>;

/** The system that subscribed, where it is told without asking: a webhook has no token. */
export const subscriberOf = ({ client }: StoredSubscription): Caller => ({
  clientId: client,
  subject: client,
  scopes: ['exchange'],
});

/** Throws exchange-denied, explained, when the caller may not be told of events now. `now`: epoch ms. */
export const allowed = async (
  { snapshots }: Pick<Releasing, 'snapshots'>,
  { resource, purpose, party, fields }: Wished,
  caller: Caller,
  now: number,
  department?: string,
): Promise<Authority> => {
  const snapshot = await snapshots.current();
  const who = identified(snapshot, caller, 'exchange');
  // A system that has moved to another department takes no subscription along.
  if (department !== undefined && who.department.id !== department) throw denied(snapshot, 'grant-missing');
  return authorise(snapshot, who, { resource, purpose, role: party.role, fields, now, use: 'events' });
};

/** Whether a subscription is for such an event at all; nothing of it is looked at that is not public to all subscribers. */
export const isWished = ({ types, node }: StoredSubscription, event: StoredEvent): boolean =>
  (types === undefined || types.includes(event.type)) && mayGoTo(node, event);

const requestText = ({ id, purpose, party, fields }: StoredSubscription, event: StoredEvent): string =>
  canonical({ subscription: id, event: event.id, purpose, role: party.role, fields: [...new Set(fields)].sort() });

/**
 * What the subscriber is told, under a record of its own: told again on the same day it is the same record. 'other-version': the event has the
 * form of an earlier version of its resource. Throws exchange-denied, or hub-not-ready when the record's fate is unknown.
 */
export const released = async (
  deps: Releasing,
  subscription: StoredSubscription,
  event: StoredEvent,
  caller: Caller,
  moment: () => number,
): Promise<Delivered | 'other-version'> => {
  const authority = await allowed(deps, subscription, caller, moment(), subscription.department);
  const { resource, grant, fields } = authority;
  if (event.resourceVersion !== resource.version) return 'other-version';
  const keys = await deps.keys();
  const { subject, data } = openEvent(keys, event);
  const chose = chosen(fields, data);
  const told = fields.filter((field) => valuesAt(field, data).length > 0);
  const record = await keepRecord(
    {
      ...decidedFacts(authority),
      kind: 'event',
      ms: 0,
      found: true,
      event: event.id,
      subjectCode: subject,
      requestText: requestText(subscription, event),
      releasedText: chose.releasedText,
    },
    `${subscription.id}#${event.number}`,
    { records: deps.records, instance: deps.instance, keys },
  );
  const snapshot = await deps.snapshots.current();
  await assertReleasable(snapshot, authority, caller, moment());
  const doubt = doubtful(snapshot, keys, resource.id, subject, told);
  return {
    type: event.type,
    timestamp: event.occurredAt,
    data: {
      event: event.id,
      number: event.number,
      resource: resource.id,
      resourceVersion: resource.version,
      origin: event.origin,
      hops: event.hops,
      exchange: record.id,
      grant: { id: grant.id, revision: grant.revision },
      fields: [...fields],
      ...(doubt ? { doubtful: doubt } : {}),
      record: chose.released ?? null,
    },
  };
};
