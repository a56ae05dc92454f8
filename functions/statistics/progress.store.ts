/** What is counted, and what must be counted again: items of the table `progress`. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import { PlainDate } from '#schemas/identifier.ts';
import { StatisticsProgress } from '#schemas/statistics.ts';

/** A day that has had a line after it was over; `mark`: of the last such line. */
const LateDay = z.object({ v: z.literal(1), day: PlainDate, mark: z.string() });
export type LateDay = z.infer<typeof LateDay>;

export interface CountingProgress {
  read(): Promise<StatisticsProgress | undefined>;
  write(progress: StatisticsProgress): Promise<void>;
  late(day: string, mark: string): Promise<void>;
  lateDays(): Promise<LateDay[]>;
  /** Unless another line has come since. */
  counted(day: LateDay): Promise<void>;
}

const KEY = { pk: 'statistics', sk: 'progress' };
const LATE = 'statistics late';

export const statisticsProgress = (client: DynamoDBDocumentClient, table: string): CountingProgress => {
  const put = async (item: Record<string, unknown>): Promise<void> => {
    await client.send(new PutCommand({ TableName: table, Item: item }));
  };
  return {
    read: async () => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: KEY, ConsistentRead: true }));
      return Item && StatisticsProgress.parse(withoutKeys(Item));
    },
    write: (progress) => put({ ...KEY, ...progress }),
    late: (day, mark) => put({ pk: LATE, sk: day, v: 1, day, mark }),

    lateDays: async () => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': LATE },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => LateDay.parse(item));
    },

    counted: async ({ day, mark }) => {
      const command = new DeleteCommand({
        TableName: table,
        Key: { pk: LATE, sk: day },
        ConditionExpression: 'mark = :mark',
        ExpressionAttributeValues: { ':mark': mark },
      });
      await client.send(command).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },
  };
};
