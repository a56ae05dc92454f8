/** Table `notices`: the notice under its id, and its id under its case and, while it is due, under its department. */

import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { timeKey, withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { StoredNotice } from '#schemas/notice.ts';

export interface NoticesStore {
  /** A notice that is there already stays as it is: the record it comes from may be told twice. */
  add(notice: StoredNotice): Promise<void>;
  get(id: string): Promise<StoredNotice | undefined>;
  /** 'stale' when the notice has another revision than `next.revision - 1`. */
  change(next: StoredNotice): Promise<'done' | 'stale'>;
  /** Of one department: of a case (all states), or all that are due; oldest first, after `after` (a sort key) when given. */
  list(
    consumer: string,
    ofCase: string | undefined,
    limit: number,
    after?: string,
  ): Promise<{ notices: StoredNotice[]; next?: string }>;
}

const key = (id: string) => ({ pk: `notice#${id}`, sk: 'notice' });
const place = ({ at, id }: StoredNotice): string => `${timeKey(at)}#${id}`;
const dueOf = (notice: StoredNotice) => ({ pk: `due#${notice.consumer}`, sk: place(notice) });
const caseOf = (notice: StoredNotice) => ({ pk: `case#${notice.consumer}#${notice.case}`, sk: place(notice) });

const read = (item: Record<string, unknown>): StoredNotice => StoredNotice.parse(withoutKeys(item));
const Pointer = z.object({ sk: z.string(), notice: z.string() });

export const noticesStore = (client: DynamoDBDocumentClient, table: string): NoticesStore => {
  const put = (item: object, condition?: string, values?: Record<string, unknown>): Write => ({
    Put: {
      TableName: table,
      Item: item as Record<string, unknown>,
      ...(condition === undefined ? {} : { ConditionExpression: condition }),
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    },
  });
  const named = async (ids: readonly string[]): Promise<StoredNotice[]> => {
    const items = await batchGet(client, table, ids.map(key));
    const found = new Map(items.map(read).map((notice) => [notice.id, notice]));
    return ids.flatMap((id) => found.get(id) ?? []);
  };
  return {
    add: async (notice) => {
      // Refused means: it is there already, whole, for the three are written together.
      await transact(client, [
        put({ ...key(notice.id), ...notice }, 'attribute_not_exists(pk)'),
        put({ ...dueOf(notice), v: 1, notice: notice.id }),
        ...(notice.case === undefined ? [] : [put({ ...caseOf(notice), v: 1, notice: notice.id })]),
      ]);
    },

    get: async (id) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key(id), ConsistentRead: true }));
      return Item && read(Item);
    },

    change: async (next) => {
      const outcome = await transact(client, [
        put({ ...key(next.id), ...next }, 'revision = :before', { ':before': next.revision - 1 }),
        { Delete: { TableName: table, Key: dueOf(next) } },
      ]);
      return outcome === 'done' ? 'done' : 'stale';
    },

    list: async (consumer, ofCase, limit, after) => {
      const pk = ofCase === undefined ? `due#${consumer}` : `case#${consumer}#${ofCase}`;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
          Limit: limit,
        }),
      );
      const notices = await named(Items.map((item) => Pointer.parse(item).notice));
      return { notices, ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}) };
    },
  };
};
