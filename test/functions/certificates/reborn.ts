import { S3Client } from '@aws-sdk/client-s3';
import { locking } from '#test/engines/object-lock.ts';
import { credentials, documentClient, region } from '#test/engines/tables.ts';
import type { World } from './world.ts';

/** The same tables and bucket seen by a new instance, whose clients are whole. */
export const reborn = ({ bucket, ...world }: World): World => {
  const client = new S3Client({ endpoint: bucket.endpoint, region, credentials, forcePathStyle: true });
  locking(client, bucket.locks);
  return { ...world, client: documentClient(world.endpoint), bucket: { ...bucket, client } };
};
