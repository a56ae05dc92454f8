/** Table `registry`: the source of truth behind the snapshot. pk = kind, sk = id, of what is over by itself its end and id; the item `head` counts the changes. */

import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { RegistryItem } from '#schemas/snapshot.ts';
import type { ItemOf, Kind } from './kinds.ts';

export interface RegistryStore {
  /** Revoked cases are only listed. */
  get<K extends Kind>(kind: K, id: string): Promise<ItemOf<K> | undefined>;
  /** By id upward from `after`, revoked cases by their end; `last` is there when more may follow. */
  list<K extends Kind>(
    kind: K,
    page?: { after?: string; limit?: number },
  ): Promise<{ items: ItemOf<K>[]; last?: string }>;
  /** Puts `item` in the place of the revision before its own and counts the change, both or neither. 'stale': another revision stands. */
  put(item: RegistryItem): Promise<'done' | 'stale'>;
  /** The same for up to 99 items at once, all or none. */
  putAll(items: readonly RegistryItem[]): Promise<'done' | 'stale'>;
  /** Number of changes so far. */
  version(): Promise<number>;
}

const HEAD = { pk: 'head', sk: 'head' };
const Head = z.object({ v: z.literal(1), version: z.int() });

/** Revoked cases lie by their end: who publishes reads those that still count, however many the TTL has not taken yet. */
const sortKey = (item: RegistryItem): string => (item.kind === 'revoked-case' ? `${item.until}#${item.id}` : item.id);

const toItem = (item: RegistryItem) => ({
  pk: item.kind,
  sk: sortKey(item),
  ...item,
  ...(item.kind === 'revoked-case' ? { ttl: Math.ceil(Date.parse(item.until) / 1000) + 86_400 } : {}),
  ...(item.kind === 'open-doubt' && item.closed ? { ttl: Math.ceil(Date.parse(item.closed) / 1000) + 86_400 } : {}),
});

/** Upcasts and checks a stored item. Throws when it is not what this room wrote. */
const fromItem = <K extends Kind>(kind: K, stored: Record<string, unknown>): ItemOf<K> => {
  const read = RegistryItem.parse(withoutKeys(stored));
  if (read.kind !== kind) throw new Error('registry item of another kind');
  return read as ItemOf<K>;
};

const putOf = (table: string, item: RegistryItem): Write => ({
  Put: {
    TableName: table,
    Item: toItem(item),
    ...(item.revision === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'revision = :before',
          ExpressionAttributeValues: { ':before': item.revision - 1 },
        }),
  },
});

const countOf = (table: string): Write => ({
  Update: {
    TableName: table,
    Key: HEAD,
    UpdateExpression: 'SET v = :one ADD version :one',
    ExpressionAttributeValues: { ':one': 1 },
  },
});

const write = async (
  client: DynamoDBDocumentClient,
  table: string,
  items: readonly RegistryItem[],
): Promise<'done' | 'stale'> => {
  const done = await transact(client, [...items.map((item) => putOf(table, item)), countOf(table)]);
  return done === 'done' ? 'done' : 'stale';
};

export const registryStore = (client: DynamoDBDocumentClient, table: string): RegistryStore => ({
  get: async (kind, id) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { pk: kind, sk: id }, ConsistentRead: true }),
    );
    return Item && fromItem(kind, Item);
  },

  list: async (kind, { after, limit } = {}) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :kind',
        ExpressionAttributeValues: { ':kind': kind },
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk: kind, sk: after } }),
        ...(limit === undefined ? {} : { Limit: limit }),
      }),
    );
    const items = Items.map((item) => fromItem(kind, item));
    return { items, ...(LastEvaluatedKey ? { last: String(LastEvaluatedKey.sk) } : {}) };
  },

  put: (item) => write(client, table, [item]),
  putAll: (items) => write(client, table, items),

  version: async () => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: HEAD, ConsistentRead: true }));
    return Item ? Head.parse(Item).version : 0;
  },
});
