/** Wiring of the relay: the stream of the certificates table. */
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { keeping } from '../keeping.handler.ts';
import { relayCertificates } from './relay.ts';

const env = environment(
  'CERTIFICATES_TABLE',
  'CERTIFICATES_BUCKET',
  'EVENTS_QUEUE_URL',
  'CASES_QUEUE_URL',
  'STATUS_QUEUE_URL',
  'HUB_SECRET_ID',
  'CERTIFICATES_KEYS',
  'LOCK_MODE',
);
const sqs = new SQSClient(PATIENCE);
const deps = {
  ...keeping(dynamodb(), env),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
  events: queueClient(sqs, env.EVENTS_QUEUE_URL),
  cases: queueClient(sqs, env.CASES_QUEUE_URL),
  status: queueClient(sqs, env.STATUS_QUEUE_URL),
};

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) =>
  relayCertificates(event.Records, deps),
);
