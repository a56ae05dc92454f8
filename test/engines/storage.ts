/** Fresh buckets and queues on fauxqs, under names of their own. */
import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import type { ObjectLocks } from '#infra/local/engines/object-lock.ts';
import { locking } from './object-lock.ts';
import { credentials, region } from './tables.ts';

export const storageEndpoint = (): string => `http://127.0.0.1:${inject('storagePort')}`;

const unique = (kind: string): string => `tst-${kind}-${randomBytes(5).toString('hex')}`;

export interface FreshBucket {
  /** Until when its objects are locked. */
  readonly locks: ObjectLocks;
  readonly name: string;
  readonly client: S3Client;
  readonly endpoint: string;
}

export const freshBucket = async (): Promise<FreshBucket> => {
  const endpoint = storageEndpoint();
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const name = unique('bucket');
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return { name, client, endpoint, locks: locking(client) };
};

export interface FreshQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly client: SQSClient;
  readonly endpoint: string;
}

/** `attributes` as SQS takes them: VisibilityTimeout, RedrivePolicy… */
export const freshQueue = async (attributes: Record<string, string> = {}): Promise<FreshQueue> => {
  const endpoint = storageEndpoint();
  const client = new SQSClient({ endpoint, region, credentials });
  const name = unique('queue');
  await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  // The URL that fauxqs answers does not resolve.
  const url = `${endpoint}/000000000000/${name}`;
  return { name, url, arn: `arn:aws:sqs:${region}:000000000000:${name}`, client, endpoint };
};
