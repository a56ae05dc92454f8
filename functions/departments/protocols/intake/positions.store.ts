/** Table `intakes`: up to which row each front table was read, and the rows that could not be read. pk = department#table, sk = "position" or "refused#key". */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Position } from './front-rows.ts';

export interface PositionsStore {
  get(table: string): Promise<Position | undefined>;
  /** Never back: one that is behind what stands changes nothing. */
  advance(table: string, position: Position): Promise<void>;
  /** A row that cannot be read, by which rule. `row`: keyed digest of its key; what stood in it is kept nowhere. `at`: epoch ms. */
  refuse(table: string, row: string, rule: string, at: number): Promise<void>;
}

const Stored = z.object({ v: z.literal(1), mark: z.string(), key: z.string() });

export const positionsStore = (client: DynamoDBDocumentClient, name: string, department: string): PositionsStore => {
  const place = (table: string, sk: string) => ({ pk: `${department}#${table}`, sk });
  return {
    get: async (table) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: place(table, 'position'), ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { mark, key } = Stored.parse(Item);
      return { mark, key };
    },
    advance: async (table, { mark, key }) => {
      try {
        await client.send(
          new UpdateCommand({
            TableName: name,
            Key: place(table, 'position'),
            UpdateExpression: 'SET v = :v, mark = :mark, #key = :key',
            ConditionExpression: 'attribute_not_exists(pk) OR mark < :mark OR (mark = :mark AND #key <> :key)',
            ExpressionAttributeNames: { '#key': 'key' },
            ExpressionAttributeValues: { ':v': 1, ':mark': mark, ':key': key },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    refuse: async (table, row, rule, at) => {
      await client.send(
        new PutCommand({ TableName: name, Item: { ...place(table, `refused#${row}`), v: 1, rule, at } }),
      );
    },
  };
};
