/** Table `cases`: who may sign no further commitment, or is not accepted provisionally, under a keyed digest of his code; each bar by the case that it came from. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import type { Write } from '#functions/kernel/transact.store.ts';
import { PlainDate } from '#schemas/identifier.ts';
import type { Bars } from './commitment.ts';
import type { Broken, ToleranceBars } from './tolerance.ts';

const handles = (keys: HubKeys, code: string, from = 'commitments'): string[] =>
  everyHandle(keys, `${from}\n${code}`).map((handle) => `barred#${handle}`);

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

/** One item for each digest, so that of any number of applicants all is read at once; a member for each case. */
const toleranceKey = (pk: string) => ({ pk, sk: 'tolerance' });
/** `lifted`: items of before the case alone said so. */
const Member = z.strictObject({ until: PlainDate, lifted: z.boolean().optional() });
const ToleranceItem = z.object({ v: z.literal(1) }).catchall(Member);
/** Longer than any rule bars for, from any of its bars on. */
const KEPT_S = 2 * 366 * 86_400;

/** Part of the transaction that appends the event. */
export const toleranceWrites = (
  TableName: string,
  keys: HubKeys,
  id: string,
  bars: ToleranceBars | undefined,
): Write[] =>
  (bars?.codes ?? []).map((code) => {
    const { until } = bars as ToleranceBars;
    const [pk = ''] = handles(keys, code, 'tolerance');
    return {
      Update: {
        TableName,
        Key: toleranceKey(pk),
        UpdateExpression: 'SET #case = :bar, v = :v, #ttl = :ttl',
        ExpressionAttributeNames: { '#case': id, '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':bar': { until },
          ':v': 1,
          ':ttl': Math.floor(Date.parse(until) / 1000) + KEPT_S,
        },
      },
    };
  });

/** By code. Consistent. */
export const untoleratedIn =
  (client: DynamoDBDocumentClient, TableName: string, keysOf: () => Promise<HubKeys>) =>
  async (codes: readonly string[]): Promise<ReadonlyMap<string, readonly Broken[]>> => {
    const keys = await keysOf();
    const codeOf = new Map(codes.flatMap((code) => handles(keys, code, 'tolerance').map((pk) => [pk, code] as const)));
    const items = await batchGet(client, TableName, [...codeOf.keys()].map(toleranceKey));
    const found = new Map<string, Broken[]>();
    for (const item of items) {
      const { v: _v, ...bars } = ToleranceItem.parse(withoutKeys(item));
      const code = codeOf.get(String(item.pk)) ?? '';
      const standing = Object.entries(bars).flatMap(([id, { until, lifted }]) => (lifted ? [] : [{ case: id, until }]));
      found.set(code, [...(found.get(code) ?? []), ...standing]);
    }
    return found;
  };
