/** Hands messages of the real queue engine to the rooms as Lambda does, and does to it what the plan says. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Consumer, consume } from '#functions/kernel/queue.ts';
import { type FreshQueue, freshQueue } from '#test/engines/storage.ts';
import { ROOMS, type Room, type Sending, type Trouble } from './plan.ts';
import { bodyOf, type Consumers, type Rooms } from './rooms.ts';

/** The one thing that a test may break: how a batch is taken, by whom, and when it is deleted. */
export interface Ways {
  readonly take: (records: readonly SQSRecord[], consumer: Consumer) => Promise<SQSBatchResponse>;
  /** Consumers instead of the rooms' own. */
  readonly consumers?: (rooms: Rooms) => Consumers;
  readonly deleteFirst?: true;
  readonly receives?: number;
}
export const OURS: Ways = { take: consume };

export interface Ran {
  readonly sent: number;
  readonly received: number;
  /** Bodies of the dead letters. */
  readonly dead: readonly string[];
  readonly happened: Readonly<Record<Trouble['kind'], number>>;
}

const POLLERS = 2;
const inTens = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / 10) }, (_, i) => list.slice(i * 10, i * 10 + 10));

const recordOf = ({ MessageId = '', Body = '', Attributes = {}, ReceiptHandle = '' }: Message): SQSRecord =>
  ({ messageId: MessageId, body: Body, attributes: Attributes, receiptHandle: ReceiptHandle }) as unknown as SQSRecord;

interface Line {
  readonly queue: FreshQueue;
  readonly dead: FreshQueue;
  readonly sendings: Map<string, Sending>;
}

const openLine = async (receives: number): Promise<Line> => {
  const dead = await freshQueue();
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: receives });
  return { dead, queue: await freshQueue({ VisibilityTimeout: '120', RedrivePolicy }), sendings: new Map() };
};

const send = async ({ queue, sendings }: Line, list: readonly Sending[]): Promise<void> => {
  for (const ten of inTens(list)) {
    const Entries = ten.map((sending, i) => ({ Id: String(i), MessageBody: bodyOf(sending) }));
    const { Successful = [] } = await queue.client.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
    for (const { Id, MessageId = '' } of Successful) {
      const sending = ten[Number(Id)];
      if (sending) sendings.set(MessageId, sending);
    }
  }
};

/** Everything that lies in a queue nobody takes from. */
const drained = async ({ client, url }: FreshQueue): Promise<string[]> => {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 300 }),
    );
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body }) => Body ?? ''));
  }
};

/** Sends the plan and takes until nothing is left. */
export const run = async (rooms: Rooms, plan: readonly Sending[], ways: Ways = OURS): Promise<Ran> => {
  const { take, deleteFirst = false, receives = 5 } = ways;
  const consumers = ways.consumers?.(rooms) ?? rooms.well;
  const lines = new Map<Room, Line>();
  for (const room of ROOMS) lines.set(room, await openLine(receives));
  let received = 0;
  const happened = { none: 0, fail: 0, kill: 0, 'lost-ack': 0 };

  const troubleOf = ({ sendings }: Line, { messageId, attributes }: SQSRecord): Trouble => {
    const nth = Number(attributes.ApproximateReceiveCount);
    return sendings.get(messageId)?.troubles[nth - 1] ?? { kind: 'none' };
  };
  const again = async ({ queue }: Line, records: readonly SQSRecord[]): Promise<void> => {
    // On AWS the visibility timeout runs out; nothing else of it matters here.
    const Entries = records.map(({ receiptHandle }, i) => ({
      Id: String(i),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: 0,
    }));
    if (Entries.length > 0)
      await queue.client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue.url, Entries }));
  };
  const remove = async ({ queue }: Line, records: readonly SQSRecord[]): Promise<void> => {
    const Entries = records.map(({ receiptHandle }, i) => ({ Id: String(i), ReceiptHandle: receiptHandle }));
    if (Entries.length > 0) await queue.client.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  };

  const deliver = async (room: Room, line: Line, records: readonly SQSRecord[]): Promise<void> => {
    received += records.length;
    const troubles = records.map((record) => troubleOf(line, record));
    for (const { kind } of troubles) happened[kind] += 1;
    if (deleteFirst) await remove(line, records);
    const fatal = troubles.findIndex(({ kind }) => kind === 'kill');
    const living = fatal < 0 ? records : records.slice(0, fatal);
    const failing = new Map(
      living.flatMap((record, i) => {
        const trouble = troubles[i];
        return trouble?.kind === 'fail' ? [[record, rooms.doomed(trouble.boundary)[room]] as const] : [];
      }),
    );
    // Whoever fails is taken alone, by consumers that fail; the others as they are.
    const { batchItemFailures } = await take(
      living.filter((record) => !failing.has(record)),
      consumers[room],
    );
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const [record, consumer] of failing)
      for (const { itemIdentifier } of (await take([record], consumer)).batchItemFailures) failed.add(itemIdentifier);
    if (fatal >= 0) {
      const trouble = troubles[fatal];
      const record = records[fatal];
      if (record && trouble?.kind === 'kill') await take([record], rooms.doomed(trouble.boundary)[room]);
      return again(line, records);
    }
    if (troubles.some(({ kind }) => kind === 'lost-ack')) return again(line, records);
    const back = records.filter(({ messageId }) => failed.has(messageId));
    await remove(
      line,
      records.filter((record) => !back.includes(record)),
    );
    await again(line, back);
  };

  const poll = async (room: Room, line: Line, busy: { count: number }): Promise<void> => {
    for (;;) {
      busy.count += 1;
      const { Messages = [] } = await line.queue.client.send(
        new ReceiveMessageCommand({
          QueueUrl: line.queue.url,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length > 0) await deliver(room, line, Messages.map(recordOf));
      busy.count -= 1;
      // Nothing there, and nobody who might give something back.
      if (Messages.length === 0 && busy.count === 0) return;
      if (Messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  await Promise.all(
    [...lines].map(async ([room, line]) => {
      await send(
        line,
        plan.filter((sending) => sending.room === room),
      );
      const busy = { count: 0 };
      await Promise.all(Array.from({ length: POLLERS }, () => poll(room, line, busy)));
    }),
  );
  const dead: string[] = [];
  for (const line of lines.values()) dead.push(...(await drained(line.dead)));
  return { sent: plan.length, received, dead, happened };
};
