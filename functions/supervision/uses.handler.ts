/** Wiring of the projection: the uses queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { statisticsProgress } from '#functions/statistics/progress.store.ts';
import { progressStore } from '#functions/uses/progress.store.ts';
import { casesStore } from './cases.store.ts';
import { usesStore } from './uses.store.ts';
import { keepUses } from './uses.ts';

const env = environment('USES_TABLE', 'PROGRESS_TABLE');
const database = dynamodb();
const consumer = keepUses({
  uses: usesStore(database, env.USES_TABLE),
  cases: casesStore(database, env.USES_TABLE),
  progress: progressStore(database, env.PROGRESS_TABLE),
  late: statisticsProgress(database, env.PROGRESS_TABLE).late,
});

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
