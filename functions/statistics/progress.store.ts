/** Up to which day everything is counted: an item of the table `progress`. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { StatisticsProgress } from '#schemas/statistics.ts';
import type { RollUpDeps } from './roll-up.ts';

const KEY = { pk: 'statistics', sk: 'progress' };

export const statisticsProgress = (client: DynamoDBDocumentClient, table: string): RollUpDeps['progress'] => ({
  read: async () => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: KEY, ConsistentRead: true }));
    return Item && StatisticsProgress.parse(withoutKeys(Item));
  },
  write: async (progress) => {
    await client.send(new PutCommand({ TableName: table, Item: { ...KEY, ...progress } }));
  },
});
