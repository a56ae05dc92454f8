/** Consumers of envelopes: each message is taken alone, a failed one is reported alone, one that came twice is taken once. */
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { Envelope } from '#schemas/event.ts';
import { causeOf, log } from './log.ts';

/**
 * Takes one envelope. It may come late, early or twice: what it does must be the same the second time. Throws to have it again. `now`: epoch
 * ms at which it was sent, and never before the event itself.
 */
export type Consumer = (envelope: Envelope, now: number) => Promise<void>;

/** The messages of one batch, in order; the ids of those to be delivered again. */
export const consume = async (records: readonly SQSRecord[], consumer: Consumer): Promise<SQSBatchResponse> => {
  const taken = new Set<string>();
  const failed: string[] = [];
  for (const { messageId, body, attributes } of records) {
    try {
      const envelope = Envelope.parse(JSON.parse(body));
      if (taken.has(envelope.id)) continue;
      await consumer(envelope, Math.max(envelope.at, Number(attributes.SentTimestamp)));
      taken.add(envelope.id);
    } catch (error) {
      log('error', { event: 'envelope-failed', cause: causeOf(error) });
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
