/** The two tables of this room, as its stores. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deliveriesStore } from './deliveries.store.ts';
import type { EventsDeps } from './deps.ts';
import { logStore } from './log.store.ts';
import { subscriptionsStore } from './subscriptions.store.ts';
import { workStore } from './work.store.ts';

type Tables = Pick<EventsDeps, 'log' | 'subscriptions' | 'work' | 'deliveries'>;

export const eventTables = (client: DynamoDBDocumentClient, events: string, subscriptions: string): Tables => ({
  log: logStore(client, events),
  subscriptions: subscriptionsStore(client, subscriptions),
  work: workStore(client, subscriptions),
  deliveries: deliveriesStore(client, subscriptions),
});
