/** The record 交换记录: who asked whom, about whom (digests only), under which grant, which fields, and the digest of what was released. */
import { randomUUID } from 'node:crypto';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac, nonce, sha256, subjectHandle } from '#functions/kernel/digest.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import type { Instance } from './instance.ts';

/** One write capacity unit. */
export const RECORD_BYTES = 1024;

type Digested = 'subject' | 'handle' | 'near' | 'keyVersion' | 'salt' | 'request' | 'answer';
type Given = 'v' | 'id' | 'instance' | 'sequence' | 'nonce' | 'repeatOf';

/** What the record is made of: plain facts, the subject's code and the released data. Code and data end here, as digests. */
export interface RecordFacts extends Omit<ExchangeRecord, Digested | Given> {
  /** Where it is known beforehand; else it is drawn by lot. */
  readonly id?: string;
  readonly subjectCode: string;
  /** Canonical JSON of the question (requestText). */
  readonly requestText: string;
  /** Canonical JSON of the released answer (releasedText). */
  readonly releasedText: string;
}

export interface RecordDeps {
  readonly keys: HubKeys;
  readonly instance: Instance;
}

/** A citizen's running digits and check character are the last four; of a firm's code the last of its run, and two checks. */
const RUNNING = { citizen: 4, firm: 3 } as const;
/** Long enough for who shares it to be no accident, short enough for the record. */
const NEAR_CHARACTERS = 8;

/** Same for codes that follow one another: one birth date in one place, or one run of firms. */
const nearOf = (keys: HubKeys, code: string): string => {
  const running = /^\d{17}[\dX]$/.test(code) ? RUNNING.citizen : RUNNING.firm;
  return hmac(keys.subject, `near\n${code.slice(0, -running)}`).slice(0, NEAR_CHARACTERS);
};

/** What is released, as one text: null when nothing was found. Throws TypeError for what is not JSON. */
export const releasedText = (answer: unknown): string => canonical(answer ?? null);

/** Salted, so that equal answers about two people do not show as equal. */
export const answerDigest = (salt: string, text: string): string => sha256(`${salt}\n${text}`);

export const newRecord = (facts: RecordFacts, { keys, instance }: RecordDeps): ExchangeRecord => {
  const { subjectCode, requestText, releasedText: text, ...plain } = facts;
  const salt = nonce(16);
  return {
    v: 1,
    id: randomUUID(),
    ...plain,
    subject: hmac(keys.subject, `${salt}\n${subjectCode}`),
    handle: subjectHandle(keys, subjectCode),
    near: nearOf(keys, subjectCode),
    keyVersion: keys.version,
    salt,
    request: hmac(keys.request, requestText),
    answer: answerDigest(salt, text),
    instance: instance.id,
    sequence: instance.next(),
    nonce: nonce(),
  };
};

/** The leaf of the ledger: canonical JSON (RFC 8785) of the record without its nonce and what is only for the watch. Fixed from the first record on. */
export const leaf = ({ nonce: _nonce, near: _near, ...record }: ExchangeRecord): string => canonical(record);

/** True when a question asked again was answered alike: same released data, same grant as it stood, same fields. `text`: releasedText. */
export const sameOutcome = (
  old: ExchangeRecord,
  now: Pick<ExchangeRecord, 'grant' | 'grantRevision' | 'fields'>,
  text: string,
): boolean =>
  old.answer === answerDigest(old.salt, text) &&
  old.grant === now.grant &&
  old.grantRevision === now.grantRevision &&
  canonical(old.fields) === canonical(now.fields);

const attributeBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).length / 2) + 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + 1 + attributeBytes(element), 3);
  return 1;
};

/** Size of an item as DynamoDB counts it (names and values, UTF-8), in bytes. Source: Amazon's "DynamoDB item sizes and formats". */
export const itemBytes = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + attributeBytes(value), 0);
