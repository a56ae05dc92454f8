/** Puts an object whose name is the digest of its bytes: "there already" means "the same bytes are there". */
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

export interface Once {
  readonly key: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Safe to repeat; nothing is ever replaced. */
export const putOnce = async (s3: S3Client, bucket: string, { key, contentType, bytes }: Once): Promise<void> => {
  const object = { Bucket: bucket, Key: key, Body: bytes, ContentType: contentType };
  await s3.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' })).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
  });
};
