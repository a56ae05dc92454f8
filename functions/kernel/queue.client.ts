/** Sends envelopes to the queue of one consumer. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Envelope } from '#schemas/event.ts';
import { causeOf, log } from './log.ts';

export interface Queue {
  /**
   * Ids of the envelopes that the queue did NOT take; never throws, so that the others' fate is known. `delay`: seconds until they are
   * seen, 900 at most.
   */
  send(envelopes: readonly Envelope[], delay?: number): Promise<ReadonlySet<string>>;
}

/** SQS takes ten messages at once. */
const BATCH = 10;

const batches = (envelopes: readonly Envelope[]): Envelope[][] =>
  Array.from({ length: Math.ceil(envelopes.length / BATCH) }, (_, i) => envelopes.slice(i * BATCH, (i + 1) * BATCH));

export const queueClient = (client: SQSClient, url: string): Queue => {
  const sendBatch = async (batch: readonly Envelope[], delay: number): Promise<string[]> => {
    try {
      const later = delay > 0 ? { DelaySeconds: delay } : {};
      const Entries = batch.map((envelope, i) => ({ Id: String(i), MessageBody: JSON.stringify(envelope), ...later }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      if (Failed.length > 0)
        log('warn', { event: 'queue-refused', count: Failed.length, cause: Failed[0]?.Code ?? '' });
      return Failed.flatMap(({ Id }) => batch[Number(Id)]?.id ?? []);
    } catch (error) {
      log('warn', { event: 'queue-failed', count: batch.length, cause: causeOf(error) });
      return batch.map(({ id }) => id);
    }
  };
  return {
    send: async (envelopes, delay = 0) => {
      const refused: string[] = [];
      // One batch after the other: the order of what is due is kept as far as the queue keeps it.
      for (const batch of batches(envelopes)) refused.push(...(await sendBatch(batch, delay)));
      return new Set(refused);
    },
  };
};
