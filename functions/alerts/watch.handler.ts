/** Wiring of the watch over look-ups: the alerts queue. */
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { steadyClock } from '#functions/kernel/clock.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { consume } from '#functions/kernel/queue.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { alertsStore } from './alerts.store.ts';
import { sightingsStore } from './sightings.store.ts';
import { watchLooks } from './watch.ts';

const env = environment('SNAPSHOT_TABLE', 'SIGHTINGS_TABLE', 'ALERTS_TABLE', 'CATALOGUE_QUEUE_URL');
const database = dynamodb();
const consumer = watchLooks({
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  sightings: sightingsStore(database, env.SIGHTINGS_TABLE),
  alerts: alertsStore(database, env.ALERTS_TABLE),
  catalogue: queueClient(new SQSClient(PATIENCE), env.CATALOGUE_QUEUE_URL),
});

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
