/** Table `batches`: batches made and listed, and who fetched which part of a result. */

import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { nonce } from '#functions/kernel/digest.ts';
import { timeKey } from '#functions/kernel/item.ts';
import { lastFirst, type OwnedStore } from '#functions/kernel/owned.store.ts';
import { Pickup } from '#schemas/batch.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';
import { batchStore } from './batch.store.ts';

export interface BatchesStore extends OwnedStore<StoredBatch> {
  pickedUp(id: string, pickup: Pickup): Promise<void>;
  pickups(id: string, limit: number, after?: string): Promise<{ pickups: Pickup[]; next?: string }>;
}

export const batchesStore = (client: DynamoDBDocumentClient, table: string): BatchesStore => ({
  ...batchStore(client, table),

  pickedUp: async (id, pickup) => {
    const sk = `pickup#${timeKey(Date.parse(pickup.at))}#${nonce(6)}`;
    await client.send(new PutCommand({ TableName: table, Item: { pk: `batch#${id}`, sk, v: 1, pickup } }));
  },

  pickups: async (id, limit, after) => {
    const { items, ...rest } = await lastFirst(client, table, { pk: `batch#${id}`, prefix: 'pickup#', limit, after });
    return { pickups: items.map(({ pickup }) => Pickup.parse(pickup)), ...rest };
  },
});
