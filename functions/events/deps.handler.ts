/** Wires what both functions of this room stand on. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { newInstance } from '#functions/exchange/instance.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { EventsDeps } from './deps.ts';
import { readNetworks } from './endpoint.ts';
import { eventTables } from './tables.store.ts';

const env = environment(
  'SNAPSHOT_TABLE',
  'EXCHANGES_TABLE',
  'EVENTS_TABLE',
  'SUBSCRIPTIONS_TABLE',
  'EVENTS_QUEUE_URL',
  'HUB_SECRET_ID',
  'NODE',
  'WEBHOOK_NETWORKS',
);
const database = dynamodb();
const clock = steadyClock();
export const deps: EventsDeps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), clock),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
  records: recordsStore(database, env.EXCHANGES_TABLE),
  instance: newInstance(),
  ...eventTables(database, env.EVENTS_TABLE, env.SUBSCRIPTIONS_TABLE),
  queue: queueClient(new SQSClient(PATIENCE), env.EVENTS_QUEUE_URL),
  node: env.NODE,
  networks: readNetworks(env.WEBHOOK_NETWORKS),
  clock,
};
