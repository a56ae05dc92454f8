/** The files of status lists in S3: status-lists/list/time/digest.json, one for each making, so that it can be said what a list said on a day. */
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { timeKey } from '#functions/kernel/item.ts';
import { sha256Hex } from '../master.ts';
import type { StoredList } from './lists.store.ts';

/** A list in its three forms, each as it is served. */
export const ListFile = z.strictObject({
  v: z.literal(1),
  /** Compact JWS, application/statuslist+jwt. */
  token: z.string(),
  /** Credentials with their proofs, application/vc. */
  revocation: z.string(),
  suspension: z.string(),
});
export type ListFile = z.infer<typeof ListFile>;

export interface ListFiles {
  put(list: number, at: number, file: ListFile): Promise<StoredList>;
  get(list: number, made: StoredList): Promise<ListFile>;
}

const LISTS = 'status-lists/';

/** The list that was made last, of each: their names hold number, time and digest, so none need be read. */
export const lastMade = async (s3: S3Client, Bucket: string): Promise<ReadonlyMap<number, StoredList>> => {
  const last = new Map<number, StoredList>();
  // S3 tells names in their order, and times in names sort as times.
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: LISTS }))
    for (const { Key = '' } of Contents) {
      const [, list, at, sha256 = ''] = /^status-lists\/(\d+)\/(\d+)\/([0-9a-f]{64})\.json$/.exec(Key) ?? [];
      if (list !== undefined) last.set(Number(list), { v: 1, at: Number(at), sha256 });
    }
  return last;
};

const keyOf = (list: number, { at, sha256 }: Pick<StoredList, 'at' | 'sha256'>): string =>
  `${LISTS}${list}/${timeKey(at)}/${sha256}.json`;

export const listFiles = (s3: S3Client, Bucket: string): ListFiles => ({
  put: async (list, at, file) => {
    const Body = Buffer.from(JSON.stringify(file));
    const made = { v: 1 as const, at, sha256: sha256Hex(Body) };
    await s3.send(new PutObjectCommand({ Bucket, Key: keyOf(list, made), Body, ContentType: 'application/json' }));
    return made;
  },
  get: async (list, made) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(list, made) }));
    const bytes = await Body?.transformToByteArray();
    if (!bytes || sha256Hex(bytes) !== made.sha256) throw new Error('status list differs from its digest');
    return ListFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
  },
});
