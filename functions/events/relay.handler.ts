/** Wiring of the relay: the stream of the events table. */
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { relayEvents } from './relay.ts';
import { subscriptionsStore } from './subscriptions.store.ts';

const env = environment('SUBSCRIPTIONS_TABLE', 'EVENTS_QUEUE_URL');
const deps = {
  subscriptions: subscriptionsStore(dynamodb(), env.SUBSCRIPTIONS_TABLE),
  queue: queueClient(new SQSClient(PATIENCE), env.EVENTS_QUEUE_URL),
};

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) =>
  relayEvents(event.Records, deps),
);
