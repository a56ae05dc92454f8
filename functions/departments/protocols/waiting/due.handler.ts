/** Wiring of what is noticed about questions that wait: the later queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { questionsStore } from '#functions/exchange/questions.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { agentsStore } from '../agent/agents.store.ts';
import { linesStore } from '../lines.store.ts';
import { laterEvents } from './watch.ts';

const env = environment('SNAPSHOT_TABLE', 'QUESTIONS_TABLE');
const database = dynamodb();
const consumer = laterEvents({
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  lines: linesStore(database, env.QUESTIONS_TABLE),
  agents: agentsStore(database, env.QUESTIONS_TABLE),
  questions: questionsStore(database, env.QUESTIONS_TABLE),
});

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
