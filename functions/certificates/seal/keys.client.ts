/** The keys of the library beside its files in S3: keys/key/digest.json, each state of an entry once, never replaced. */
import type { S3Client } from '@aws-sdk/client-s3';
import { canonical } from '#functions/kernel/canonical.ts';
import type { SealKey } from '#schemas/seal.ts';
import { sha256Hex } from '../master.ts';
import { putOnce } from '../put-once.client.ts';

/** Safe to repeat. */
export const keepKey =
  (s3: S3Client, bucket: string) =>
  (key: SealKey): Promise<void> => {
    const bytes = Buffer.from(canonical(key));
    return putOnce(s3, bucket, {
      key: `keys/${key.keyId}/${sha256Hex(bytes)}.json`,
      contentType: 'application/json',
      bytes,
    });
  };
