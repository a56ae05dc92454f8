import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { freshBucket, freshQueue } from './storage.ts';
import { freshTables, streamedTables } from './tables.ts';

test('fresh tables hold items, and have streams where they are asked for', async () => {
  const { names, client } = await freshTables('breakers');
  const { names: streamed } = await streamedTables('exchanges');
  await client.send(new PutCommand({ TableName: names.breakers, Item: { pk: 'a', sk: 'b', none: undefined } }));
  const { Item } = await client.send(new GetCommand({ TableName: names.breakers, Key: { pk: 'a', sk: 'b' } }));
  expect(Item).toEqual({ pk: 'a', sk: 'b' });
  const streamOf = async (TableName: string) =>
    (await client.send(new DescribeTableCommand({ TableName }))).Table?.StreamSpecification;
  expect(await streamOf(streamed.exchanges)).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
  expect(await streamOf(names.breakers)).toBeUndefined();
});

test('a fresh bucket keeps objects, a fresh queue delivers', async () => {
  const [bucket, queue] = await Promise.all([freshBucket(), freshQueue()]);
  await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'a/b', Body: '电子证照' }));
  const object = await bucket.client.send(new GetObjectCommand({ Bucket: bucket.name, Key: 'a/b' }));
  expect(await object.Body?.transformToString()).toBe('电子证照');
  await queue.client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'hello' }));
  const received = await queue.client.send(new ReceiveMessageCommand({ QueueUrl: queue.url, WaitTimeSeconds: 1 }));
  expect(received.Messages?.map((message) => message.Body)).toEqual(['hello']);
});
