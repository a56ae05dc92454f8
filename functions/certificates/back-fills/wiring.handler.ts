/** What both functions of the back-fills are wired to. */
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { partsStore } from '#functions/batches/parts.store.ts';
import { uploads } from '#functions/batches/uploads.client.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { backFillsStore, KIND } from './back-fills.store.ts';
import { chunksStore } from './chunks.store.ts';
import { timers } from './timers.ts';

/** Called once, at cold start. */
export const backFillRoom = () => {
  const env = environment('BACK_FILLS_TABLE', 'BATCHES_BUCKET', 'BACK_FILLS_QUEUE_URL', 'DUE_TABLE');
  const [database, table] = [dynamodb(), env.BACK_FILLS_TABLE];
  return {
    backFills: backFillsStore(database, table),
    chunks: chunksStore(database, table),
    parts: partsStore(database, table, KIND),
    uploads: uploads(new S3Client(PATIENCE), env.BATCHES_BUCKET, 'back-fills'),
    timers: timers(dueStore(database, env.DUE_TABLE)),
    room: queueClient(new SQSClient(PATIENCE), env.BACK_FILLS_QUEUE_URL),
  };
};
