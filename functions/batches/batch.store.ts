/** Table `batches`, one batch under its id. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { canonical } from '#functions/kernel/canonical.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { StoredBatch } from '#schemas/stored-batch.ts';

export interface BatchStore {
  get(id: string): Promise<StoredBatch | undefined>;
  /** 'stale' when another revision than `next.revision - 1` stands there, unless it is `next` itself: then its acknowledgement was lost. */
  change(next: StoredBatch): Promise<'done' | 'stale'>;
}

export const batchKey = (id: string) => ({ pk: `batch#${id}`, sk: 'batch' });
export const readBatch = (item: Readonly<Record<string, unknown>>): StoredBatch => StoredBatch.parse(withoutKeys(item));

export const batchStore = (client: DynamoDBDocumentClient, table: string): BatchStore => ({
  get: async (id) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: batchKey(id), ConsistentRead: true }));
    return Item && readBatch(Item);
  },

  change: async (next) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...batchKey(next.id), ...next },
          ConditionExpression: 'revision = :before',
          ExpressionAttributeValues: { ':before': next.revision - 1 },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'done';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item && canonical(readBatch(plainItem(error.Item))) === canonical(next) ? 'done' : 'stale';
    }
  },
});
