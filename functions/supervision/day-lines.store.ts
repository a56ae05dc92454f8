/** All lines of a day under one department, page by page. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ExchangeLine } from '#schemas/exchange.ts';
import { lineIn } from './uses.store.ts';

/** Oldest first; reads what was written last. */
export const linesOfDay = (client: DynamoDBDocumentClient, table: string) =>
  async function* pages(day: string, department: string): AsyncGenerator<readonly ExchangeLine[]> {
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `${day}#${department}` },
          ConsistentRead: true,
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      yield Items.map(lineIn);
      start = LastEvaluatedKey;
    } while (start);
  };
