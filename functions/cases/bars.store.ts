/** Table `cases`: who may sign no further commitment, or is not accepted provisionally, under a keyed digest of his code; each bar by the case that it came from. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import type { Write } from '#functions/kernel/transact.store.ts';
import { PlainDate } from '#schemas/identifier.ts';
import type { Bars } from './commitment.ts';
import type { Ending, ToleranceBars } from './tolerance.ts';

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
/** `lifted`: items of before that stood apart. */
const Member = z.strictObject({ until: PlainDate, lifted: z.boolean().optional() });
const ToleranceItem = z.object({ v: z.literal(1) }).catchall(Member);
const LiftedItem = z.object({ v: z.literal(1), cases: z.set(z.string()) });
/** Longer than any rule bars for, from any of its bars on. */
const KEPT_S = 2 * 366 * 86_400;

const LIFTED = 'lifted';
/** 解除: a case whose bar was lifted stands under the Monday of the week in which it ends, for all applicants alike: found beside their items by the same read. */
const liftedKey = (monday: string) => ({ pk: `lifted#${monday}`, sk: LIFTED });
const DAY_MS = 86_400_000;
const mondayOf = (date: string): string => {
  const at = Date.parse(date);
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
};
const mondays = ({ from, to }: Ending): string[] => {
  const first = Date.parse(mondayOf(from));
  const weeks = Math.floor((Date.parse(to) - first) / (7 * DAY_MS)) + 1;
  return Array.from({ length: weeks }, (_, i) => new Date(first + i * 7 * DAY_MS).toISOString().slice(0, 10));
};

/** Part of the transaction that appends the event; the same again changes nothing. Lifting is one item for any number of applicants. */
export const toleranceWrites = (
  TableName: string,
  keys: HubKeys,
  id: string,
  bars: ToleranceBars | undefined,
): Write[] => {
  if (!bars) return [];
  const { until, codes, lifted } = bars;
  const ttl = Math.floor(Date.parse(until) / 1000) + KEPT_S;
  const update = (Key: ReturnType<typeof toleranceKey>, how: string, name: string, value: unknown): Write => ({
    Update: {
      ...{ TableName, Key, UpdateExpression: `SET v = :v, #ttl = :ttl ${how}` },
      ExpressionAttributeNames: { '#name': name, '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':value': value, ':v': 1, ':ttl': ttl },
    },
  });
  if (lifted) return [update(liftedKey(mondayOf(until)), 'ADD #name :value', 'cases', new Set([id]))];
  return codes.map((code) => {
    const [pk = ''] = handles(keys, code, 'tolerance');
    return update(toleranceKey(pk), ', #name = :value', id, { until });
  });
};

/** The last day of each bar in the item that no case has lifted. */
const standingIn = (item: Record<string, unknown>, freed: ReadonlySet<string>): string[] => {
  const { v: _v, ...bars } = ToleranceItem.parse(withoutKeys(item));
  return Object.entries(bars).flatMap(([id, { until, lifted }]) => (lifted || freed.has(id) ? [] : [until]));
};

/** By code, the last day that bars him. Consistent; one call. */
export const untoleratedIn =
  (client: DynamoDBDocumentClient, TableName: string, keysOf: () => Promise<HubKeys>) =>
  async (codes: readonly string[], ending: Ending): Promise<ReadonlyMap<string, string>> => {
    const keys = await keysOf();
    const codeOf = new Map(codes.flatMap((code) => handles(keys, code, 'tolerance').map((pk) => [pk, code] as const)));
    const wanted = [...[...codeOf.keys()].map(toleranceKey), ...mondays(ending).map(liftedKey)];
    const items = await batchGet(client, TableName, wanted);
    const lifting = items.filter(({ sk }) => sk === LIFTED).map((item) => LiftedItem.parse(withoutKeys(item)));
    const freed = new Set(lifting.flatMap(({ cases }) => [...cases]));
    const last = new Map<string, string>();
    for (const item of items.filter(({ sk }) => sk !== LIFTED)) {
      const code = codeOf.get(String(item.pk)) ?? '';
      const standing = standingIn(item, freed).filter((until) => until >= ending.from);
      const latest = [...standing, last.get(code) ?? ''].toSorted().at(-1);
      if (latest) last.set(code, latest);
    }
    return last;
  };
