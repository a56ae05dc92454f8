/** Bucket `archives`: packages named by their own digest, written once and locked. */
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { putOnce } from '#functions/certificates/put-once.client.ts';
import type { LockMode } from '#functions/certificates/retention/retain.client.ts';

export interface ReadPackages {
  /** Names of all packages, or of those of one case: case and digest. */
  list(id?: string): AsyncIterable<PackageName>;
  get(name: PackageName): Promise<Buffer>;
}

export interface PackageName {
  readonly case: string;
  /** Hexadecimal SHA-256 of the whole. */
  readonly sha256: string;
}

export interface Packages extends ReadPackages {
  /** Safe to repeat; nothing is ever replaced. */
  put(name: PackageName, bytes: Uint8Array, until: Date): Promise<void>;
}

const PREFIX = 'archives/';
const keyOf = ({ case: id, sha256 }: PackageName): string => `${PREFIX}${id}/${sha256}.zip`;

export const readPackages = (s3: S3Client, Bucket: string): ReadPackages => ({
  list: async function* listed(id) {
    const Prefix = id === undefined ? PREFIX : `${PREFIX}${id}/`;
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }))
      for (const { Key = '' } of Contents) {
        const [of = '', file = ''] = Key.slice(PREFIX.length).split('/');
        yield { case: of, sha256: file.replace(/\.zip$/, '') };
      }
  },
  get: async (name) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(name) }));
    const bytes = await Body?.transformToByteArray();
    if (!bytes) throw new Error('the package is not there');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  },
});

export const packages = (s3: S3Client, bucket: string, mode: LockMode): Packages => ({
  ...readPackages(s3, bucket),
  put: (name, bytes, until) =>
    putOnce(s3, bucket, { key: keyOf(name), contentType: 'application/zip', bytes, lock: { mode, until } }),
});
