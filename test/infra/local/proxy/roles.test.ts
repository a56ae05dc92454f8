/** Least privilege, tried with real clients over real sockets: what the role says works, everything else is AccessDenied. */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, SignCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { imported } from '../engines/assembly.ts';
import { clientsOf, startWorld, type World } from '../engines/world.ts';

let world: World;
let asks: ReturnType<typeof clientsOf>;
let nobody: ReturnType<typeof clientsOf>;
const key = { pk: { S: 'a' }, sk: { S: 'b' } };

beforeAll(async () => {
  world = await startWorld([
    {
      name: 'asks',
      may: [
        { Action: ['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'], Resource: imported('Exchanges', 'Arn') },
        { Action: 'dynamodb:GetItem', Resource: imported('Breakers', 'Arn') },
        { Action: 'sqs:SendMessage', Resource: imported('Uses', 'Arn') },
        {
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: { 'Fn::Join': ['', [imported('Certificates', 'Arn'), '/masters/*']] },
        },
        { Action: 's3:PutObject', Effect: 'Deny', Resource: '*/masters/locked' },
        { Action: 'kms:Sign', Resource: imported('Seal', 'Arn') },
        { Action: 'secretsmanager:GetSecretValue', Resource: imported('HubSecret') },
      ],
    },
    { name: 'nobody', may: [] },
  ]);
  asks = clientsOf(world, 'asks');
  nobody = clientsOf(world, 'nobody');
});
afterAll(() => world?.engines.stop());
beforeEach(() => world.engines.controls.reset());

const denied = async (call: Promise<unknown>, action: string, name = 'AccessDeniedException') => {
  await expect(call).rejects.toMatchObject({
    name,
    message: expect.stringContaining(`not authorized to perform: ${action} on`),
  });
  const last = world.engines.controls.refusals().at(-1);
  expect(last?.action).toBe(action);
};

test('dynamodb: the allowed action on the allowed table, and no other', async () => {
  const TableName = world.resource('Exchanges').name;
  await asks.dynamodb.send(new PutItemCommand({ TableName, Item: key }));
  await denied(asks.dynamodb.send(new GetItemCommand({ TableName, Key: key })), 'dynamodb:GetItem');
  const other = new PutItemCommand({ TableName: world.resource('Breakers').name, Item: key });
  await denied(asks.dynamodb.send(other), 'dynamodb:PutItem');
  await denied(nobody.dynamodb.send(new PutItemCommand({ TableName, Item: key })), 'dynamodb:PutItem');
  expect(world.engines.controls.refusals()[0]).toEqual({
    fn: 'asks',
    action: 'dynamodb:GetItem',
    resource: world.resource('Exchanges').arn,
  });
});

test('dynamodb: a transaction needs the right to each inner action, a batch read its own', async () => {
  const TableName = world.resource('Exchanges').name;
  const send = (...TransactItems: TransactWriteItem[]) =>
    asks.dynamodb.send(new TransactWriteItemsCommand({ TransactItems }));
  const check = { ConditionCheck: { TableName, Key: key, ConditionExpression: 'attribute_exists(pk)' } };
  await send({ Put: { TableName, Item: { ...key, sk: { S: 'c' } } } }, check);
  await denied(send(check, { Delete: { TableName, Key: { ...key, sk: { S: 'c' } } } }), 'dynamodb:DeleteItem');
  const batch = new BatchGetItemCommand({ RequestItems: { [world.resource('Breakers').name]: { Keys: [key] } } });
  await denied(asks.dynamodb.send(batch), 'dynamodb:BatchGetItem');
});

test('sqs: may send, one or many, may not receive; the queue URL resolves', async () => {
  const QueueUrl = world.queueUrl('Uses');
  await asks.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  await asks.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'two' }] }));
  await expect(asks.sqs.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(
    asks.sqs.send(new SendMessageCommand({ QueueUrl: world.queueUrl('UsesDead'), MessageBody: 'x' })),
  ).rejects.toMatchObject({ name: 'AccessDenied' });
  const { sqs } = world.engines.admin;
  expect((await sqs.send(new GetQueueUrlCommand({ QueueName: world.resource('Uses').name }))).QueueUrl).toBe(QueueUrl);
  const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(received.Messages?.map(({ Body }) => Body).sort()).toEqual(['one', 'two']);
});

test('s3: only under the prefix, a Deny wins, no listing, and a missing object is not told', async () => {
  const Bucket = world.resource('Certificates').name;
  const body = Buffer.from('不动产权证 𠮷');
  await asks.s3.send(new PutObjectCommand({ Bucket, Key: 'masters/浙 a+b=1', Body: body }));
  const read = await asks.s3.send(new GetObjectCommand({ Bucket, Key: 'masters/浙 a+b=1' }));
  expect(Buffer.from((await read.Body?.transformToByteArray()) ?? [])).toEqual(body);
  const head = await asks.s3.send(new HeadObjectCommand({ Bucket, Key: 'masters/浙 a+b=1' }));
  expect(head.ContentLength).toBe(body.length);
  const s3Denied = (call: Promise<unknown>, action: string) => denied(call, action, 'AccessDenied');
  await s3Denied(asks.s3.send(new PutObjectCommand({ Bucket, Key: 'pages/1', Body: body })), 's3:PutObject');
  await s3Denied(asks.s3.send(new PutObjectCommand({ Bucket, Key: 'masters/locked', Body: body })), 's3:PutObject');
  await s3Denied(asks.s3.send(new ListObjectsV2Command({ Bucket })), 's3:ListBucket');
  await s3Denied(asks.s3.send(new GetObjectCommand({ Bucket, Key: 'masters/none' })), 's3:ListBucket');
  const locked = new PutObjectCommand({ Bucket, Key: 'masters/2', Body: body, ObjectLockLegalHoldStatus: 'ON' });
  await s3Denied(asks.s3.send(locked), 's3:PutObjectLegalHold');
  const missing = world.engines.admin.s3.send(new GetObjectCommand({ Bucket, Key: 'masters/none' }));
  await expect(missing).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('kms and secrets: the one key and the one secret', async () => {
  const KeyId = world.resource('Seal').name;
  const sign = { KeyId, Message: Buffer.from('x'), SigningAlgorithm: 'ECDSA_SHA_256' as const };
  expect((await asks.kms.send(new SignCommand(sign))).Signature?.length).toBeGreaterThan(60);
  await denied(asks.kms.send(new GetPublicKeyCommand({ KeyId })), 'kms:GetPublicKey');
  const SecretId = world.resource('HubSecret').arn;
  expect((await asks.secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString).toContain('"version":1');
  await denied(
    asks.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'x' })),
    'secretsmanager:PutSecretValue',
  );
  await denied(nobody.secrets.send(new GetSecretValueCommand({ SecretId })), 'secretsmanager:GetSecretValue');
});

test('an unknown key, and a known key with another secret, are refused', async () => {
  const call = (accessKeyId: string, secretAccessKey: string) =>
    new DynamoDBClient({ ...asks.config, credentials: { accessKeyId, secretAccessKey } }).send(
      new PutItemCommand({ TableName: world.resource('Exchanges').name, Item: key }),
    );
  await expect(call('AKIANOBODY', 'x')).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  await expect(call(asks.config.credentials.accessKeyId, 'x')).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
  expect(world.engines.controls.read()).toEqual([]);
});

test('an error of the engine reaches the client unchanged', async () => {
  const put = new PutItemCommand({
    TableName: world.resource('Exchanges').name,
    Item: key,
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const error = await asks.dynamodb.send(put).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConditionalCheckFailedException);
  expect((error as ConditionalCheckFailedException).Item).toEqual(key);
});
