/** The electronic seals beside the certificates' files in S3: keys/seals/digest.json, each once, never replaced. */
import type { S3Client } from '@aws-sdk/client-s3';
import { canonical } from '#functions/kernel/canonical.ts';
import { sha256Hex } from '../../master.ts';
import { putOnce } from '../../put-once.client.ts';
import type { ElectronicSeal } from './seals.store.ts';

/** Safe to repeat. */
export const keepSeal =
  (s3: S3Client, bucket: string) =>
  (seal: ElectronicSeal): Promise<void> => {
    const bytes = Buffer.from(canonical(seal));
    return putOnce(s3, bucket, { key: `keys/seals/${sha256Hex(bytes)}.json`, contentType: 'application/json', bytes });
  };
