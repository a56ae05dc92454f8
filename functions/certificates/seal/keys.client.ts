/** The keys of the library beside its files in S3: keys/key/digest.json, each state of an entry once; keys/changes/key/digest.json, who set its dates. Never replaced. */
import type { S3Client } from '@aws-sdk/client-s3';
import { canonical } from '#functions/kernel/canonical.ts';
import type { SealKey } from '#schemas/seal.ts';
import { sha256Hex } from '../master.ts';
import { putOnce } from '../put-once.client.ts';
import { changeBytes, type KeyChangeFile } from './key-change.ts';

const keep =
  (s3: S3Client, bucket: string) =>
  (folder: string, bytes: Uint8Array): Promise<void> =>
    putOnce(s3, bucket, { key: `${folder}/${sha256Hex(bytes)}.json`, contentType: 'application/json', bytes });

/** Safe to repeat. */
export const keepKey =
  (s3: S3Client, bucket: string) =>
  (key: SealKey): Promise<void> =>
    keep(s3, bucket)(`keys/${key.keyId}`, Buffer.from(canonical(key)));

/** The change, and the entry as it stands since. Safe to repeat. */
export const keepKeyChange =
  (s3: S3Client, bucket: string) =>
  async (change: KeyChangeFile): Promise<void> => {
    await keepKey(s3, bucket)(change.key);
    await keep(s3, bucket)(`keys/changes/${change.key.keyId}`, changeBytes(change));
  };
