/** Table `batches`: batches made and listed, and who fetched which part of a result. */

import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { nonce } from '#functions/kernel/digest.ts';
import { timeKey } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { Pickup } from '#schemas/batch.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';
import { type BatchStore, batchKey, batchStore, readBatch } from './batch.store.ts';

export interface BatchesStore extends BatchStore {
  /** 'written', or the batch that stands there. */
  create(batch: StoredBatch): Promise<'written' | StoredBatch>;
  /** Newest first, after `after` (a sort key) when given. */
  list(
    client: string,
    consumer: string,
    limit: number,
    after?: string,
  ): Promise<{ batches: StoredBatch[]; next?: string }>;
  pickedUp(id: string, pickup: Pickup): Promise<void>;
  pickups(id: string, limit: number, after?: string): Promise<{ pickups: Pickup[]; next?: string }>;
}

const ownOf = (client: string, consumer: string): string => `own#${client}#${consumer}`;

export const batchesStore = (client: DynamoDBDocumentClient, table: string): BatchesStore => {
  const page = async (pk: string, prefix: string, limit: number, after?: string) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return { items: Items, ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}) };
  };
  return {
    ...batchStore(client, table),

    create: async (batch) => {
      const place = { pk: ownOf(batch.client, batch.consumer), sk: `time#${timeKey(batch.createdAt)}#${batch.id}` };
      const refused = await transact(client, [
        {
          Put: {
            TableName: table,
            Item: { ...batchKey(batch.id), ...batch },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        { Put: { TableName: table, Item: { ...place, v: 1, batch: batch.id } } },
      ]);
      const item = refused === 'done' ? undefined : refused.get(0);
      return item ? readBatch(plainItem(item)) : 'written';
    },

    list: async (of, consumer, limit, after) => {
      const { items, ...rest } = await page(ownOf(of, consumer), 'time#', limit, after);
      const ids = items.map(({ batch }) => String(batch));
      const found = (await batchGet(client, table, ids.map(batchKey))).map(readBatch);
      const byId = new Map(found.map((batch) => [batch.id, batch]));
      return { batches: ids.flatMap((id) => byId.get(id) ?? []), ...rest };
    },

    pickedUp: async (id, pickup) => {
      const sk = `pickup#${timeKey(Date.parse(pickup.at))}#${nonce(6)}`;
      await client.send(new PutCommand({ TableName: table, Item: { pk: `batch#${id}`, sk, v: 1, pickup } }));
    },

    pickups: async (id, limit, after) => {
      const { items, ...rest } = await page(`batch#${id}`, 'pickup#', limit, after);
      return { pickups: items.map(({ pickup }) => Pickup.parse(pickup)), ...rest };
    },
  };
};
