/** 存量证照归集: certificates that a department issued before there was the library, handed in as one file and issued here. */
import * as z from 'zod';
import { CertificateState, IssueRequest } from './certificate.ts';
import { OperationRequest } from './certificate-operation.ts';
import { CertificateIdentifier, Instant, Slug, Uuid } from './identifier.ts';

/** Of the file as it is uploaded. As many rows as a chunk are sealed by one signature; a result part holds whole chunks. */
export const BACK_FILL_LIMITS = {
  rows: 100_000,
  bytes: 200_000_000,
  parts: 100,
  partBytes: 4_000_000,
  rowBytes: 32_768,
  chunkRows: 256,
  /** Chunks of a part of the result: 4096 rows. */
  partChunks: 16,
} as const;

/** Seconds. A file must be complete within a day and issued within two more; its outcomes can be fetched for thirty days. */
export const BACK_FILL_SECONDS = { upload: 86_400, run: 2 * 86_400, kept: 30 * 86_400 } as const;

/** So many chunks of one back-fill are under way at once. */
export const BACK_FILL_LANES = 4;

export const BackFillState = z.enum(['receiving', 'submitted', 'running', 'done', 'cancelled', 'failed', 'expired']);
export type BackFillState = z.infer<typeof BackFillState>;

/** What may have become of a certificate before it is handed in. */
export const PAST_OPERATIONS = [
  'hold',
  'lapse',
  'annul',
  'cancel',
  'revoke-as-penalty',
  'transfer-out',
  'other',
] as const;

const {
  type: _type,
  operation: _operation,
  supersedes: _supersedes,
  oldNumber: _old,
  replaces: _replaces,
  reason: _reason,
  ...facts
} = IssueRequest.shape;

/** A line of the file, JSON: what an issue says, without the type, which is the same for all. */
export const BackFillRow = z
  .strictObject({
    ...facts,
    version: z.int().min(1).max(999).optional().meta({ description: '版本, 1 unless said' }),
    later: z
      .intersection(OperationRequest, z.looseObject({ operation: z.enum(PAST_OPERATIONS, 'not-of-the-past') }))
      .optional()
      .meta({ description: 'What has become of it since' }),
  })
  .meta({ id: 'BackFillRow' });
export type BackFillRow = z.infer<typeof BackFillRow>;

export const NewBackFill = z.strictObject({ type: Slug }).meta({ id: 'NewBackFill' });
export type NewBackFill = z.infer<typeof NewBackFill>;

const Many = z.int().min(0).max(BACK_FILL_LIMITS.rows);
/** How many of each state. */
export const StateCounts = z.partialRecord(CertificateState, Many);
export type StateCounts = z.infer<typeof StateCounts>;

/** 提交: the file is complete. The digest is that of all parts one behind the other; the counts are the issuer's own. */
export const BackFillSubmission = z
  .strictObject({
    parts: z.int().min(1).max(BACK_FILL_LIMITS.parts),
    bytes: z.int().min(1).max(BACK_FILL_LIMITS.bytes),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'digest-form'),
    rows: z.int().min(1).max(BACK_FILL_LIMITS.rows),
    states: StateCounts.optional().meta({ description: '各状态数: every state, together as many as the rows' }),
  })
  .refine(
    ({ rows, states }) => !states || Object.values(states).reduce((sum, n) => sum + (n ?? 0), 0) === rows,
    'states-are-the-rows',
  )
  .meta({ id: 'BackFillSubmission' });
export type BackFillSubmission = z.infer<typeof BackFillSubmission>;

/**
 * issued: by this back-fill. duplicate: type, number, version and content stand there already. conflict: the number does, with other content.
 * refused: a rule is broken. failed: the hub's own fault, hand it in again. not-handled: the back-fill ended before.
 */
export const BACK_FILL_OUTCOMES = ['issued', 'duplicate', 'conflict', 'refused', 'failed', 'not-handled'] as const;
export const BackFillOutcome = z.enum(BACK_FILL_OUTCOMES);
export type BackFillOutcome = z.infer<typeof BackFillOutcome>;

export const OutcomeCounts = z.strictObject(
  Object.fromEntries(BACK_FILL_OUTCOMES.map((outcome) => [outcome, z.int().min(0)])) as Record<
    BackFillOutcome,
    z.ZodInt
  >,
);
export type OutcomeCounts = z.infer<typeof OutcomeCounts>;

/** What became of a row. No number, name or code of anybody stands in it. */
export const BackFillLine = z
  .strictObject({
    row: z.int().min(1),
    outcome: BackFillOutcome,
    /** Its own, or of the one that stands there or holds the place. */
    identifier: CertificateIdentifier.optional(),
    /** Of that certificate when the row was handled. */
    state: CertificateState.optional(),
    /** The row of this file that has the same number, or the same holder where he may have one only. The first one counts. */
    sameAs: z.int().optional(),
    /** Field and rule of what is broken, five at most. */
    rules: z.array(z.string().max(200)).max(5).optional(),
  })
  .meta({ id: 'BackFillLine' });
export type BackFillLine = z.infer<typeof BackFillLine>;

const Sum = z.strictObject({ rows: z.int(), states: StateCounts });

/** 对账. `equal`: every certificate that the issuer counts stands in the library, in the state that he says. */
const Reconciliation = z.strictObject({
  stated: z.strictObject({ rows: z.int(), states: StateCounts.optional() }),
  /** Of the file; `repeated` rows have the number of an earlier one. */
  handedIn: z.strictObject({ ...Sum.shape, repeated: z.int() }),
  /** Issued now, or there before with the same content. */
  inLibrary: Sum,
  missing: z.int(),
  equal: z.boolean(),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

export const BackFill = z
  .strictObject({
    id: Uuid,
    revision: z.int().min(1),
    state: BackFillState,
    type: Slug,
    consumer: Slug,
    createdAt: Instant,
    submittedAt: Instant.optional(),
    startedAt: Instant.optional(),
    endedAt: Instant.optional(),
    /** When this state ends by itself: the upload, the run, the time in which the outcomes are kept. */
    until: Instant,
    rows: z.int().optional(),
    /** How many parts the result has. A part can be fetched as soon as its rows are done. */
    parts: z.int().optional(),
    progress: z
      .strictObject({
        done: z.int(),
        outcomes: OutcomeCounts,
        rowsPerSecond: z.number().optional(),
        estimatedEnd: Instant.optional(),
      })
      .optional(),
    reconciliation: Reconciliation.optional(),
    refusals: z
      .array(z.strictObject({ row: z.int().optional(), rule: z.string().max(80) }))
      .max(20)
      .optional(),
    /** Why it failed, where no row is to blame. */
    reason: z.string().max(60).optional(),
  })
  .meta({ id: 'BackFill', description: '存量证照归集 back-fill' });
export type BackFill = z.infer<typeof BackFill>;
