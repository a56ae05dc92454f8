/** Wiring of what makes notices: the notices queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { dueNotices } from './due-notices.ts';
import { noticesStore } from './notices.store.ts';

const env = environment('NOTICES_TABLE');
const consumer = dueNotices({ notices: noticesStore(dynamodb(), env.NOTICES_TABLE) });

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
