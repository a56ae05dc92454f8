/** The files of copies in S3: copies/files/copy/digest.pdf until the copy and a margin have run out, copies/made/copy/digest.json for longer. */
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { canonical } from '#functions/kernel/canonical.ts';
import { sha256Hex } from '../master.ts';
import type { CopyDescription } from './stored-copy.ts';

export const COPY_TYPES = { pdf: 'application/pdf', ofd: 'application/ofd' } as const;
export type CopyFormat = keyof typeof COPY_TYPES;

export interface CopyFiles {
  /** Stores bytes; answers their SHA-256 (hex). Safe to repeat. */
  put(copy: string, format: CopyFormat, bytes: Uint8Array): Promise<string>;
  /** Bytes of that digest; throws when they are not there or are not what the digest says. */
  get(copy: string, format: CopyFormat, sha256: string): Promise<Uint8Array>;
  describe(description: CopyDescription): Promise<void>;
}

export const copyKey = (copy: string, format: CopyFormat, sha256: string): string =>
  `copies/files/${copy}/${sha256}.${format}`;

export const copyFiles = (s3: S3Client, bucket: string): CopyFiles => {
  const put = (Key: string, ContentType: string, Body: Uint8Array) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType }));
  return {
    put: async (copy, format, bytes) => {
      const sha256 = sha256Hex(bytes);
      await put(copyKey(copy, format, sha256), COPY_TYPES[format], bytes);
      return sha256;
    },
    get: async (copy, format, sha256) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: copyKey(copy, format, sha256) }));
      const bytes = await Body?.transformToByteArray();
      if (!bytes || sha256Hex(bytes) !== sha256) throw new Error('copy differs from its digest');
      return bytes;
    },
    describe: async (description) => {
      const bytes = Buffer.from(canonical(description));
      await put(`copies/made/${description.copy}/${sha256Hex(bytes)}.json`, 'application/json', bytes);
    },
  };
};
