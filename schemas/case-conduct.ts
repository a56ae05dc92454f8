/** 办理过程中的勘查、征求意见与督办 as they are shown beside the tasks of a case. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { Instant, PlainDate, Slug } from './identifier.ts';

const SheetView = z.strictObject({
  task: Slug,
  officers: z.array(z.string()),
  items: z.array(
    z.strictObject({
      item: Slug,
      name: z.string(),
      found: z.enum(['passed', 'failed']),
      note: z.string().optional(),
      photos: z.array(z.string()),
    }),
  ),
  at: Instant,
});

export const InspectionView = z.strictObject({
  /** 0: by one body alone. */
  round: z.int().min(0),
  matters: z.array(Slug),
  at: Instant,
  place: z.string().optional(),
  by: PlainDate.optional().meta({ description: 'the day by which the template has it' }),
  sheets: z.array(SheetView),
  signed: z.array(z.strictObject({ task: Slug, by: z.string(), at: Instant, sheet: z.string() })),
  complete: z.boolean(),
});

export const ConsultationView = z.strictObject({
  no: z.int(),
  task: Slug,
  of: z.union([z.strictObject({ department: Slug }), z.strictObject({ outside: Bilingual })]),
  within: z.int().optional(),
  question: z.string(),
  reason: z.string(),
  listed: z.boolean().meta({ description: 'whether the body has a task in the case, or takes part in the matter' }),
  at: Instant,
  due: PlainDate.optional(),
  answer: z.strictObject({ opinion: z.string(), text: z.string(), who: z.string(), at: Instant }).optional(),
});

export const ReminderView = z.strictObject({ task: Slug.optional(), text: z.string(), at: Instant, by: z.string() });

export const CommitmentView = z.strictObject({
  task: Slug,
  party: z.string(),
  file: z.string(),
  /** 已承诺, 待核查, 核查通过, 限期整改, 已撤销. */
  state: z.enum(['signed', 'to-check', 'passed', 'to-rectify', 'revoked']),
  term: z.int(),
  signedAt: Instant,
  due: PlainDate.optional().meta({ description: '核查期限届满日' }),
  checks: z.array(
    z.strictObject({
      officers: z.array(z.string()),
      found: z.enum(['passed', 'failed']),
      text: z.string(),
      photos: z.array(z.string()),
      rectifyBy: PlainDate.optional(),
      late: z.boolean(),
      at: Instant,
    }),
  ),
  revokedAt: Instant.optional(),
  revokedFor: z.string().optional(),
  liftedAt: Instant.optional().meta({ description: '信用修复' }),
});
