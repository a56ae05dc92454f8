/** One batch of a stream, until it is through or given up: partial failures, bisecting, retries, age, dead letters. */
import type { Outcome } from '../pool/outcome.ts';
import { failedIds } from './failures.ts';
import type { Mapping } from './mapping.ts';
import type { StreamRecord } from './stream-client.ts';

export type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface BatchPorts {
  invoke(records: readonly StreamRecord[]): Promise<Outcome>;
  /** Milliseconds since the record was written. */
  age(record: StreamRecord): number;
  giveUp(records: readonly StreamRecord[], why: GivenUp, attempts: number, requestId: string): Promise<void>;
  /** All up to here is done and must not come again. */
  done(sequence: string): Promise<void>;
  /** Waits before attempt `n`; false when the source stops. */
  backOff(attempt: number): Promise<boolean>;
}

const sequenceOf = (record: StreamRecord | undefined): string => record?.dynamodb.SequenceNumber ?? '';

/** Index of the first record that must come again; the length when all went well. */
const firstFailed = (outcome: Outcome, records: readonly StreamRecord[], partial: boolean): number => {
  if (!outcome.ok) return 0;
  if (!partial) return records.length;
  const ids = records.map(sequenceOf);
  const failed = failedIds(outcome.payload, ids).map((id) => ids.indexOf(id));
  return Math.min(records.length, ...failed);
};

/**
 * Delivers in order. A batch that fails at its first record is split when the mapping says bisect, so that one bad record is given up
 * alone; splitting costs no retry. False when the source stopped in between.
 */
export const deliverBatch = async (
  batch: readonly StreamRecord[],
  mapping: Pick<Mapping, 'partial' | 'bisect' | 'retries' | 'maxAgeMs'>,
  ports: BatchPorts,
  attempt = 0,
): Promise<boolean> => {
  const old = batch.filter((record) => mapping.maxAgeMs >= 0 && ports.age(record) > mapping.maxAgeMs);
  const records = batch.slice(old.length);
  if (old.length > 0) {
    await ports.giveUp(old, 'RecordAgeExceeded', attempt, '');
    await ports.done(sequenceOf(old.at(-1)));
  }
  if (records.length === 0) return true;

  const outcome = await ports.invoke(records);
  const failed = firstFailed(outcome, records, mapping.partial);
  if (failed > 0) await ports.done(sequenceOf(records[failed - 1]));
  if (failed === records.length) return true;
  const rest = records.slice(failed);
  // Progress starts the count anew: what failed now stands first and may still be split off.
  if (failed > 0) return (await ports.backOff(0)) && deliverBatch(rest, mapping, ports);
  if (mapping.bisect && rest.length > 1) {
    const half = Math.ceil(rest.length / 2);
    return (
      (await deliverBatch(rest.slice(0, half), mapping, ports, attempt)) &&
      (await deliverBatch(rest.slice(half), mapping, ports, attempt))
    );
  }
  if (mapping.retries >= 0 && attempt >= mapping.retries) {
    await ports.giveUp(rest, 'RetryAttemptsExhausted', attempt + 1, outcome.requestId);
    await ports.done(sequenceOf(rest.at(-1)));
    return true;
  }
  return (await ports.backOff(attempt)) && deliverBatch(rest, mapping, ports, attempt + 1);
};
