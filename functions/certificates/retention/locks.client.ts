/** The objects of one certificate in S3, and their locks. */
import { PutObjectLegalHoldCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { folderKey } from '../files.client.ts';
import { type LockMode, retain } from './retain.client.ts';

export interface Locks {
  /** Names of all objects of a certificate behind `after`, in their order, page by page. */
  objects(type: string, identifier: string, after?: string): AsyncIterable<readonly string[]>;
  /** Safe to repeat. */
  retain(name: string, until: Date): Promise<void>;
  /** Puts it under a legal hold 法律保全, or takes it off. Safe to repeat. */
  hold(name: string, on: boolean): Promise<void>;
}

export const locks = (s3: S3Client, Bucket: string, mode: LockMode): Locks => ({
  objects: async function* (type, identifier, after) {
    const ask = { Bucket, Prefix: folderKey(type, identifier), ...(after === undefined ? {} : { StartAfter: after }) };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3, pageSize: 100 }, ask))
      yield Contents.map(({ Key = '' }) => Key);
  },
  retain: (name, until) => retain(s3, Bucket, name, { mode, until }),
  hold: async (Key, on) => {
    await s3.send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status: on ? 'ON' : 'OFF' } }));
  },
});
