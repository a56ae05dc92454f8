/** What the hub stands on hangs, fails or holds it back: the clients give up and ask again, and the caller is told that he may. */
import { createServer } from 'node:http';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { files } from '#functions/certificates/files.client.ts';
import { seal } from '#functions/certificates/seal.client.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import type { Routes } from '#schemas/route.ts';
import { standInForAws } from './aws.ts';

/** Hangs at the first request of each kind; later ones are answered with `status`. */
let status = 400;
const seen = new Map<string, number>();
const server = createServer((request, response) => {
  const kind = String(request.headers['x-amz-target'] ?? request.method);
  seen.set(kind, (seen.get(kind) ?? 0) + 1);
  if (status === 400 && seen.get(kind) === 1) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ __type: 'AccessDeniedException' }));
});
standInForAws(server);

const IDENTIFIER = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.M';
const s3 = () => files(new S3Client({ ...PATIENCE, forcePathStyle: true }), 'bucket');
const clients: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['S3', () => s3().get('title', IDENTIFIER, 'json', 'x')],
  ['KMS', () => seal(new KMSClient(PATIENCE), 'key')()],
  ['secrets', () => secret('hub', String)()],
  ['SQS', () => queueClient(new SQSClient(PATIENCE), process.env.AWS_ENDPOINT_URL ?? '').send([{ id: 'x' } as never])],
];

test('a connection that is dead is given up and the question asked again', async () => {
  await Promise.all(clients.map(([, ask]) => ask().catch(() => undefined)));
  expect(Object.fromEntries(seen)).toEqual({
    GET: 2,
    'TrentService.GetPublicKey': 2,
    'secretsmanager.GetSecretValue': 2,
    'AmazonSQS.SendMessageBatch': 2,
  });
}, 20_000);

describe('the caller', () => {
  const routes = {
    look: { method: 'GET', path: '/x', scope: null, summary: { zh: '看', en: 'Look' } },
  } as const satisfies Routes;
  const event = { routeKey: 'GET /x', headers: {}, requestContext: { requestId: 'r', timeEpoch: 0 } } as HttpEvent;
  const heard = async (thrown: () => Promise<unknown>) => {
    const body = async () => ({ body: await thrown() });
    const answer = await api(routes, { look: body })(event, {} as never, {} as never);
    return [answer?.statusCode, answer?.headers['retry-after'], JSON.parse(answer?.body ?? '{}').code];
  };
  const failing = (name: string, httpStatusCode?: number) =>
    heard(() => Promise.reject(Object.assign(new Error(name), { name, $metadata: { httpStatusCode } })));

  test('hears that he may ask again when a service fails or does not answer', async () => {
    status = 500;
    expect(await heard(() => s3().get('title', IDENTIFIER, 'json', 'x'))).toEqual([
      503,
      expect.stringMatching(/^[12]$/),
      'hub-not-ready',
    ]);
  });

  test.each([
    ['TimeoutError', undefined],
    ['InternalServerError', 500],
    ['SlowDown', 503],
    ['ProvisionedThroughputExceededException', 400],
    ['ThrottlingException', 400],
    ['RequestThrottled', 400],
    ['TransactionInProgressException', 400],
    ['TransactionCanceledException', 400],
  ])('hears it of %s', async (name, code) => {
    expect(await failing(name, code)).toEqual([503, expect.stringMatching(/^[12]$/), 'hub-not-ready']);
  });

  test.each([
    ['AccessDeniedException', 400],
    ['ValidationException', 400],
    ['ConditionalCheckFailedException', 400],
  ])('hears of a fault of our own after %s', async (name, code) => {
    expect(await failing(name, code)).toEqual([500, undefined, 'internal']);
  });

  test('hears of a fault of our own when a body breaks', async () => {
    expect(await heard(() => Promise.reject(new TypeError('x')))).toEqual([500, undefined, 'internal']);
  });
});
