/** Table `statistics`: counts of each resource by day, and by month for all resources together. */
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { StoredStatistics } from '#schemas/statistics.ts';

export interface StatisticsStore {
  /** In the place of what was counted before. */
  putDay(day: StoredStatistics): Promise<void>;
  putMonth(month: StoredStatistics): Promise<void>;
  /** Days of one resource, from the first to the last (texts; a month is the beginning of its days). */
  days(resource: string, from: string, until: string): Promise<StoredStatistics[]>;
  /** All resources of a month, by id, after `after` when given; `next` when there may be more. */
  month(month: string, limit: number, after?: string): Promise<{ items: StoredStatistics[]; next?: string }>;
}

const read = (item: Record<string, unknown>): StoredStatistics => StoredStatistics.parse(withoutKeys(item));

export const statisticsStore = (client: DynamoDBDocumentClient, table: string): StatisticsStore => {
  const put = async (pk: string, sk: string, item: StoredStatistics): Promise<void> => {
    await client.send(new PutCommand({ TableName: table, Item: { pk, sk, ...item } }));
  };
  return {
    putDay: (day) => put(`resource#${day.resource}`, day.period, day),
    putMonth: (month) => put(`month#${month.period}`, month.resource, month),

    days: async (resource, from, until) => {
      const found: StoredStatistics[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
            // '~' sorts behind every day of a month.
            ExpressionAttributeValues: { ':pk': `resource#${resource}`, ':from': from, ':until': `${until}~` },
            ConsistentRead: true,
            ...(start ? { ExclusiveStartKey: start } : {}),
          }),
        );
        found.push(...Items.map(read));
        start = LastEvaluatedKey;
      } while (start);
      return found;
    },

    month: async (month, limit, after) => {
      const pk = `month#${month}`;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          Limit: limit,
          ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        }),
      );
      return { items: Items.map(read), ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}) };
    },
  };
};
