/** A batch as it is kept: who asked, what, how far it is. Rows and answers are sealed under the batch's own key, which goes when it expires. */
import * as z from 'zod';
import { BatchFormat, BatchPurpose, BatchState, Counts, Refusal, RowOutcome } from './batch.ts';
import { PartyRole } from './grant.ts';
import { FieldPointer, Slug } from './identifier.ts';
import { storedSubmission, storedUpload } from './stored-upload.ts';

/** Times are epoch ms. */
export const StoredBatch = z.strictObject({
  ...storedUpload,
  state: BatchState,
  provider: Slug,
  resource: z.string(),
  resourceVersion: z.int(),
  purpose: BatchPurpose,
  role: PartyRole,
  fields: z.array(FieldPointer),
  format: BatchFormat,
  charset: z.enum(['utf-8', 'gb18030']),
  /** The purpose is within cases: each row carries its ticket. */
  ticketed: z.boolean(),
  submission: z.strictObject({ ...storedSubmission, rows: z.int().optional() }).optional(),
  run: z.strictObject({ at: z.int(), rows: z.int(), chunks: z.int() }).optional(),
  refusals: z.array(Refusal).max(20).optional(),
});
export type StoredBatch = z.infer<typeof StoredBatch>;

/** A part of the file: its object in S3 is named by a keyed digest. */
export const StoredPart = z.strictObject({
  v: z.literal(1),
  part: z.int().min(1),
  bytes: z.int().min(1),
  digest: z.string(),
});
export type StoredPart = z.infer<typeof StoredPart>;

/**
 * 车道: every second chunk of a batch, asked in turns of a few seconds, one after the other. Whoever has the turn holds the lane until a
 * moment of the machines' time.
 */
export const Lane = z.strictObject({
  v: z.literal(1),
  lane: z.int().min(0),
  turn: z.int().min(0),
  /** The chunk that is next, from 0. */
  chunk: z.int().min(0),
  done: z.boolean(),
  /** False from a turn's beginning to its orderly end. */
  clean: z.boolean(),
  holder: z.string().optional(),
  heldUntil: z.int().optional(),
  /** Of the chunks that are done. */
  outcomes: Counts,
  /** Row number to failures of the department that are the row's own. */
  failures: z.record(z.string(), z.int()),
  /** Turns on end in which nothing was asked. */
  idle: z.int().min(0),
  waiting: z.strictObject({ why: z.string().max(60), until: z.int() }).optional(),
  /** Epoch ms of the last turn's last step. */
  at: z.int(),
});
export type Lane = z.infer<typeof Lane>;

/** What became of a row. Written once. */
export const StoredOutcome = z.strictObject({
  v: z.literal(1),
  outcome: RowOutcome,
  at: z.int(),
  /** Code of the problem, and its rule: for a denial the rule, for a bad row the field and the rule. */
  code: z.string().max(40).optional(),
  rule: z.string().max(200).optional(),
  /** Sealed: the fields of the answer, and what its record says. */
  kept: (z.instanceof(Uint8Array) as z.ZodType<Uint8Array>).optional(),
});
export type StoredOutcome = z.infer<typeof StoredOutcome>;
