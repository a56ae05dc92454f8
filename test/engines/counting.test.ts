import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { counting } from './counting.ts';
import { Crash, everyCrashPoint } from './crash-points.ts';
import { documentClient, freshTables } from './tables.ts';

const key = { pk: 'a', sk: 'b' };

const world = async () => {
  const { names, client, endpoint } = await freshTables('breakers');
  const put = new PutCommand({ TableName: names.breakers, Item: key, ConditionExpression: 'attribute_not_exists(pk)' });
  const stored = async () =>
    (await documentClient(endpoint).send(new GetCommand({ TableName: names.breakers, Key: key }))).Item !== undefined;
  return { client, put, stored };
};

test('counts each operation by its name', async () => {
  const { client, put } = await world();
  const count = counting(client);
  await client.send(put);
  expect(count.calls).toEqual({ PutItem: 1 });
  count.reset();
  expect(count.total).toBe(0);
});

test('a lost acknowledgement took effect, and the SDK repeats the call', async () => {
  const { client, put, stored } = await world();
  const count = counting(client);
  count.fault({ kind: 'lose', operation: 'PutItem', nth: 1 });
  await expect(client.send(put)).rejects.toThrow('The conditional request failed');
  expect(count.calls).toEqual({ PutItem: 2 });
  expect(await stored()).toBe(true);
});

test.each([
  ['refuse', false],
  ['throttle', false],
  ['lose', true],
] as const)('a final %s is not repeated; took effect: %s', async (kind, effect) => {
  const { client, put, stored } = await world();
  const count = counting(client);
  count.fault({ kind, final: true });
  await expect(client.send(put)).rejects.toThrow();
  expect(count.total).toBe(1);
  expect(await stored()).toBe(effect);
});

test('throttled once, the SDK succeeds at the second attempt; a delay only delays', async () => {
  const { client, put, stored } = await world();
  const count = counting(client);
  count.fault({ kind: 'throttle', nth: 1 });
  count.fault({ kind: 'delay', ms: 5 });
  await client.send(put);
  expect(count.total).toBe(2);
  expect(await stored()).toBe(true);
});

test('every crash point is visited: two for each call, none after death', async () => {
  const effects: boolean[] = [];
  const boundaries = await everyCrashPoint(async (crash) => {
    const { client, put, stored } = await world();
    const count = counting(client, crash);
    const twice = client.send(put).then(() => crash.around(async () => 'sealed')());
    await twice.catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
    if (crash.dead) await expect(client.send(put)).rejects.toBeInstanceOf(Crash);
    expect(count.total).toBeLessThanOrEqual(1);
    effects.push(await stored());
  });
  expect(boundaries).toBe(4);
  expect(effects).toEqual([true, false, true, true, true]);
});
