/** Each fault kind, seen by real clients. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SignCommand } from '@aws-sdk/client-kms';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { imported } from '../engines/assembly.ts';
import { clientsOf, startWorld, type World } from '../engines/world.ts';

let world: World;
let once: ReturnType<typeof clientsOf>;
let patient: ReturnType<typeof clientsOf>;
let row = 0;

beforeAll(async () => {
  world = await startWorld([
    {
      name: 'asks',
      may: [
        { Action: 'dynamodb:*', Resource: imported('Exchanges', 'Arn') },
        { Action: ['sqs:*', 's3:*', 'kms:*', 'secretsmanager:*'], Resource: '*' },
      ],
    },
  ]);
  once = clientsOf(world, 'asks');
  patient = clientsOf(world, 'asks', 3);
});
afterAll(() => world?.engines.stop());
afterEach(() => {
  world.engines.controls.clear();
  world.engines.controls.reset();
});

const put = () => {
  row += 1;
  const Item = { pk: { S: `row${row}` }, sk: { S: '0' } };
  const TableName = world.resource('Exchanges').name;
  const command = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
  const stored = async () => {
    const read = new GetItemCommand({ TableName, Key: Item, ConsistentRead: true });
    return (await world.engines.admin.dynamodb.send(read)).Item !== undefined;
  };
  return { command, stored };
};
const puts = () =>
  world.engines.controls.read().find(({ fn, operation }) => fn === 'asks' && operation === 'PutItem')?.calls;

test('throttled once, the SDK tries again and succeeds', async () => {
  const { command, stored } = put();
  world.engines.controls.fault({ fn: 'asks', operation: 'PutItem', nth: 1, kind: 'throttle' });
  await patient.dynamodb.send(command);
  expect([puts(), await stored()]).toEqual([2, true]);
});

test.each([
  ['throttle', false],
  ['refuse-before', false],
  ['error', false],
  ['lose-acknowledgement', true],
] as const)('%s: the client sees an error, took effect: %s', async (kind, effect) => {
  const { command, stored } = put();
  world.engines.controls.fault({ service: 'dynamodb', kind });
  await expect(once.dynamodb.send(command)).rejects.toThrow();
  expect([puts(), await stored()]).toEqual([1, effect]);
});

test('after a lost acknowledgement the SDK repeats, and meets its own item', async () => {
  const { command } = put();
  world.engines.controls.fault({ operation: 'PutItem', nth: 1, kind: 'lose-acknowledgement' });
  await expect(patient.dynamodb.send(command)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  expect(puts()).toBe(2);
});

test('a delay only delays', async () => {
  const { command, stored } = put();
  world.engines.controls.fault({ kind: 'delay', ms: 60 });
  const start = performance.now();
  await once.dynamodb.send(command);
  expect(performance.now() - start).toBeGreaterThanOrEqual(59);
  expect(await stored()).toBe(true);
});

test('a share of the calls breaks, the same ones for the same seed', async () => {
  const run = async () => {
    world.engines.controls.clear();
    world.engines.controls.fault({ kind: 'throttle', probability: 0.5, seed: 7 });
    const results = [];
    for (let n = 0; n < 24; n += 1)
      results.push(
        await once.dynamodb.send(put().command).then(
          () => true,
          () => false,
        ),
      );
    return results;
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(new Set(first).size).toBe(2);
});

test('every service throttles by its own name, and the runner is spared', async () => {
  world.engines.controls.fault({ kind: 'throttle' });
  const QueueUrl = world.queueUrl('Uses');
  await expect(once.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject({
    name: 'RequestThrottled',
  });
  const list = new ListObjectsV2Command({ Bucket: world.resource('Certificates').name });
  await expect(once.s3.send(list)).rejects.toMatchObject({ name: 'SlowDown' });
  const sign = new SignCommand({
    KeyId: world.resource('Seal').arn,
    Message: Buffer.of(1),
    SigningAlgorithm: 'ECDSA_SHA_256',
  });
  await expect(once.kms.send(sign)).rejects.toMatchObject({ name: 'ThrottlingException' });
  const read = new GetSecretValueCommand({ SecretId: world.resource('HubSecret').name });
  await expect(once.secrets.send(read)).rejects.toMatchObject({ name: 'ThrottlingException' });
  await world.engines.admin.s3.send(list);
});
