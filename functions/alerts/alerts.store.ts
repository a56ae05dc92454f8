/** Table `alerts`: the alert under its id, and its id in two lists of its state: of its department and of the city. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { timeKey, withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { type AlertState, StoredAlert } from '#schemas/alert.ts';

export interface AlertsStore {
  /** The alert itself when it was raised by this call, otherwise the one that stands there. */
  raise(alert: StoredAlert): Promise<StoredAlert>;
  get(id: string): Promise<StoredAlert | undefined>;
  /** `before`: as it was read. 'stale' when somebody changed it in between. */
  change(before: StoredAlert, next: StoredAlert): Promise<'done' | 'stale'>;
  /** Of one department, or of all; newest first, before `before` (a sort key) when given. */
  list(
    state: AlertState,
    department: string | undefined,
    limit: number,
    before?: string,
  ): Promise<{ alerts: StoredAlert[]; next?: string }>;
}

const key = (id: string) => ({ pk: `alert#${id}`, sk: 'alert' });
const place = ({ at, id }: StoredAlert): string => `${timeKey(at)}#${id}`;
const listOf = (state: AlertState, department: string | undefined): string =>
  department === undefined ? `state#${state}` : `state#${state}#${department}`;
const spots = (alert: StoredAlert) =>
  [undefined, alert.department].map((department) => ({ pk: listOf(alert.state, department), sk: place(alert) }));

const read = (item: Record<string, unknown>): StoredAlert => StoredAlert.parse(withoutKeys(item));
const Pointer = z.object({ alert: z.string() });

export const alertsStore = (client: DynamoDBDocumentClient, table: string): AlertsStore => {
  const listed = (alert: StoredAlert): Write[] =>
    spots(alert).map((spot) => ({ Put: { TableName: table, Item: { ...spot, v: 1, alert: alert.id } } }));
  return {
    raise: async (alert) => {
      const refused = await transact(client, [
        {
          Put: {
            TableName: table,
            Item: { ...key(alert.id), ...alert },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        ...listed(alert),
      ]);
      const there = refused === 'done' ? undefined : refused.get(0);
      return there ? read(plainItem(there)) : alert;
    },

    get: async (id) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key(id), ConsistentRead: true }));
      return Item && read(Item);
    },

    change: async (before, next) => {
      const outcome = await transact(client, [
        {
          Put: {
            TableName: table,
            Item: { ...key(next.id), ...next },
            ConditionExpression: 'revision = :before',
            ExpressionAttributeValues: { ':before': before.revision },
          },
        },
        ...spots(before).map((spot): Write => ({ Delete: { TableName: table, Key: spot } })),
        ...listed(next),
      ]);
      return outcome === 'done' ? 'done' : 'stale';
    },

    list: async (state, department, limit, before) => {
      const pk = listOf(state, department);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ...(before === undefined ? {} : { ExclusiveStartKey: { pk, sk: before } }),
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const ids = Items.map((item) => Pointer.parse(item).alert);
      const found = new Map((await batchGet(client, table, ids.map(key))).map((item) => [String(item.id), read(item)]));
      const alerts = ids.flatMap((id) => found.get(id) ?? []);
      return { alerts, ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}) };
    },
  };
};
