/**
 * Table `subscriptions`: each delivery under its number, and a copy of those that wait for another attempt, and of the dead, apart: what
 * is open is read at every turn, what is dead is looked for by people.
 */
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { EVENT_KEPT_MS } from '#schemas/published.ts';
import { type DeliveryState, StoredDelivery } from '#schemas/subscription.ts';

export interface DeliveriesStore {
  /** Puts it in the place of `before`, both or neither of its copies. */
  put(subscription: string, delivery: StoredDelivery, before?: StoredDelivery): Promise<void>;
  /** All that wait for another attempt, by number. */
  open(subscription: string): Promise<StoredDelivery[]>;
  /** Those that there are, in no order. */
  some(subscription: string, numbers: readonly number[]): Promise<StoredDelivery[]>;
  /** The newest number first, before `before` when given; `next` when there may be more. */
  list(
    subscription: string,
    state: DeliveryState | undefined,
    limit: number,
    before?: number,
  ): Promise<{ deliveries: StoredDelivery[]; next?: number }>;
}

const numberKey = (number: number): string => String(number).padStart(12, '0');

/** Where copies of a delivery in this state stand, beside its own place. */
const SHELF: Readonly<Record<DeliveryState, 'open' | 'dead' | undefined>> = {
  waiting: 'open',
  retrying: 'open',
  late: 'open',
  dead: 'dead',
  received: undefined,
};

/** Housekeeping: a delivery says nothing any more once its event is long gone. */
const KEPT_S = Math.ceil((2 * EVENT_KEPT_MS) / 1000);
const read = (item: Record<string, unknown>): StoredDelivery => StoredDelivery.parse(withoutKeys(item));

/** A filter that fits little must not read everything in one request. */
const MAX_READS = 5;

export const deliveriesStore = (client: DynamoDBDocumentClient, table: string): DeliveriesStore => {
  const at = (shelf: string, subscription: string, number: number) => ({
    pk: `${shelf}#${subscription}`,
    sk: numberKey(number),
  });
  return {
    put: async (subscription, delivery, before) => {
      const { number, state, lastAt } = delivery;
      const rest = { ...delivery, ...(lastAt === undefined ? {} : { ttl: Math.ceil(lastAt / 1000) + KEPT_S }) };
      const item = (shelf: string) => ({ ...at(shelf, subscription, number), ...rest });
      const [from, to] = [before && SHELF[before.state], SHELF[state]];
      const writes: Write[] = [
        { Put: { TableName: table, Item: item('delivery') } },
        ...(to ? [{ Put: { TableName: table, Item: item(to) } }] : []),
        ...(from && from !== to ? [{ Delete: { TableName: table, Key: at(from, subscription, number) } }] : []),
      ];
      // The ordinary case: received at the first attempt.
      if (writes.length === 1) await client.send(new PutCommand({ TableName: table, Item: item('delivery') }));
      else await transact(client, writes);
    },

    open: async (subscription) => {
      const open: StoredDelivery[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': `open#${subscription}` },
            ConsistentRead: true,
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        open.push(...Items.map(read));
        from = LastEvaluatedKey;
      } while (from);
      return open;
    },

    some: async (subscription, numbers) => {
      const keys = numbers.map((number) => at('delivery', subscription, number));
      return (await batchGet(client, table, keys)).map(read);
    },

    list: async (subscription, state, limit, before) => {
      const shelf = (state && SHELF[state]) ?? 'delivery';
      const pk = `${shelf}#${subscription}`;
      const deliveries: StoredDelivery[] = [];
      let from = before === undefined ? undefined : { pk, sk: numberKey(before) };
      for (let reads = 0; reads < MAX_READS && deliveries.length < limit; reads += 1) {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ...(state ? { FilterExpression: '#state = :state', ExpressionAttributeNames: { '#state': 'state' } } : {}),
            ExpressionAttributeValues: { ':pk': pk, ...(state ? { ':state': state } : {}) },
            ...(from ? { ExclusiveStartKey: from } : {}),
            ScanIndexForward: false,
            Limit: limit - deliveries.length,
          }),
        );
        deliveries.push(...Items.map(read));
        from = LastEvaluatedKey && { pk, sk: String(LastEvaluatedKey.sk) };
        if (!from) break;
      }
      return { deliveries, ...(from ? { next: Number(from.sk) } : {}) };
    },
  };
};
