/** Relay of the exchanges table: every new record becomes one envelope `exchange.recorded` for each consumer; a beat among them goes the same way. */
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { causeOf, log } from '#functions/kernel/log.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import { Look } from '#schemas/alert.ts';
import type { Envelope } from '#schemas/event.ts';
import { ACTS, ExchangeLine, ExchangeRecord } from '#schemas/exchange.ts';
import { THIRD_PARTIES } from '#schemas/grant.ts';
import { Beat } from '#schemas/progress.ts';

/** The stored item carries its keys beside the record. */
const Stored = z.object(ExchangeRecord.shape);
const Line = z.object(ExchangeLine.shape);
const Watched = z.object(Look.shape);

const Sent = z.object({ beat: Beat, sent: z.int() });

/** Records are only ever put: changes and TTL deletions say nothing new. Items beside the records carry no `kind`; a beat may be sent again. */
const isNews = ({ eventName, dynamodb }: DynamoDBRecord): boolean =>
  (eventName === 'INSERT' && dynamodb?.NewImage?.kind !== undefined) || dynamodb?.NewImage?.beat !== undefined;

const beatOf = (item: Record<string, unknown>): Envelope => {
  const { beat, sent } = Sent.parse(item);
  return { v: 1, id: `uses.beat#${beat.at}#${beat.lane}@${sent}`, type: 'uses.beat', at: sent, data: beat };
};

/** What one item says to each consumer. */
interface Told {
  readonly envelope: Envelope;
  /** For the uses of those who hold the certificate together with the subject. */
  readonly others: readonly Envelope[];
  /** What the watch over look-ups needs, and no more. Who issues a certificate looks at nobody: he has him before him. */
  readonly look?: Envelope;
}

const toldOf = (record: DynamoDBRecord): Told => {
  const item = plainItem(record.dynamodb?.NewImage ?? {});
  if ('beat' in item) return { envelope: beatOf(item), others: [] };
  const stored = Stored.parse(item);
  const envelope = {
    v: 1,
    id: `exchange.recorded#${stored.id}`,
    type: 'exchange.recorded',
    at: stored.at,
    subject: stored.handle,
    causation: stored.id,
    data: Line.parse(stored),
  } as const;
  const others = (stored.coHolders ?? []).map((subject, i) => ({
    ...envelope,
    id: `${envelope.id}#${i + 1}`,
    subject,
  }));
  return {
    envelope,
    others,
    ...(ACTS.includes(stored.kind) ? {} : { look: { ...envelope, data: Watched.parse(stored) } }),
  };
};

/** A record that cannot be read is reported like one that was refused: it must end in the dead letters, not vanish. */
const read = (record: DynamoDBRecord): { sequence: string; told?: Told } => {
  const sequence = record.dynamodb?.SequenceNumber ?? '';
  try {
    return { sequence, told: toldOf(record) };
  } catch (error) {
    log('error', { event: 'relay-unreadable', cause: causeOf(error) });
    return { sequence };
  }
};

/** The window tells third parties itself, so nobody else's record is of interest to the notices. */
const tells = ({ type, data }: Envelope): boolean =>
  type === 'exchange.recorded' && THIRD_PARTIES.includes((data as ExchangeLine).party);

export interface Consumers {
  readonly uses: Queue;
  readonly notices: Queue;
  readonly alerts: Queue;
}

/** Sends what the batch holds. The failures are sequence numbers; Lambda repeats from the lowest, consumers dedupe. */
export const relayExchanges = async (
  records: readonly DynamoDBRecord[],
  { uses, notices, alerts }: Consumers,
): Promise<DynamoDBBatchResponse> => {
  const found = records.filter(isNews).map(read);
  const told = found.flatMap((one) => one.told ?? []);
  const envelopes = told.map(({ envelope }) => envelope);
  const refused = await Promise.all([
    uses.send(told.flatMap(({ envelope, others }) => [envelope, ...others])),
    notices.send(envelopes.filter(tells)),
    alerts.send(told.flatMap(({ look }) => look ?? [])),
  ]);
  const isRefused = ({ id }: Envelope): boolean => refused.some((ids) => ids.has(id));
  const failed = found.filter(({ told }) => !told || [told.envelope, ...told.others].some(isRefused));
  return { batchItemFailures: failed.map(({ sequence }) => ({ itemIdentifier: sequence })) };
};
