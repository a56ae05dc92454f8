/** Table `quotas`, read: how much of a day's limit is taken, by whoever wants to know it without taking any. */
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { QuotaCount } from '#schemas/quota.ts';

interface TakenOf {
  /** Of grant#id or resource#id on the day of `now`, epoch ms: what was asked, and what instances hold ready beside. */
  today(of: string, now: number): Promise<number>;
}

export const takenStore = (client: DynamoDBDocumentClient, table: string): TakenOf => ({
  today: async (of, now) => {
    const Key = { pk: of, sk: `day#${beijingDate(now)}` };
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item ? QuotaCount.parse(withoutKeys(Item)).used : 0;
  },
});
