/** Wiring of the relay: the stream of the exchanges table. */
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { relayExchanges } from './exchanges.ts';

const env = environment('USES_QUEUE_URL', 'NOTICES_QUEUE_URL', 'ALERTS_QUEUE_URL');
const client = new SQSClient(PATIENCE);
const queues = {
  uses: queueClient(client, env.USES_QUEUE_URL),
  notices: queueClient(client, env.NOTICES_QUEUE_URL),
  alerts: queueClient(client, env.ALERTS_QUEUE_URL),
};

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) =>
  relayExchanges(event.Records, queues),
);
