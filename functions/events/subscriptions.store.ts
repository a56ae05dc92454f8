/** Table `subscriptions`: the subscription under its id, and its id under its department and, while it is delivered to, under its resource. */

import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { StoredSubscription, type Work } from '#schemas/subscription.ts';
import { workKey } from './work.store.ts';

export interface SubscriptionsStore {
  /** With its work at the beginning. 'there': its id is taken. */
  create(subscription: StoredSubscription): Promise<'done' | 'there'>;
  get(id: string): Promise<StoredSubscription | undefined>;
  /** 'stale': it has another revision than `next.revision - 1`. */
  change(next: StoredSubscription): Promise<'done' | 'stale'>;
  /** Ids upward, behind `after` when given; `next` when there may be more. */
  list(
    department: string,
    limit: number,
    after?: string,
  ): Promise<{ subscriptions: StoredSubscription[]; next?: string }>;
  /** How many the department has ever made and not ended; counts `most` at most. */
  count(department: string, most: number): Promise<number>;
  /** Ids of those to which an event of this resource is delivered. */
  deliveredTo(resource: string): Promise<string[]>;
}

const key = (id: string) => ({ pk: `subscription#${id}`, sk: 'subscription' });
const ofDepartment = ({ department, id }: StoredSubscription) => ({ pk: `of#${department}`, sk: id });
const ofResource = ({ resource, id }: StoredSubscription) => ({ pk: `resource#${resource}`, sk: id });

const read = (item: Record<string, unknown>): StoredSubscription => StoredSubscription.parse(withoutKeys(item));
const Pointer = z.object({ v: z.literal(1), sk: z.uuid() });

const isDeliveredTo = ({ state, target }: StoredSubscription): boolean =>
  target.kind === 'webhook' && (state === 'active' || state === 'unconfirmed');

export const subscriptionsStore = (client: DynamoDBDocumentClient, table: string): SubscriptionsStore => {
  const put = (item: object, condition?: string, values?: Record<string, unknown>): Write => ({
    Put: {
      TableName: table,
      Item: item as Record<string, unknown>,
      ...(condition === undefined ? {} : { ConditionExpression: condition }),
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    },
  });
  const remove = (Key: Record<string, string>): Write => ({ Delete: { TableName: table, Key } });
  const pointed = (pk: string, after: string | undefined, limit?: number) =>
    client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        ...(limit === undefined ? {} : { Limit: limit }),
      }),
    );
  const ids = (items: readonly object[]): string[] => items.map((item) => Pointer.parse(item).sk);

  return {
    create: async (subscription) => {
      const work: Work = { v: 1, position: subscription.after, round: 1 };
      const outcome = await transact(client, [
        put({ ...key(subscription.id), ...subscription }, 'attribute_not_exists(pk)'),
        put({ ...workKey(subscription.id), ...work }),
        put({ ...ofDepartment(subscription), v: 1 }),
        ...(isDeliveredTo(subscription) ? [put({ ...ofResource(subscription), v: 1 })] : []),
      ]);
      return outcome === 'done' ? 'done' : 'there';
    },

    get: async (id) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key(id), ConsistentRead: true }));
      return Item && read(Item);
    },

    change: async (next) => {
      const outcome = await transact(client, [
        put({ ...key(next.id), ...next }, 'revision = :before', { ':before': next.revision - 1 }),
        isDeliveredTo(next) ? put({ ...ofResource(next), v: 1 }) : remove(ofResource(next)),
        ...(next.state === 'ended' ? [remove(ofDepartment(next))] : []),
      ]);
      return outcome === 'done' ? 'done' : 'stale';
    },

    list: async (department, limit, after) => {
      const { Items = [], LastEvaluatedKey } = await pointed(`of#${department}`, after, limit);
      const found = (await batchGet(client, table, ids(Items).map(key))).map(read);
      const subscriptions = found.sort((a, b) => (a.id < b.id ? -1 : 1));
      return { subscriptions, ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}) };
    },

    count: async (department, most) => (await pointed(`of#${department}`, undefined, most)).Items?.length ?? 0,

    deliveredTo: async (resource) => {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await pointed(`resource#${resource}`, after);
        found.push(...ids(Items));
        after = LastEvaluatedKey && String(LastEvaluatedKey.sk);
      } while (after !== undefined);
      return found;
    },
  };
};
