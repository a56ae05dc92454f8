/** Wiring of the catalogue's events: the catalogue queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { catalogueEvents } from './events.ts';

const env = environment('REGISTRY_TABLE', 'SNAPSHOT_TABLE');
const database = dynamodb();
const consumer = catalogueEvents({
  registry: registryStore(database, env.REGISTRY_TABLE),
  published: publishedStore(database, env.SNAPSHOT_TABLE),
});

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
