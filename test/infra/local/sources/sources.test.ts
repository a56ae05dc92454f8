import { once } from 'node:events';
import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { movableClock } from '#infra/local/clock.ts';
import { functionSpecs } from '#infra/local/pool/function.ts';
import { type Pool, startPool } from '#infra/local/pool/pool.ts';
import { type Sources, startSources } from '#infra/local/sources/sources.ts';
import { type FreshQueue, freshQueue, storageEndpoint } from '#test/engines/storage.ts';
import { streamedTables } from '#test/engines/tables.ts';
import { type Fixture, fixture } from '../fixture.ts';

/** Prints each record as one line; what is called poison fails alone, what is called crash fails the batch. */
const CONSUMER = `exports.handler = async ({ Records, ...rest }) => {
  if (!Records) return void console.log(JSON.stringify(rest));
  const text = (r) => r.body ?? r.dynamodb.NewImage.sk.S;
  const id = (r) => r.messageId ?? r.dynamodb.SequenceNumber;
  console.log(JSON.stringify({ batch: Records.map(text) }));
  if (Records.some((r) => text(r) === 'crash')) throw new Error('crash');
  const failed = Records.filter((r) => text(r).startsWith('poison'));
  for (const r of Records) if (!failed.length || id(r) < id(failed[0]) || r.body) if (!failed.includes(r)) console.log(JSON.stringify(r));
  return { batchItemFailures: failed.map((r) => ({ itemIdentifier: id(r) })) };
};`;

let city: { deployed: Fixture; pool: Pool; sources: Sources } | undefined;
const clock = movableClock();
const open = async (add: (deployed: Fixture) => void, endpoint: string, schedules = false) => {
  const deployed = fixture({ consumer: CONSUMER });
  add(deployed);
  const engine = () => ({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: endpoint,
  });
  const pool = startPool({ functions: functionSpecs(deployed), engine });
  // To start it may take a busy machine longer than a message stays hidden.
  await pool.warm('consumer', 1);
  const queueUrl = (name: string) => `${storageEndpoint()}/000000000000/${name}`;
  const sources = await startSources({ deployment: deployed, pool, clock, engine, queueUrl, schedules });
  city = { deployed, pool, sources };
  const lines = () => pool.logs('consumer').map((line) => JSON.parse(line));
  return {
    pool,
    sources,
    records: () => lines().filter((l) => !l.batch),
    batches: () => lines().flatMap((l) => (l.batch ? [l.batch] : [])),
  };
};
afterEach(async () => {
  await city?.sources.stop();
  await city?.pool.stop();
  city?.deployed.remove();
  proxy?.closeAllConnections();
  proxy?.close();
  proxy = undefined;
});
const until = async (what: () => boolean | Promise<boolean>) => {
  for (let i = 0; i < 300 && !(await what()); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await what()).toBe(true);
};
const received = async (queue: FreshQueue) =>
  (await queue.client.send(new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10 }))).Messages ?? [];

it('hands messages of a queue over as Lambda does, and deletes what went well', async () => {
  const queue = await freshQueue();
  const { records, sources } = await open(
    (deployed) =>
      deployed.add('AWS::Lambda::EventSourceMapping', 'm', {
        FunctionName: 'consumer',
        EventSourceArn: queue.arn,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    queue.endpoint,
  );
  const sent = Date.now();
  await queue.client.send(
    new SendMessageCommand({
      QueueUrl: queue.url,
      MessageBody: 'hello',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'a' } },
    }),
  );
  await sources.settle();
  expect(records()).toEqual([
    {
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: expect.objectContaining({
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
      }),
      messageAttributes: { kind: { stringValue: 'a', stringListValues: [], binaryListValues: [], dataType: 'String' } },
      md5OfBody: '5d41402abc4b2a76b9719d911017c592',
      eventSource: 'aws:sqs',
      eventSourceARN: queue.arn,
      awsRegion: 'us-east-1',
    },
  ]);
  expect(Math.abs(Number(records()[0].attributes.SentTimestamp) - sent)).toBeLessThan(5_000);
});

it('delivers a failed message again and leaves it to the dead letters in the end', async () => {
  const dead = await freshQueue();
  const queue = await freshQueue({
    VisibilityTimeout: '1',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 }),
  });
  const { records, batches } = await open(
    (deployed) =>
      deployed.add('AWS::Lambda::EventSourceMapping', 'm', {
        FunctionName: 'consumer',
        EventSourceArn: queue.arn,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    queue.endpoint,
  );
  for (const body of ['one', 'poison', 'two'])
    await queue.client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body }));
  let buried: unknown[] = [];
  await until(async () => {
    buried = [...buried, ...(await received(dead))];
    return buried.length > 0;
  });
  expect(buried).toMatchObject([{ Body: 'poison' }]);
  expect(
    records()
      .map(({ body }) => body)
      .sort(),
  ).toEqual(['one', 'two']);
  expect(
    batches()
      .flat()
      .filter((body) => body === 'poison'),
  ).toHaveLength(2);
});

/** One address for tables and queues, as the engine proxy is. */
let proxy: Server | undefined;
const oneAddress = async (tables: string): Promise<string> => {
  proxy = createServer((request, response) => {
    const target = String(request.headers['x-amz-target']).startsWith('DynamoDB') ? tables : storageEndpoint();
    const onward = ask(new URL(request.url ?? '/', target), { method: 'POST', headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
};

const streamed = async () => {
  const { names, client, endpoint } = await streamedTables('exchanges');
  const { Table } = await client.send(new DescribeTableCommand({ TableName: names.exchanges }));
  const put = (sk: string) => client.send(new PutCommand({ TableName: names.exchanges, Item: { pk: 'p', sk, v: 1 } }));
  return { arn: Table!.LatestStreamArn!, put, endpoint };
};
const reader =
  (arn: string, more: object = {}) =>
  (deployed: Fixture) =>
    void deployed.add('AWS::Lambda::EventSourceMapping', 'm', {
      FunctionName: 'consumer',
      EventSourceArn: arn,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      ...more,
    });

it('reads a stream from its beginning, in order, as Lambda hands it over', async () => {
  const { arn, put, endpoint } = await streamed();
  const { records, sources } = await open(reader(arn), endpoint);
  // Started on the empty stream, where DynamoDB Local may lose the iterator.
  await new Promise((resolve) => setTimeout(resolve, 700));
  for (let i = 0; i < 30; i++) await put(`n${String(i).padStart(2, '0')}`);
  await sources.settle();
  expect(records().map((record) => record.dynamodb.NewImage.sk.S)).toEqual(
    Array.from({ length: 30 }, (_, i) => `n${String(i).padStart(2, '0')}`),
  );
  expect(records()[0]).toEqual({
    eventID: expect.any(String),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: expect.any(String),
    eventSourceARN: arn,
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Number),
      Keys: { pk: { S: 'p' }, sk: { S: 'n00' } },
      NewImage: { pk: { S: 'p' }, sk: { S: 'n00' }, v: { N: '1' } },
      SequenceNumber: expect.stringMatching(/^\d+$/),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_IMAGE',
    },
  });
});

it('gives up one bad record alone and tells the on-failure queue', async () => {
  const { arn, put, endpoint } = await streamed();
  const dead = await freshQueue();
  const { records, sources } = await open(
    reader(arn, { DestinationConfig: { OnFailure: { Destination: dead.arn } } }),
    await oneAddress(endpoint),
  );
  for (const sk of ['a', 'b', 'crash', 'd', 'poison', 'f']) await put(sk);
  await sources.settle();
  expect(records().map((record) => record.dynamodb.NewImage.sk.S)).toEqual(['a', 'b', 'd', 'f']);
  const told = (await received(dead)).map(({ Body }) => JSON.parse(Body ?? ''));
  expect(told).toHaveLength(2);
  expect(told[0]).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
    DDBStreamBatchInfo: { batchSize: 1, streamArn: arn },
  });
});

it('fires by the city clock, once for a long move, and by hand', async () => {
  const rule = (deployed: Fixture) =>
    void deployed.add('AWS::Events::Rule', 'EachMinute', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: deployed.ofType('AWS::Lambda::Function')[0]!.arn, Id: 'T' }],
    });
  const { records, sources } = await open(rule, storageEndpoint(), true);
  clock.advance(30_000);
  await sources.settle();
  expect(records()).toHaveLength(0);
  clock.advance(3_600_000);
  await until(() => records().length > 0);
  await sources.settle();
  expect(records()).toHaveLength(1);
  expect(await sources.fire('consumer')).toMatchObject([{ ok: true }]);
  expect(records()).toHaveLength(2);
  expect(records()[1]).toMatchObject({
    version: '0',
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    detail: {},
    account: '000000000000',
  });
  expect(records()[1].time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(Math.abs(Date.parse(records()[1].time) - clock.now())).toBeLessThan(5_000);
});
