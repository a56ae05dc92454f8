/** Table `certificates`: entries of the status lists that are not "valid", and which lists were made last. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import type { Key } from '../stored.ts';
import type { Entry } from './entry.ts';

/** `at`: nothing that was written before it is missing from the list. `sha256`: of its file. */
export const StoredList = z.strictObject({ v: z.literal(1), at: z.int(), sha256: z.string().length(64) });
export type StoredList = z.infer<typeof StoredList>;

const Found = z.object({ index: z.int(), entry: z.union([z.literal(1), z.literal(2)]) });

export interface ListsStore {
  /** Index and entry of all that are not 0. Consistent. */
  entries(list: number): Promise<(readonly [index: number, entry: Entry])[]>;
  made(list: number): Promise<StoredList | undefined>;
  /** Unless one that was made of newer entries stands there. */
  publish(list: number, made: StoredList): Promise<void>;
}

export const madeKey = (list: number): Key => ({ pk: `list#${list}`, sk: 'made' });

export const listsStore = (client: DynamoDBDocumentClient, TableName: string): ListsStore => ({
  entries: async (list) => {
    const found: (readonly [number, Entry])[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :list',
          ExpressionAttributeValues: { ':list': `status#${list}` },
          ExclusiveStartKey: from,
        }),
      );
      for (const item of Items) {
        const { index, entry } = Found.parse(item);
        found.push([index, entry]);
      }
      from = LastEvaluatedKey;
    } while (from);
    return found;
  },
  made: async (list) => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: madeKey(list) }));
    return Item && StoredList.parse(withoutKeys(Item));
  },
  publish: async (list, made) => {
    await client
      .send(
        new PutCommand({
          TableName,
          Item: { ...madeKey(list), ...made },
          ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': made.at },
        }),
      )
      .catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
  },
});
