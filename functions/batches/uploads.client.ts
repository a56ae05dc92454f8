/** The parts of files in S3, sealed. Named by number and keyed digest of what was uploaded: the same part again has the same name. */
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StoredPart } from '#schemas/stored-batch.ts';

type UploadedPart = Pick<StoredPart, 'part' | 'digest'>;

export interface Uploads {
  /** Safe to repeat. */
  put(id: string, part: UploadedPart, sealed: Uint8Array): Promise<void>;
  get(id: string, part: UploadedPart): Promise<Uint8Array>;
  /** Safe to repeat. */
  remove(id: string, part: UploadedPart): Promise<void>;
}

/** `folder`: under which of the bucket's prefixes; each is open to other functions. */
export const uploads = (s3: S3Client, bucket: string, folder = 'uploads'): Uploads => {
  const at = (id: string, { part, digest }: UploadedPart) => ({
    Bucket: bucket,
    Key: `${folder}/${id}/${part}-${digest}`,
  });
  return {
    put: async (id, part, sealed) => {
      await s3.send(new PutObjectCommand({ ...at(id, part), Body: sealed, ContentType: 'application/octet-stream' }));
    },
    get: async (id, part) => {
      const { Body } = await s3.send(new GetObjectCommand(at(id, part)));
      const bytes = await Body?.transformToByteArray();
      if (!bytes) throw new Error('a part of the file is not there');
      return bytes;
    },
    remove: async (id, part) => {
      await s3.send(new DeleteObjectCommand(at(id, part)));
    },
  };
};
