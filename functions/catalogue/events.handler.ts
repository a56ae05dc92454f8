/** Wiring of the catalogue's events: the catalogue queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dueStore } from '#functions/due/due.store.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { catalogueEvents } from './events.ts';
import { catalogueTimers } from './timers.ts';

const env = environment('REGISTRY_TABLE', 'SNAPSHOT_TABLE', 'DUE_TABLE');
const database = dynamodb();
const consumer = catalogueEvents({
  registry: registryStore(database, env.REGISTRY_TABLE),
  published: publishedStore(database, env.SNAPSHOT_TABLE),
  timers: catalogueTimers(dueStore(database, env.DUE_TABLE)),
});

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
