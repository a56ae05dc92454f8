/** The table as it is filled again: many puts, and how far they have come. For a table that was lost: what stands there is replaced. */
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import type { Item } from './items.ts';

export const Position = z.strictObject({ v: z.literal(1), after: z.string(), certificates: z.int(), items: z.int() });
export type Position = z.infer<typeof Position>;

export interface IndexStore {
  put(items: readonly Item[]): Promise<void>;
  position(): Promise<Position | undefined>;
  reached(position: Position): Promise<void>;
  done(): Promise<void>;
}

const KEY = { pk: 'rebuild', sk: 'position' };
const BATCH = 25;
const TRIES = 10;

export const indexStore = (client: DynamoDBDocumentClient, TableName: string): IndexStore => ({
  put: async (items) => {
    for (let at = 0; at < items.length; at += BATCH) {
      let left = items.slice(at, at + BATCH).map((Item): object => ({ PutRequest: { Item } }));
      for (let tries = 1; left.length > 0; tries += 1) {
        const { UnprocessedItems } = await client.send(
          new BatchWriteCommand({ RequestItems: { [TableName]: left as never } }),
        );
        left = UnprocessedItems?.[TableName] ?? [];
        if (left.length > 0 && tries === TRIES) throw new Error('the table does not keep up');
        if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries));
      }
    }
  },
  position: async () => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: KEY, ConsistentRead: true }));
    return Item && Position.parse(withoutKeys(Item));
  },
  reached: async (position) => {
    await client.send(new PutCommand({ TableName, Item: { ...KEY, ...position } }));
  },
  done: async () => {
    await client.send(new DeleteCommand({ TableName, Key: KEY }));
  },
});
