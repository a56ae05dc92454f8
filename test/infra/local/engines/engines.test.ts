/** The whole machine room: made from the templates, found again in a kept folder, gone when stopped. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, test } from 'vitest';
import { startEngines } from '#infra/local/engines/engines.ts';
import { findJava, JAVA_NEEDED } from '#infra/local/engines/java.ts';
import { deployment } from './assembly.ts';
import { startWorld, type World } from './world.ts';

const data = mkdtempSync(join(tmpdir(), 'onetrip-data-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
const functions = [{ name: 'asks', may: [] }];

const refused = (endpoint: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
  });

const secretsOf = async ({ engines, resource }: World) => {
  const [key, secret] = await Promise.all([
    engines.admin.kms.send(new GetPublicKeyCommand({ KeyId: resource('Seal').name })),
    engines.admin.secrets.send(new GetSecretValueCommand({ SecretId: resource('HubSecret').name })),
  ]);
  return [Buffer.from(key.PublicKey ?? []).toString('hex'), secret.SecretString];
};

test('what was put in before a stop is there after a start', async () => {
  const key = { pk: { S: 'a' }, sk: { S: 'b' } };
  const first = await startWorld(functions, data);
  const { admin } = first.engines;
  const TableName = first.resource('Exchanges').name;
  const Bucket = first.resource('Certificates').name;
  const stream = (await admin.dynamodb.send(new DescribeTableCommand({ TableName }))).Table?.StreamSpecification;
  expect(stream).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
  const dead = await admin.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: first.queueUrl('Uses'), AttributeNames: ['All'] }),
  );
  expect(dead.Attributes).toMatchObject({ VisibilityTimeout: '60' });
  expect(JSON.parse(dead.Attributes?.RedrivePolicy ?? '{}')).toMatchObject({ maxReceiveCount: 3 });
  await Promise.all([
    admin.dynamodb.send(new PutItemCommand({ TableName, Item: key })),
    admin.s3.send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'kept' })),
    admin.sqs.send(new SendMessageCommand({ QueueUrl: first.queueUrl('Uses'), MessageBody: 'kept' })),
  ]);
  const before = await secretsOf(first);
  expect(first.engines.env('asks').AWS_ACCESS_KEY_ID).toMatch(/^AKIA[A-Z2-7]{16}$/);
  await first.engines.stop();
  expect(await refused(first.engines.endpoint)).toBe('ECONNREFUSED');

  const second = await startWorld(functions, data);
  try {
    const again = second.engines.admin;
    expect((await again.dynamodb.send(new GetItemCommand({ TableName, Key: key }))).Item).toEqual(key);
    const object = await again.s3.send(new GetObjectCommand({ Bucket, Key: 'a/b' }));
    expect(await object.Body?.transformToString()).toBe('kept');
    const received = await again.sqs.send(new ReceiveMessageCommand({ QueueUrl: second.queueUrl('Uses') }));
    expect(received.Messages?.map(({ Body }) => Body)).toEqual(['kept']);
    expect(await secretsOf(second)).toEqual(before);
  } finally {
    await second.engines.stop();
  }
});

test('without Java there is one clear line', () => {
  expect(() => findJava({ PATH: '/nonexistent' })).toThrow(JAVA_NEEDED);
  expect(findJava()).toMatch(/\/java$/);
});

test('a taken port is said in one line, and nothing is left running', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const before = process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;
  await expect(startEngines(deployment(functions), { port })).rejects.toThrow(
    `address already in use 127.0.0.1:${port}`,
  );
  expect(process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length).toBe(before);
  taken.close();
});
