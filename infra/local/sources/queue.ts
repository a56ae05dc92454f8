/** Polls a queue for a function, with the function's own key, as Lambda does with its role. */
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Clock } from '../clock.ts';
import type { Pool } from '../pool/pool.ts';
import { failedIds } from './failures.ts';
import type { Mapping } from './mapping.ts';
import { pause, type Source } from './source.ts';

/** Long poll, in seconds; ended early by `stop`. */
const WAIT = 20;
/** Each poller has one call under way, so as many pollers are as many calls at once. */
const POLLERS = 2;
const MOST_POLLERS = 10;
/** A busy crew is waited for longer than a caller of the API would wait. */
const PATIENCE_MS = 20_000;

const attributeOf = ({ StringValue, BinaryValue, DataType }: NonNullable<Message['MessageAttributes']>[string]) => ({
  ...(StringValue === undefined ? {} : { stringValue: StringValue }),
  ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
});

const recordOf = (message: Message, { sourceArn, region }: Mapping, clock: Clock) => {
  const given = { ...message.Attributes } as Record<string, string>;
  for (const stamp of ['SentTimestamp', 'ApproximateFirstReceiveTimestamp'])
    if (given[stamp]) given[stamp] = String(clock.at(Number(given[stamp])));
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: given,
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: sourceArn,
    awsRegion: region,
  };
};
type QueueRecord = ReturnType<typeof recordOf>;

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

export const pollQueue = (mapping: Mapping, url: string, client: SQSClient, pool: Pool, clock: Clock): Source => {
  const stopping = new AbortController();
  const signal = stopping.signal;

  const receive = async (most: number, wait: number): Promise<Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: Math.min(most, 10),
      WaitTimeSeconds: wait,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (await client.send(command, { abortSignal: signal })).Messages ?? [];
  };
  const gather = async (): Promise<Message[]> => {
    const batch = await receive(mapping.batchSize, WAIT);
    const end = performance.now() + mapping.windowMs;
    while (batch.length > 0 && batch.length < mapping.batchSize && performance.now() < end && !signal.aborted)
      batch.push(...(await receive(mapping.batchSize - batch.length, 1)));
    return batch;
  };
  const remove = async (records: readonly QueueRecord[]): Promise<void> => {
    for (let at = 0; at < records.length; at += 10) {
      const Entries = records
        .slice(at, at + 10)
        .map(({ receiptHandle }, i) => ({ Id: String(i), ReceiptHandle: receiptHandle }));
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    }
  };
  const passes = ({ body, ...rest }: QueueRecord) =>
    mapping.filters.length === 0 || mapping.filters.some((filter) => filter({ ...rest, body: parsed(body) }));

  const deliver = async (messages: readonly Message[]): Promise<void> => {
    const all = messages.map((message) => recordOf(message, mapping, clock));
    const records = all.filter(passes);
    await remove(all.filter((record) => !records.includes(record)));
    if (records.length === 0) return;
    const outcome = await pool.invoke(mapping.functionArn, { Records: records }, { waitMs: PATIENCE_MS });
    // What failed comes again when its visibility timeout ends; after maxReceiveCount the engine moves it to the dead letters.
    if (!outcome.ok) return;
    const ids = records.map(({ messageId }) => messageId);
    const failed = mapping.partial ? failedIds(outcome.payload, ids) : [];
    await remove(records.filter(({ messageId }) => !failed.includes(messageId)));
  };

  let delivering = 0;
  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const batch = await gather();
        delivering++;
        if (batch.length > 0) await deliver(batch).finally(() => delivering--);
        else delivering--;
      } catch {
        await pause(500, signal);
      }
    }
  };
  const pollers = Array.from({ length: Math.min(mapping.most ?? POLLERS, MOST_POLLERS) }, poll);

  return {
    name: mapping.id,
    quiet: async () => {
      const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
      const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] });
      const { Attributes } = await client.send(command);
      return delivering === 0 && names.every((name) => (Attributes?.[name] ?? '0') === '0');
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
};
