/** Audit and idempotency at once: the record under which an answer is released is written, or found, by a conditional put. */
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { log } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { itemBytes, newRecord, RECORD_BYTES, type RecordDeps, type RecordFacts, sameOutcome } from './record.ts';
import type { RecordsStore } from './records.store.ts';

/** An Idempotency-Key belongs to whoever sent it: two officers behind one console never meet on a key. */
export const placeOfKey = (
  keys: HubKeys,
  { client, officer }: Pick<RecordFacts, 'client' | 'officer'>,
  key: string,
): string => `${client}#${hmac(keys.request, canonical([client, officer ?? null, key]))}`;

/** A repeat is a repeat for a day. Later it is a new look at someone's data and gets a record of its own, key or no key. */
const DAY_MS = 86_400_000;
const daysAfter = (first: ExchangeRecord, { at }: RecordFacts): number =>
  Math.max(0, Math.floor((at - first.at) / DAY_MS));

/** Deterministic for one outcome on one day, and keyed: it says nothing to who does not hold the key. */
const outcome = (keys: HubKeys, { releasedText, grant, grantRevision, fields }: RecordFacts, day: number): string =>
  hmac(keys.request, canonical([releasedText, grant, grantRevision, fields, day]));

/**
 * The record to release under: a new one, or the one of an earlier call with the same key, question and outcome. A repeat with another
 * outcome stands beside the first, with `repeatOf`. Throws idempotency-key-reused for another question, hub-not-ready
 * when the record's fate is unknown: then nothing may be released.
 */
export const keepRecord = async (
  facts: RecordFacts,
  idempotencyKey: string | undefined,
  { records, ...deps }: RecordDeps & { readonly records: RecordsStore },
): Promise<ExchangeRecord> => {
  const { keys, instance } = deps;
  const record = newRecord(facts, deps);
  const pk = idempotencyKey === undefined ? record.id : placeOfKey(keys, facts, idempotencyKey);
  const bytes = itemBytes({ pk, sk: '0', ...record });
  // Still written: a dearer record is better than none. A test holds every resource of the city below it.
  if (bytes > RECORD_BYTES) log('warn', { event: 'record-over-1-kb', resource: facts.resource, count: bytes });
  const first = await records.put({ pk, sk: '0' }, record);
  if (first === 'written') return record;
  if (first.request !== record.request) {
    instance.giveBack(record.sequence);
    throw problem('idempotency-key-reused');
  }
  const day = daysAfter(first, facts);
  if (day === 0 && sameOutcome(first, facts, facts.releasedText)) {
    instance.giveBack(record.sequence);
    return first;
  }
  const repeat = { ...record, repeatOf: first.id };
  const second = await records.put({ pk, sk: outcome(keys, facts, day) }, repeat);
  if (second === 'written') return repeat;
  instance.giveBack(record.sequence);
  return second;
};
