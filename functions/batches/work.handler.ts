/** Wiring of the room's own work: the batches queue. */
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { consume } from '#functions/kernel/queue.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { batchStore } from './batch.store.ts';
import { looks } from './look.ts';
import { room } from './room.handler.ts';

const { TURNS_QUEUES } = environment('TURNS_QUEUES');
const urlOf = (department: string): string => JSON.parse(TURNS_QUEUES)[department] ?? '';
const sqs = new SQSClient(PATIENCE);
const { database, table, ...shared } = room();
const consumer = looks({
  ...shared,
  batches: batchStore(database, table),
  askedOf,
  turnsOf: (department) => queueClient(sqs, urlOf(department)),
  machine: Date.now,
});

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
