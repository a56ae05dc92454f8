/** Table `back-fills`, one under its id. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ChangedStore, type OwnedStore, ownedStore } from '#functions/kernel/owned.store.ts';
import { StoredBackFill } from '#schemas/stored-back-fill.ts';

export type BackFillStore = ChangedStore<StoredBackFill>;
export type BackFillsStore = OwnedStore<StoredBackFill>;

/** Begins its keys. */
export const KIND = 'back-fill';

export const backFillsStore = (client: DynamoDBDocumentClient, table: string): BackFillsStore =>
  ownedStore(client, table, KIND, StoredBackFill);
