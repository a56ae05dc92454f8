/** Calls and capacity, counted at the door. */
import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tally } from '#infra/local/proxy/tally.ts';
import { imported } from '../engines/assembly.ts';
import { clientsOf, startWorld, type World } from '../engines/world.ts';

let world: World;
let client: ReturnType<typeof clientsOf>['dynamodb'];
let TableName = '';
const item = (sk: string, bytes = 10) => ({ pk: { S: 'a' }, sk: { S: sk }, x: { S: 'x'.repeat(bytes) } });
const key = (sk: string) => ({ pk: { S: 'a' }, sk: { S: sk } });

beforeAll(async () => {
  world = await startWorld([{ name: 'asks', may: [{ Action: 'dynamodb:*', Resource: imported('Exchanges', 'Arn') }] }]);
  client = clientsOf(world, 'asks').dynamodb;
  TableName = world.resource('Exchanges').name;
});
afterAll(() => world?.engines.stop());
beforeEach(() => world.engines.controls.reset());

const counted = (): readonly Tally[] => world.engines.controls.read();
const tally = (operation: string, calls: number, readUnits: number, writeUnits: number): Tally => ({
  fn: 'asks',
  service: 'dynamodb',
  operation,
  calls,
  readUnits,
  writeUnits,
});

test('each call is counted once, for its function and operation', async () => {
  for (let n = 0; n < 20; n += 1) await client.send(new PutItemCommand({ TableName, Item: item(`n${n}`) }));
  await client.send(new GetItemCommand({ TableName, Key: key('n1') }));
  await client.send(new GetItemCommand({ TableName, Key: key('n1'), ConsistentRead: true }));
  expect(counted()).toEqual([tally('PutItem', 20, 0, 20), tally('GetItem', 2, 1.5, 0)]);
});

test('capacity is asked for behind the caller’s back, and not shown to him unless he asked', async () => {
  const silent = await client.send(new PutItemCommand({ TableName, Item: item('s', 1500) }));
  expect(silent.ConsumedCapacity).toBeUndefined();
  const asked = await client.send(
    new PutItemCommand({ TableName, Item: item('s', 1500), ReturnConsumedCapacity: 'TOTAL' }),
  );
  expect(asked.ConsumedCapacity?.CapacityUnits).toBe(2);
  const query = new QueryCommand({
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'nobody' } },
  });
  const found = await client.send(query);
  expect(found.Items).toEqual([]);
  expect(counted()).toEqual([tally('PutItem', 2, 0, 4), tally('Query', 1, 0.5, 0)]);
});

test('a transaction costs double, item by item, though DynamoDB Local says less', async () => {
  const put = (sk: string, bytes: number) => ({ Put: { TableName, Item: item(sk, bytes) } });
  const check = { ConditionCheck: { TableName, Key: key('t1'), ConditionExpression: 'attribute_exists(pk)' } };
  await client.send(new TransactWriteItemsCommand({ TransactItems: [put('t1', 10), put('t2', 10)] }));
  expect(counted()).toEqual([tally('TransactWriteItems', 1, 0, 4)]);
  await client.send(new TransactWriteItemsCommand({ TransactItems: [put('t3', 2100), put('t4', 10), check] }));
  expect(counted()).toEqual([tally('TransactWriteItems', 2, 0, 4 + 10)]);
  const Get = { TableName, Key: key('t1') };
  await client.send(new TransactGetItemsCommand({ TransactItems: [{ Get }, { Get: { TableName, Key: key('t2') } }] }));
  expect(counted()[1]).toEqual(tally('TransactGetItems', 1, 4, 0));
});

test('a failed condition is billed, a malformed call is not', async () => {
  await client.send(new PutItemCommand({ TableName, Item: item('c') }));
  world.engines.controls.reset();
  const refused = new PutItemCommand({
    TableName,
    Item: item('c', 1100),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await expect(client.send(refused)).rejects.toThrow('The conditional request failed');
  await expect(client.send(new GetItemCommand({ TableName, Key: { pk: { S: 'a' } } }))).rejects.toThrow(
    'conditions on the keys is invalid',
  );
  expect(counted()).toEqual([tally('PutItem', 1, 0, 2), tally('GetItem', 1, 0, 0)]);
});
