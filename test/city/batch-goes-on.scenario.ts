/** 批量, after the process that asked has died: another one goes on, up to where the day's quota ends. */
import { beforeAll, expect, test } from 'vitest';
import type { OneTrip } from '#client/sdk/index.ts';
import { client, PART, ROWS, shared } from './batch/firms.ts';
import { boot } from './support.ts';

let fire: OneTrip;
beforeAll(async () => {
  fire = client(await boot());
});

test('another process goes on where it was, and waits for midnight with the rows for which the quota does not reach', async () => {
  const { id = '' } = shared;
  // Whoever died holds its lane until the time is over that its invocation might have taken.
  await expect
    .poll(async () => (await fire.batches.get(id)).progress?.waiting?.why, { timeout: 60_000, interval: 500 })
    .toBe('quota-day');
  // A part counts when it is done, and the last rows are of the last part.
  expect(await fire.batches.get(id)).toMatchObject({ state: 'running', progress: { done: ROWS - PART } });
});
