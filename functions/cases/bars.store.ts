/** Table `cases`: who may sign no further commitment, under a keyed digest of his code; each bar by the case and task that it came from. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import type { Write } from '#functions/kernel/transact.store.ts';
import type { Bars } from './commitment.ts';

const handles = (keys: HubKeys, code: string): string[] =>
  everyHandle(keys, `commitments\n${code}`).map((handle) => `barred#${handle}`);

/** Part of the transaction that appends the event: what is lifted stays as lifted. */
export const barWrites = (TableName: string, keys: HubKeys, id: string, bar: Bars | undefined): Write[] => {
  if (!bar) return [];
  const { task, at, lifted, code } = bar;
  // A bar set under an earlier key is lifted there as well.
  return (lifted ? handles(keys, code) : handles(keys, code).slice(0, 1)).map((pk) => ({
    Put: { TableName, Item: { pk, sk: `${id}#${task}`, v: 1, at, lifted } },
  }));
};

/** Whether any bar stands that was not lifted. Consistent. */
export const barredIn =
  (client: DynamoDBDocumentClient, TableName: string, keysOf: () => Promise<HubKeys>) =>
  async (code: string): Promise<boolean> => {
    for (const pk of handles(await keysOf(), code)) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
        }),
      );
      if (Items.some(({ lifted }) => lifted === false)) return true;
    }
    return false;
  };
