/** Items of table `credentials`, checked on read. Identifiers of credentials stand there as keyed digests only: they are the clients' own texts. */
import * as z from 'zod';
import { Slug } from '#schemas/identifier.ts';
import { StatusSlot } from '#schemas/status.ts';

const v = z.literal(1);

/** A credential that was issued: where its statuses stand, and who may change them. */
export const StoredCredential = z.strictObject({ v, client: Slug, slot: StatusSlot, at: z.int() });
export type StoredCredential = z.infer<typeof StoredCredential>;

/** What an Idempotency-Key led to: enough to make the same credential again. */
export const StoredRequest = z.strictObject({ v, request: z.string(), slot: StatusSlot, at: z.int() });
export type StoredRequest = z.infer<typeof StoredRequest>;

/** An entry of a list that was set once: 1, or 0 where it was lifted again. */
export const StoredEntry = z.strictObject({ v, value: z.literal([0, 1]), at: z.int() });
export type StoredEntry = z.infer<typeof StoredEntry>;

const DIGITS = 7;

export const keyOf = {
  /** `credential`: keyed digest of its id. */
  credential: (credential: string, { list, index }: StatusSlot) => ({
    pk: `credential#${credential}`,
    sk: `${list}#${index}`,
  }),
  /** Taken once, for ever. */
  slot: ({ list, index }: StatusSlot) => ({ pk: `slot#${list}#${index}`, sk: 'slot' }),
  request: (key: string) => ({ pk: `key#${key}`, sk: 'issue' }),
  entry: (purpose: string, { list, index }: StatusSlot) => ({
    pk: `set#${purpose}#${list}`,
    sk: String(index).padStart(DIGITS, '0'),
  }),
} as const;
