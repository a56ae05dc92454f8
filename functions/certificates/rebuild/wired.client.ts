/** The rebuild with an operator's clients: what `npm run certificates:rebuild` runs. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { copies, keysAndSeals, statusLists } from './beside.client.ts';
import { foldersOf, readFolder } from './folders.client.ts';
import { indexStore } from './index.store.ts';
import type { RebuildDeps } from './rebuild.ts';

export interface Places {
  readonly table: string;
  /** Bucket of certificates, and of copies. */
  readonly bucket: string;
  readonly copies: string;
}

export const rebuildDeps = (
  { s3, client, keys }: { readonly s3: S3Client; readonly client: DynamoDBDocumentClient; readonly keys: HubKeys },
  { table, bucket, copies: made }: Places,
): RebuildDeps => ({
  keys,
  index: indexStore(client, table),
  folders: (after) => foldersOf(s3, bucket, after),
  read: (folder) => readFolder(s3, bucket, folder),
  beside: async function* () {
    yield* keysAndSeals(s3, bucket, keys);
    yield* copies(s3, made);
    yield* statusLists(s3, made);
  },
});
