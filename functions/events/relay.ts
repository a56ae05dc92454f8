/** Relay of the log: whoever is subscribed to a resource of which something was told is looked at. */
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { causeOf, log } from '#functions/kernel/log.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { StoredEvent } from '#schemas/published.ts';
import { readEvent } from './log.store.ts';
import { nudgeOf } from './nudge.ts';
import type { SubscriptionsStore } from './subscriptions.store.ts';

export interface RelayDeps {
  readonly subscriptions: Pick<SubscriptionsStore, 'deliveredTo'>;
  readonly queue: Queue;
}

interface Read {
  readonly sequence: string;
  readonly event?: StoredEvent;
  readonly unreadable?: true;
}

/** An event that cannot be read is reported like one that was refused: it must end in the dead letters, not vanish. */
const read = ({ dynamodb }: DynamoDBRecord): Read => {
  const sequence = dynamodb?.SequenceNumber ?? '';
  try {
    const event = readEvent(plainItem(dynamodb?.NewImage ?? {}));
    return { sequence, ...(event ? { event } : {}) };
  } catch (error) {
    log('error', { event: 'relay-unreadable', cause: causeOf(error) });
    return { sequence, unreadable: true };
  }
};

/** The failures are sequence numbers; Lambda repeats from the lowest. One nudge does for all events of a resource in the batch. */
export const relayEvents = async (
  records: readonly DynamoDBRecord[],
  { subscriptions, queue }: RelayDeps,
): Promise<DynamoDBBatchResponse> => {
  const found = records.filter(({ eventName }) => eventName === 'INSERT').map(read);
  const failed = new Set(found.filter(({ unreadable }) => unreadable).map(({ sequence }) => sequence));
  for (const [resource, events] of Map.groupBy(found, ({ event }) => event?.resource)) {
    if (resource === undefined) continue;
    const at = Math.max(...events.map(({ event }) => event?.at ?? 0));
    const nudges = (await subscriptions.deliveredTo(resource)).map((id) => nudgeOf(id, at));
    const refused = await queue.send(nudges);
    if (refused.size > 0) for (const { sequence } of events) failed.add(sequence);
  }
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
};
