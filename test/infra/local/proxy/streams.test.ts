/** A function reads the stream of its table by the ARN that its template knows, and no other. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamClient } from '#infra/local/sources/stream-client.ts';
import { streamArnOf } from '#infra/local/template/physical.ts';
import { imported } from '../engines/assembly.ts';
import { startWorld, type World } from '../engines/world.ts';

let world: World;
beforeAll(async () => {
  const Action = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  world = await startWorld([
    { name: 'relays', may: [{ Action, Resource: imported('Exchanges', 'StreamArn') }] },
    { name: 'nobody', may: [] },
  ]);
});
afterAll(() => world?.engines.stop());

const signal = new AbortController().signal;

test('records come in order through the door', async () => {
  const { name, arn } = world.resource('Exchanges');
  for (const sk of ['1', '2', '3'])
    await world.engines.admin.dynamodb.send(
      new PutItemCommand({ TableName: name, Item: { pk: { S: 'a' }, sk: { S: sk } } }),
    );
  const client = streamClient(world.engines.env('relays'), signal);
  const [shard] = await client.shards(streamArnOf(arn));
  const iterator = await client.iterator(streamArnOf(arn), String(shard?.ShardId), undefined);
  const { records } = await client.records(iterator, 10);
  expect(records.map(({ dynamodb }) => dynamodb.Keys)).toEqual(
    ['1', '2', '3'].map((sk) => ({ pk: { S: 'a' }, sk: { S: sk } })),
  );
  const stranger = streamClient(world.engines.env('nobody'), signal);
  await expect(stranger.records(iterator, 10)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(stranger.shards(streamArnOf(arn))).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
