/** Wiring of the projection: the uses queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { usesStore } from './uses.store.ts';
import { keepUses } from './uses.ts';

const env = environment('USES_TABLE');
const consumer = keepUses({ uses: usesStore(dynamodb(), env.USES_TABLE) });

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
