/** What is kept of an answer until it is fetched: the fields that were granted, and what the row's record says of how they came. */
import * as z from 'zod';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { keyedUuid } from '#functions/kernel/digest.ts';
import { openBytes, sealBytes } from '#functions/kernel/sealed.ts';
import { Slug } from '#schemas/identifier.ts';
import { Level } from '#schemas/resource.ts';
import { places } from './batch-key.ts';

export const Kept = z.strictObject({
  /** Null: the department knows nothing of the subject. */
  answer: z.unknown(),
  ms: z.int(),
  /** The record of the hub that was asked, where the department is one. */
  upstream: z.string().optional(),
  grant: Slug,
  revision: z.int(),
  level: Level,
  case: z.string().optional(),
  /** As places in the batch's own list of fields. */
  fields: z.array(z.int()),
});
export type Kept = z.infer<typeof Kept>;

/** Sealed bytes at most: a hundred rows must pass through Lambda, in CSV and its answer's JSON with every quote marked twice. */
export const MOST_KEPT = 30_000;

export const sealKept = (key: Uint8Array, id: string, row: number, kept: Kept): Buffer =>
  sealBytes(key, places.row(id, row), Buffer.from(JSON.stringify(kept)));

export const openKept = (key: Uint8Array, id: string, row: number, sealed: Uint8Array): Kept =>
  Kept.parse(JSON.parse(openBytes(key, places.row(id, row), sealed).toString('utf8')));

/** The id of a row's exchange, whenever it is asked for. */
export const exchangeOf = (keys: HubKeys, id: string, row: number): string =>
  keyedUuid(keys, `batch row\n${id}\n${row}`);
