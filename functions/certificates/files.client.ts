/** The files of certificates in S3. Keys are content-addressed: a repeat writes the same bytes under the same name, nothing is ever replaced. */
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { problem } from '#functions/kernel/problem.ts';
import { takeApart } from './identifier.ts';
import { sha256Hex } from './master.ts';
import { putOnce } from './put-once.client.ts';
import type { LockMode } from './retention/retain.client.ts';

const FILE_KINDS = {
  json: 'application/json',
  /** Masters of version 1 were signed one by one. */
  jws: 'application/jose',
  seal: 'application/json',
  pdf: 'application/pdf',
  ofd: 'application/ofd',
  /** What became of it: one file for the issue, one for each operation (relay/kept.ts, operations/stored-operation.ts). */
  operation: 'application/json',
  /** Which case has used it (relay/used.ts). */
  used: 'application/json',
  /** That a legal hold was placed or released (legal-hold/stored-hold.ts). */
  legalhold: 'application/json',
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** What lies there is not what its name says. */
export class FileDiffers extends Error {
  constructor() {
    super('certificate file differs from its digest');
    this.name = 'FileDiffers';
  }
}

export interface ReadFiles {
  /** Bytes of that digest; throws when they are not there, and FileDiffers when they are not what the digest says. */
  get(type: string, identifier: string, kind: FileKind, sha256: string): Promise<Uint8Array>;
}

export interface Files extends ReadFiles {
  /** Stores bytes and answers their SHA-256 (hex). Locked `until` then (retention/retention.ts), or as the bucket says. Safe to repeat. */
  put(type: string, identifier: string, kind: FileKind, bytes: Uint8Array, until: Date | undefined): Promise<string>;
}

/** certificates/type/issuer/serial/version/ : all files of one certificate, and of no other. */
export const folderKey = (type: string, identifier: string): string => {
  const { issuer, serial, version } = takeApart(identifier);
  return `certificates/${type}/${issuer}/${serial}/${String(version).padStart(3, '0')}/`;
};

/** certificates/type/issuer/serial/version/digest.kind */
export const fileKey = (type: string, identifier: string, kind: FileKind, sha256: string): string =>
  `${folderKey(type, identifier)}${sha256}.${kind}`;

export const files = (s3: S3Client, bucket: string): ReadFiles => ({
  get: async (type, identifier, kind, sha256) => {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: fileKey(type, identifier, kind, sha256) }),
    );
    const bytes = await Body?.transformToByteArray();
    if (!bytes || sha256Hex(bytes) !== sha256) throw new FileDiffers();
    return bytes;
  },
});

/** How files are put. */
export interface Kept {
  readonly mode: LockMode;
  /** ARN of the KMS key of a department, by its credit code, which stands in the identifiers of what it issued. */
  readonly kmsKeys: ReadonlyMap<string, string>;
}

/** As the template tells it: `code=ARN code=ARN`. */
export const kmsKeysOf = (text: string): Kept['kmsKeys'] =>
  new Map(text.split(' ').map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]));

/** For who also writes. Nothing is put for a department that has no key: it was registered after the hub was last deployed. */
export const fileKeeper = (s3: S3Client, bucket: string, { mode, kmsKeys }: Kept): Files => ({
  ...files(s3, bucket),
  put: async (type, identifier, kind, bytes, until) => {
    const sha256 = sha256Hex(bytes);
    const key = fileKey(type, identifier, kind, sha256);
    const kmsKey = kmsKeys.get(takeApart(identifier).issuer);
    if (kmsKey === undefined) throw problem('hub-not-ready', { cause: 'issuer-has-no-key' });
    await putOnce(s3, bucket, { key, contentType: FILE_KINDS[kind], bytes, lock: until && { mode, until }, kmsKey });
    return sha256;
  },
});
