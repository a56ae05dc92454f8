/** 批量: one resource asked about many rows in one job. The rows come as a file, the outcomes are fetched by part. */
import * as z from 'zod';
import { PartyRole } from './grant.ts';
import { FieldPointer, Instant, ResourceId, Slug, Uuid } from './identifier.ts';

/** Of the file as it is uploaded: bytes, and rows without the heading. A result part holds as many rows as a chunk. */
export const BATCH_LIMITS = {
  rows: 100_000,
  bytes: 32_000_000,
  parts: 100,
  partBytes: 4_000_000,
  columns: 30,
  rowCharacters: 16_384,
  chunkRows: 100,
  chunkCharacters: 100_000,
} as const;

/** Seconds. A file must be complete within a day, its rows asked within a week, the result fetched within another. */
export const BATCH_SECONDS = {
  upload: 86_400,
  run: 7 * 86_400,
  kept: 7 * 86_400,
  /** From submission to the end of all, where rows carry case tickets: closed cases are remembered no longer. */
  ticketed: 86_400,
} as const;

/** How many turns of one department's batches run at once: the least to which AWS lets a queue's consumer be limited. */
export const BATCH_LANES = 2;

/** `ticket` is no member of any request: it may stand in a row beside them. */
export const TICKET_COLUMN = 'ticket';

export const BatchState = z.enum(['receiving', 'submitted', 'running', 'done', 'cancelled', 'failed', 'expired']);
export type BatchState = z.infer<typeof BatchState>;

export const ROW_OUTCOMES = ['found', 'not-found', 'denied', 'invalid', 'failed'] as const;
export const RowOutcome = z.enum(ROW_OUTCOMES);
export type RowOutcome = z.infer<typeof RowOutcome>;

export const Counts = z.strictObject(
  Object.fromEntries(ROW_OUTCOMES.map((outcome) => [outcome, z.int().min(0)])) as Record<RowOutcome, z.ZodInt>,
);
export type Counts = z.infer<typeof Counts>;

/** As in a question, but for the ticket, which each row carries itself. */
export const BatchPurpose = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matter'), matter: Slug }),
  z.strictObject({ kind: z.literal('standing'), code: Slug }),
]);

export const BatchFormat = z.enum(['csv', 'ndjson']);
export type BatchFormat = z.infer<typeof BatchFormat>;

const asked = {
  resource: ResourceId,
  purpose: BatchPurpose,
  party: z.strictObject({ role: PartyRole }),
  fields: z.array(FieldPointer).min(1).max(200),
  format: BatchFormat.meta({
    description: 'csv: RFC 4180, the heading names the members of the request; ndjson: a JSON object a line',
  }),
};

export const NewBatch = z
  .strictObject({
    ...asked,
    charset: z.enum(['utf-8', 'gb18030']).default('utf-8').meta({ description: 'Of the CSV; NDJSON is UTF-8' }),
  })
  .refine(({ format, charset }) => format === 'csv' || charset === 'utf-8', 'ndjson-is-utf-8')
  .meta({ id: 'NewBatch' });
export type NewBatch = z.infer<typeof NewBatch>;

/** 提交: the file is complete. The digest is that of all parts one behind the other. */
export const Submission = z
  .strictObject({
    parts: z.int().min(1).max(BATCH_LIMITS.parts),
    bytes: z.int().min(1).max(BATCH_LIMITS.bytes),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'digest-form'),
    rows: z.int().min(1).max(BATCH_LIMITS.rows).optional().meta({ description: 'Without the heading' }),
  })
  .meta({ id: 'BatchSubmission' });
export type Submission = z.infer<typeof Submission>;

/** Why a file was refused whole: where, and which rule. Never what stood there. */
export const Refusal = z.strictObject({
  part: z.int().optional(),
  row: z.int().optional().meta({ description: '0: the heading' }),
  column: z.string().max(64).optional(),
  rule: z.string().max(80),
});
export type Refusal = z.infer<typeof Refusal>;

const Waiting = { why: z.string().max(60), until: Instant };

export const Batch = z
  .strictObject({
    id: Uuid,
    revision: z.int().min(1),
    state: BatchState,
    ...asked,
    charset: z.enum(['utf-8', 'gb18030']),
    consumer: Slug,
    createdAt: Instant,
    submittedAt: Instant.optional(),
    startedAt: Instant.optional(),
    endedAt: Instant.optional(),
    /** When this state ends by itself: the upload, the run, the time in which the result is kept. */
    until: Instant,
    rows: z.int().optional(),
    /** How many parts the result has. A part can be fetched as soon as its rows are done. */
    parts: z.int().optional(),
    progress: z
      .strictObject({
        done: z.int(),
        outcomes: Counts,
        rowsPerSecond: z.number().optional(),
        estimatedEnd: Instant.optional(),
        /** Set while nothing can be asked: the code of the problem, and when it is tried again. */
        waiting: z.strictObject(Waiting).optional(),
      })
      .optional(),
    refusals: z.array(Refusal).max(20).optional(),
    /** Why it failed, where no row is to blame. */
    reason: z.string().max(60).optional(),
  })
  .meta({ id: 'Batch', description: '批量查询 batch' });
export type Batch = z.infer<typeof Batch>;

export const BatchPart = z
  .strictObject({ part: z.int(), bytes: z.int(), digest: z.string().meta({ description: 'SHA-256, base64' }) })
  .meta({ id: 'BatchPart' });
export type BatchPart = z.infer<typeof BatchPart>;

/** One fetch of a result part: who, when. */
export const Pickup = z
  .strictObject({
    part: z.int(),
    at: Instant,
    client: Slug,
    officer: Slug.optional(),
    format: BatchFormat,
    /** Rows whose answer was in it. */
    released: z.int(),
  })
  .meta({ id: 'BatchPickup', description: '取回记录 fetch of a result part' });
export type Pickup = z.infer<typeof Pickup>;
