/** Wiring of the beat: each minute, by schedule. */
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { beat } from './beat.ts';
import { sendBeats } from './beats.store.ts';
import { deadLetters } from './dead-letters.client.ts';
import { progressStore } from './progress.store.ts';

const env = environment('PROGRESS_TABLE', 'EXCHANGES_TABLE', 'USES_DEAD_LETTERS_URL', 'RELAY_DEAD_LETTERS_URL');
const database = dynamodb();
const deps = {
  progress: progressStore(database, env.PROGRESS_TABLE),
  send: sendBeats(database, env.EXCHANGES_TABLE),
  deadLetters: deadLetters(new SQSClient(PATIENCE), [env.USES_DEAD_LETTERS_URL, env.RELAY_DEAD_LETTERS_URL]),
};

export const handler = middy<ScheduledEvent, void>().handler((event) => beat(Date.parse(event.time), deps));
