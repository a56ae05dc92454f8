/** Wiring of the drain: each minute, by schedule. */
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, ScheduledEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { drain, RESERVE_MS } from './drain.ts';
import { dueStore } from './due.store.ts';

const { DUE_TABLE } = environment('DUE_TABLE');
const env = {
  ...environment('CATALOGUE_QUEUE_URL', 'BATCHES_QUEUE_URL', 'BACK_FILLS_QUEUE_URL', 'CASES_QUEUE_URL'),
  ...environment('CASE_ARCHIVES_QUEUE_URL', 'EVENTS_QUEUE_URL', 'LATER_QUEUE_URL', 'QUALITY_QUEUE_URL'),
};
const due = dueStore(dynamodb(), DUE_TABLE);
const sqs = new SQSClient(PATIENCE);
const queues = {
  catalogue: queueClient(sqs, env.CATALOGUE_QUEUE_URL),
  batches: queueClient(sqs, env.BATCHES_QUEUE_URL),
  'back-fills': queueClient(sqs, env.BACK_FILLS_QUEUE_URL),
  events: queueClient(sqs, env.EVENTS_QUEUE_URL),
  later: queueClient(sqs, env.LATER_QUEUE_URL),
  quality: queueClient(sqs, env.QUALITY_QUEUE_URL),
  cases: queueClient(sqs, env.CASES_QUEUE_URL),
  'case-archives': queueClient(sqs, env.CASE_ARCHIVES_QUEUE_URL),
};

export const handler = middy<ScheduledEvent, void, Error, Context>().handler((event, context) =>
  drain(Date.parse(event.time), {
    due,
    queues,
    enoughTime: () => context.getRemainingTimeInMillis() > RESERVE_MS,
  }),
);
