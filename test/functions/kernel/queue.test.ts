import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { consume } from '#functions/kernel/queue.ts';
import type { Envelope } from '#schemas/event.ts';
import { counting } from '#test/engines/counting.ts';
import { freshQueue } from '#test/engines/storage.ts';

const envelope = (id: string): Envelope => ({ v: 1, id, type: 'test.happened', at: 1_000, data: { id } });

const message = (body: string, sent = 2_000): SQSRecord =>
  ({ messageId: body, body, attributes: { SentTimestamp: String(sent) } }) as unknown as SQSRecord;

test('any number of envelopes is sent in batches of ten, and what was taken arrives whole', async () => {
  const { client, url } = await freshQueue();
  const counted = counting(client);
  const ids = Array.from({ length: 23 }, (_, i) => `e-${i}`);
  expect(await queueClient(client, url).send(ids.map(envelope))).toEqual(new Set());
  expect(counted.calls).toEqual({ SendMessageBatch: 3 });
  const got = new Set<string>();
  while (got.size < ids.length) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
    for (const { Body = '' } of Messages) got.add((JSON.parse(Body) as Envelope).id);
  }
  expect(got).toEqual(new Set(ids));
});

test('a batch that fails names its envelopes and does not stop the others', async () => {
  const { client, url } = await freshQueue();
  counting(client).fault({ kind: 'refuse', nth: 2, final: true });
  const ids = Array.from({ length: 25 }, (_, i) => `e-${i}`);
  const refused = await queueClient(client, url).send(ids.map(envelope));
  expect(refused).toEqual(new Set(ids.slice(10, 20)));
});

test('of a batch that was taken in part, only the rest is named', async () => {
  const send = async () => ({ Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] });
  const refused = await queueClient({ send } as never, 'url').send(['a', 'b', 'c'].map(envelope));
  expect(refused).toEqual(new Set(['b']));
});

test('a message that is malformed or fails is reported alone; one that came twice is taken once', async () => {
  const taken: string[] = [];
  const once = JSON.stringify(envelope('once'));
  const answer = await consume(
    [
      message(once),
      message('{'),
      message(JSON.stringify({ v: 2 })),
      message(JSON.stringify(envelope('bad'))),
      message(once),
    ],
    async ({ id }) => {
      if (id === 'bad') throw new Error('no');
      taken.push(id);
    },
  );
  expect(taken).toEqual(['once']);
  expect(answer.batchItemFailures).toHaveLength(3);
});

test('the time a consumer goes by is when it was sent, but never before the event itself', async () => {
  const times: number[] = [];
  const consumer = async (_: Envelope, now: number): Promise<void> => {
    times.push(now);
  };
  await consume([message(JSON.stringify(envelope('a')), 5_000), message(JSON.stringify(envelope('b')), 1)], consumer);
  expect(times).toEqual([5_000, 1_000]);
});
