/** Leaks somebody on purpose wherever a city could, in forms that are not obvious; what is kept is taken away again. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand, PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { LocalCity } from '#infra/local/city.ts';
import { nameOf } from '#infra/local/places.ts';
import { type Answer, call } from '../support.ts';

type Leaked = Readonly<Record<'code' | 'name' | 'phone', string>>;

export interface Planted {
  readonly answer: Answer;
  undo(): Promise<void>;
}

export const plantEverywhere = async (city: LocalCity, { code, name, phone }: Leaked): Promise<Planted> => {
  const { dynamodb, s3, sqs } = city.admin;
  // No function reads it unless a department fails.
  const TableName = nameOf(city.deployment, 'BreakersTable');
  const Bucket = city.deployment.ofType('AWS::S3::Bucket')[0]?.name;
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  // Dead letters: nobody takes them.
  const QueueUrl = QueueUrls.find((url) => /dead/i.test(url));
  const sk = createHash('sha256').update(code).digest('base64url');
  const Key = `leak/${Buffer.from(name).toString('hex')}`;
  const note = { L: [{ B: gzipSync(JSON.stringify({ deep: { phone } })) }] };

  // A request's id is the gateway's; here it is not.
  await city.pool.invoke('public', { routeKey: 'GET /', headers: {}, requestContext: { requestId: code } });
  await call(city, 'GET', `/v1/nowhere?of=${encodeURIComponent(name)}`);
  await dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: 'leak' }, sk: { S: sk }, note } }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: Buffer.from(`{"a":"${code}"}`).toString('base64') }));
  const headers = new Headers({ 'x-note': phone });
  return {
    answer: { status: 500, headers, body: {}, text: '' },
    undo: async () => {
      await dynamodb.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'leak' }, sk: { S: sk } } }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    },
  };
};
