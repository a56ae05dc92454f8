/** Table `batches`, one batch under its id. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ChangedStore, type OwnedStore, ownedStore } from '#functions/kernel/owned.store.ts';
import { StoredBatch } from '#schemas/stored-batch.ts';

export type BatchStore = ChangedStore<StoredBatch>;

export const batchStore = (client: DynamoDBDocumentClient, table: string): OwnedStore<StoredBatch> =>
  ownedStore(client, table, 'batch', StoredBatch);
