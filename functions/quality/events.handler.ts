/** Wiring of what happens to doubts when time passes: the quality queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { consume } from '#functions/kernel/queue.ts';
import { doubtEvents } from './overdue.ts';
import { room } from './room.handler.ts';

const consumer = doubtEvents(room());

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
