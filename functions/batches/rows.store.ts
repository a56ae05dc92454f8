/** Table `batches`, chunks: the rows, sealed, in one item, and what became of each row in an item of its own. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { StoredOutcome } from '#schemas/stored-batch.ts';

export interface StoredChunk {
  /** Sealed. */
  readonly rows: Uint8Array;
  /** By row number. */
  readonly outcomes: ReadonlyMap<number, StoredOutcome>;
}

export interface RowsStore {
  /** A chunk that is there already stays as it is. `ttl`: epoch seconds, housekeeping only. */
  addChunk(id: string, chunk: number, rows: Uint8Array, ttl: number): Promise<void>;
  chunk(id: string, chunk: number): Promise<StoredChunk | undefined>;
  /** The outcome that then stands there: the first one stays. */
  settle(id: string, chunk: number, row: number, outcome: StoredOutcome, ttl: number): Promise<StoredOutcome>;
}

const place = (id: string, chunk: number): string => `chunk#${id}#${String(chunk).padStart(5, '0')}`;
const spot = (id: string, chunk: number, row: number) => ({
  pk: place(id, chunk),
  sk: `row#${String(row).padStart(6, '0')}`,
});
const ROWS = 'rows';
const read = (item: Readonly<Record<string, unknown>>): StoredOutcome => StoredOutcome.parse(withoutKeys(item));

export const rowsStore = (client: DynamoDBDocumentClient, table: string): RowsStore => {
  /** False when something stands there. */
  const putNew = async (Item: Record<string, unknown>): Promise<boolean> => {
    try {
      const ConditionExpression = 'attribute_not_exists(pk)';
      await client.send(new PutCommand({ TableName: table, Item, ConditionExpression }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    addChunk: async (id, chunk, rows, ttl) => {
      await putNew({ pk: place(id, chunk), sk: ROWS, v: 1, rows, ttl });
    },

    chunk: async (id, chunk) => {
      const items: Record<string, unknown>[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': place(id, chunk) },
            ConsistentRead: true,
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        items.push(...Items);
        from = LastEvaluatedKey;
      } while (from);
      const rows = items.find(({ sk }) => sk === ROWS)?.rows as Uint8Array | undefined;
      const settled = items.filter(({ sk }) => sk !== ROWS);
      return (
        rows && { rows, outcomes: new Map(settled.map((item) => [Number(String(item.sk).split('#')[1]), read(item)])) }
      );
    },

    settle: async (id, chunk, row, outcome, ttl) => {
      const Key = spot(id, chunk, row);
      if (await putNew({ ...Key, ...outcome, ttl })) return outcome;
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return read(Item ?? {});
    },
  };
};
