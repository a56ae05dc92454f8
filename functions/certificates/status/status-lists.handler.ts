/** Status lists, read by anybody. It can neither make nor sign one. */
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { api } from '#functions/kernel/api.handler.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { statusListRoutes } from '#schemas/routes/status-lists.ts';
import { listFiles } from './lists.client.ts';
import { listsStore } from './lists.store.ts';
import { serveList } from './serve.ts';

const env = environment('CERTIFICATES_TABLE', 'COPIES_BUCKET', 'STATUS_QUEUE_URL');

export const handler = api(
  statusListRoutes,
  serveList({
    lists: listsStore(dynamodb(), env.CERTIFICATES_TABLE),
    files: listFiles(new S3Client(PATIENCE), env.COPIES_BUCKET),
    queue: queueClient(new SQSClient(PATIENCE), env.STATUS_QUEUE_URL),
  }),
);
