/** Many items by key, as every store reads them. */
import type { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { batchGet } from '#functions/kernel/batch-get.store.ts';

interface Key {
  readonly pk: string;
  readonly sk: string;
}
const keys = (count: number): Key[] => Array.from({ length: count }, (_, i) => ({ pk: `p${i}`, sk: 's' }));

/** Gives as many items of each batch as `gives` says, and leaves the rest. */
const giving = (...gives: readonly number[]) => {
  const asked: number[] = [];
  const send = async ({ input }: BatchGetCommand) => {
    const wanted = (input.RequestItems?.t?.Keys ?? []) as Key[];
    const most = gives[Math.min(asked.push(wanted.length), gives.length) - 1] ?? 0;
    const left = wanted.slice(most);
    return { Responses: { t: wanted.slice(0, most) }, UnprocessedKeys: left.length > 0 ? { t: { Keys: left } } : {} };
  };
  return { client: { send } as never, asked };
};

test('a hundred keys are asked at once, and no more', async () => {
  const all = giving(100);
  expect(await batchGet(all.client, 't', keys(230))).toEqual(keys(230));
  expect(all.asked).toEqual([100, 100, 30]);
  const none = giving(100);
  expect([await batchGet(none.client, 't', []), none.asked]).toEqual([[], []]);
});

test('what is left out is asked for again', async () => {
  const parts = giving(2, 0, 1, 100);
  expect(await batchGet(parts.client, 't', keys(5))).toEqual(keys(5));
  expect(parts.asked).toEqual([5, 3, 3, 2]);
});

test('a table that holds everything back is not asked for ever', async () => {
  const stuck = giving(1, 0);
  await expect(batchGet(stuck.client, 't', keys(3))).rejects.toMatchObject({
    code: 'hub-not-ready',
    extra: { cause: 'keys-left-out' },
  });
  expect(stuck.asked).toHaveLength(8);
}, 10_000);
