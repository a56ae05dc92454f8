/** A back-fill as it is kept. Rows and outcomes are sealed under its own key, which goes when it expires. Times are epoch ms. */
import * as z from 'zod';
import { BackFillState, OutcomeCounts, StateCounts } from './back-fill.ts';
import { Slug } from './identifier.ts';
import { storedSubmission, storedUpload } from './stored-upload.ts';

export const StoredBackFill = z.strictObject({
  ...storedUpload,
  state: BackFillState,
  type: Slug,
  submission: z.strictObject({ ...storedSubmission, rows: z.int(), states: StateCounts.optional() }).optional(),
  run: z
    .strictObject({ at: z.int(), rows: z.int(), chunks: z.int(), repeated: z.int(), states: StateCounts })
    .optional(),
  refusals: z
    .array(z.strictObject({ row: z.int().optional(), rule: z.string().max(80) }))
    .max(20)
    .optional(),
});
export type StoredBackFill = z.infer<typeof StoredBackFill>;

/** Some rows of it, as many as are sealed by one signature: who is at them, and once they are done what they came to. */
export const BackFillChunk = z.strictObject({
  v: z.literal(1),
  chunk: z.int().min(0),
  /** Number of the first row, from 1. */
  first: z.int().min(1),
  rows: z.int().min(1),
  done: z.boolean(),
  /** How often it was begun. */
  turns: z.int().min(0),
  /** How often on end something failed that says nothing about the row. */
  failures: z.int().min(0),
  holder: z.string().optional(),
  /** Machines' time. */
  heldUntil: z.int().optional(),
  outcomes: OutcomeCounts.optional(),
  /** Certificates in the library by these rows. */
  states: StateCounts.optional(),
  /** Of the last step. */
  at: z.int(),
});
export type BackFillChunk = z.infer<typeof BackFillChunk>;
