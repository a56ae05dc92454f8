/** Puts an object whose name is the digest of its bytes: "there already" means "the same bytes are there". */
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Lock, retain } from './retention/retain.client.ts';

export interface Once {
  readonly key: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Absent: as the bucket locks by itself. */
  readonly lock?: Lock | undefined;
  /** ARN of the KMS key under which S3 encrypts it; absent: as the bucket does by itself. */
  readonly kmsKey?: string;
}

/** Safe to repeat; nothing is ever replaced. What is there already is locked as long as is wanted now. */
export const putOnce = async (s3: S3Client, bucket: string, once: Once): Promise<void> => {
  const { key, contentType, bytes, lock, kmsKey } = once;
  const object = { Bucket: bucket, Key: key, Body: bytes, ContentType: contentType };
  const locked = lock ? { ObjectLockMode: lock.mode, ObjectLockRetainUntilDate: lock.until } : {};
  const closed =
    kmsKey === undefined
      ? {}
      : { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKey, BucketKeyEnabled: true };
  try {
    await s3.send(new PutObjectCommand({ ...object, ...locked, ...closed, IfNoneMatch: '*' }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
    if (lock) await retain(s3, bucket, key, lock);
  }
};
