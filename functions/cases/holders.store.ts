/** Table `cases`: which cases somebody has filed, under a keyed digest of his code, by the time of filing. Written with the filing; found without a scan. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import { timeKey } from '#functions/kernel/item.ts';
import { queryItems } from '#functions/kernel/query-items.store.ts';
import type { Write } from '#functions/kernel/transact.store.ts';
import type { Filed } from './earlier.ts';

const handles = (keys: HubKeys, code: string): string[] =>
  everyHandle(keys, `cases of a holder\n${code}`).map((handle) => `holder#${handle}`);

/** Part of the transaction that files the case. */
export const holderWrites = (TableName: string, keys: HubKeys, id: string, filed: Filed | undefined): Write[] =>
  (filed?.codes ?? []).map((code) => ({
    Put: {
      TableName,
      Item: { pk: handles(keys, code)[0], sk: `${timeKey(filed?.at ?? 0)}#${id}`, v: 1, case: id },
    },
  }));

/** The newest first, at most so many of each version of the hub's key. */
export const casesOfHolder =
  (client: DynamoDBDocumentClient, TableName: string, keysOf: () => Promise<HubKeys>) =>
  async (code: string, most: number): Promise<string[]> => {
    const found: { sk: string; id: string }[] = [];
    for (const pk of handles(await keysOf(), code)) {
      let left = most;
      const query = {
        ...{ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } },
        ...{ ScanIndexForward: false, Limit: most },
      };
      for await (const item of queryItems(client, query)) {
        found.push({ sk: String(item.sk), id: String(item.case) });
        left -= 1;
        if (left === 0) break;
      }
    }
    return found
      .toSorted((a, b) => (a.sk < b.sk ? 1 : -1))
      .slice(0, most)
      .map(({ id }) => id);
  };
