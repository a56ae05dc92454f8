/** Makes status lists: after changes, from the queue, and anew by the hour. */
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import type { ScheduledEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { seal } from '../seal.client.ts';
import { listFiles } from './lists.client.ts';
import { listsStore } from './lists.store.ts';
import { renew, takeChanges } from './work.ts';

const env = environment('CERTIFICATES_TABLE', 'COPIES_BUCKET', 'SEAL_KEY_ID', 'PUBLIC_URL');
const deps = {
  lists: listsStore(dynamodb(), env.CERTIFICATES_TABLE),
  files: listFiles(new S3Client(PATIENCE), env.COPIES_BUCKET),
  signer: seal(new KMSClient(PATIENCE), env.SEAL_KEY_ID),
  publicUrl: env.PUBLIC_URL,
};

export const handler = middy<SQSEvent | ScheduledEvent, SQSBatchResponse | number>().handler((event) =>
  'Records' in event ? takeChanges(deps, event.Records) : renew(deps, Date.parse(event.time)),
);
