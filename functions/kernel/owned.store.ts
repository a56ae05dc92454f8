/**
 * What a system or an officer's department begins, hands files in for and looks at later: batches and back-fills, each in its own table under
 * kind#id, changed by revision, and listed for its owner.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { batchGet } from './batch-get.store.ts';
import { canonical } from './canonical.ts';
import { timeKey, withoutKeys } from './item.ts';
import { plainItem } from './plain.ts';
import { transact } from './transact.store.ts';

interface Owned {
  readonly id: string;
  readonly revision: number;
  readonly client: string;
  /** Department. */
  readonly consumer: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

export interface ChangedStore<T extends Owned> {
  get(id: string): Promise<T | undefined>;
  /** 'stale' when another revision than `next.revision - 1` stands there, unless it is `next` itself: then its acknowledgement was lost. */
  change(next: T): Promise<'done' | 'stale'>;
}

export interface OwnedStore<T extends Owned> extends ChangedStore<T> {
  /** 'written', or what stands there. */
  create(one: T): Promise<'written' | T>;
  /** Newest first, after `after` (a sort key) when given. */
  list(client: string, consumer: string, limit: number, after?: string): Promise<{ items: T[]; next?: string }>;
}

/** Items whose sort key begins with `prefix`, last first. */
export const lastFirst = async (
  client: DynamoDBDocumentClient,
  table: string,
  { pk, prefix, limit, after }: { pk: string; prefix: string; limit: number; after?: string | undefined },
) => {
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

/** `kind`: begins the key and is the sort key. */
export const ownedStore = <T extends Owned>(
  client: DynamoDBDocumentClient,
  table: string,
  kind: string,
  schema: z.ZodType<T>,
): OwnedStore<T> => {
  const keyOf = (id: string) => ({ pk: `${kind}#${id}`, sk: kind });
  const read = (item: Readonly<Record<string, unknown>>): T => schema.parse(withoutKeys(item));
  const ownOf = (of: string, consumer: string): string => `own#${of}#${consumer}`;
  return {
    get: async (id) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(id), ConsistentRead: true }));
      return Item && read(Item);
    },

    change: async (next) => {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { ...keyOf(next.id), ...next },
            ConditionExpression: 'revision = :before',
            ExpressionAttributeValues: { ':before': next.revision - 1 },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return 'done';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return error.Item && canonical(read(plainItem(error.Item))) === canonical(next) ? 'done' : 'stale';
      }
    },

    create: async (one) => {
      const place = { pk: ownOf(one.client, one.consumer), sk: `time#${timeKey(one.createdAt)}#${one.id}` };
      const refused = await transact(client, [
        {
          Put: {
            TableName: table,
            Item: { ...keyOf(one.id), ...one },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        { Put: { TableName: table, Item: { ...place, v: 1, [kind]: one.id } } },
      ]);
      const item = refused === 'done' ? undefined : refused.get(0);
      return item ? read(plainItem(item)) : 'written';
    },

    list: async (of, consumer, limit, after) => {
      const pk = ownOf(of, consumer);
      const { items, ...rest } = await lastFirst(client, table, { pk, prefix: 'time#', limit, after });
      const ids = items.map((item) => String(item[kind]));
      const found = (await batchGet(client, table, ids.map(keyOf))).map(read);
      const byId = new Map(found.map((one) => [one.id, one]));
      return { items: ids.flatMap((id) => byId.get(id) ?? []), ...rest };
    },
  };
};
