/** Who listens hears of each write to his table that was carried out, and of nothing else. */
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { imported } from '../engines/assembly.ts';
import { clientsOf, startWorld, type World } from '../engines/world.ts';

let world: World;
let client: ReturnType<typeof clientsOf>['dynamodb'];
beforeAll(async () => {
  const may = ['Exchanges', 'Breakers'].map((id) => ({ Action: 'dynamodb:*', Resource: imported(id, 'Arn') }));
  world = await startWorld([{ name: 'writes', may }]);
  client = clientsOf(world, 'writes').dynamodb;
});
afterAll(() => world?.engines.stop());

const key = { pk: { S: 'a' }, sk: { S: '1' } };

test('a put, a change, a batch, a transaction and a removal are heard, a read, a failed condition and another table are not', async () => {
  const [TableName, other] = ['Exchanges', 'Breakers'].map((id) => world.resource(id).name);
  let heard = 0;
  const deaf = world.engines.onWrite(String(TableName), () => {
    heard += 1;
  });
  const after = async (write: () => Promise<unknown>): Promise<number> => {
    const before = heard;
    await write();
    return heard - before;
  };
  const put = { TableName, Item: key };
  expect(await after(() => client.send(new PutItemCommand(put)))).toBe(1);
  expect(await after(() => client.send(new UpdateItemCommand({ TableName, Key: key })))).toBe(1);
  const RequestItems = { [String(TableName)]: [{ PutRequest: { Item: key } }] };
  expect(await after(() => client.send(new BatchWriteItemCommand({ RequestItems })))).toBe(1);
  const TransactItems = [{ Put: put }, { Put: { ...put, TableName: other } }];
  expect(await after(() => client.send(new TransactWriteItemsCommand({ TransactItems })))).toBe(1);
  expect(await after(() => client.send(new GetItemCommand({ TableName, Key: key })))).toBe(0);
  expect(await after(() => client.send(new PutItemCommand({ ...put, TableName: other })))).toBe(0);
  const onlyNew = { ...put, ConditionExpression: 'attribute_not_exists(pk)' };
  expect(await after(() => client.send(new PutItemCommand(onlyNew)).catch(() => {}))).toBe(0);
  world.engines.controls.fault({ kind: 'lose-acknowledgement', operation: 'DeleteItem', nth: 1 });
  const lost = await after(() => client.send(new DeleteItemCommand({ TableName, Key: key })).catch(() => {}));
  expect(lost).toBe(1);
  deaf();
  expect(await after(() => client.send(new PutItemCommand(put)))).toBe(0);
});
