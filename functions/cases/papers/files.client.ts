/** Bucket `cases`: the bytes of files, sealed. Named by the case and a keyed digest: the same file again has the same name. */
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

export interface CaseFileBytes {
  /** Safe to repeat. */
  put(id: string, name: string, sealed: Uint8Array): Promise<void>;
  /** Throws when they are not there. */
  get(id: string, name: string): Promise<Uint8Array>;
}

export const caseFileBytes = (s3: S3Client, bucket: string): CaseFileBytes => {
  const at = (id: string, name: string) => ({ Bucket: bucket, Key: `files/${id}/${name}` });
  return {
    put: async (id, name, Body) => {
      await s3.send(new PutObjectCommand({ ...at(id, name), Body, ContentType: 'application/octet-stream' }));
    },
    get: async (id, name) => {
      const { Body } = await s3.send(new GetObjectCommand(at(id, name)));
      const bytes = await Body?.transformToByteArray();
      if (!bytes) throw new Error('a file of the case is not there');
      return bytes;
    },
  };
};
