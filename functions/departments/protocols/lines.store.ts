/** The waiting list of a department, line by line, with who holds each: in table `questions`, beside the questions themselves. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Line, listOf, readLine, spotOf } from '#functions/exchange/waiting-list.ts';
import { timeKey } from '#functions/kernel/item.ts';

export interface LinesStore {
  /** Pages of the list, the oldest line first, from `since` (epoch ms) on. */
  pages(department: string, since: number): AsyncIterable<readonly Line[]>;
  /** Makes `holder` hold it until then; false when it left the list, or another holds it. `now`, `until`: epoch ms. */
  hold(line: Line, holder: string, until: number, now: number): Promise<boolean>;
}

export const linesStore = (client: DynamoDBDocumentClient, table: string): LinesStore => ({
  async *pages(department, since) {
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk >= :since',
          ExpressionAttributeValues: { ':pk': listOf(department), ':since': timeKey(since) },
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      yield Items.flatMap((item) => readLine(department, item) ?? []);
      from = LastEvaluatedKey;
    } while (from);
  },

  hold: async (line, holder, until, now) => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: spotOf(line),
          UpdateExpression: 'SET holder = :holder, #until = :until',
          ConditionExpression:
            'attribute_exists(pk) AND (attribute_not_exists(holder) OR holder = :holder OR #until <= :now)',
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: { ':holder': holder, ':until': until, ':now': now },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
