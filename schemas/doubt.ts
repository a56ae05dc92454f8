/** 疑义校核: data that somebody holds to be wrong, until its owner has corrected or confirmed it, and the three layers of a dispute about that. */
import * as z from 'zod';
import { DueDate } from './clock.ts';
import { FieldPointer, Instant, ResourceId, Slug, SubjectCode, Uuid } from './identifier.ts';

export const DoubtState = z.enum([
  'reported', // 待核: the owner has to answer
  'confirmed', // 核实无误: stands unless the reporter objects
  'consulting', // 协商: the parties consult
  'with-authority', // 协调: the data authority decides
  'with-government', // 裁定: the people's government of the level decides
  'to-be-corrected', // 责令更正
  'corrected',
  'upheld',
  'withdrawn',
]);
export type DoubtState = z.infer<typeof DoubtState>;

export const DoubtEvent = z.enum([
  'correct', // 更正, by the owner
  'confirm', // 核实无误, by the owner, with reason
  'pass-on', // 非本部门数据: the owner names the right one (一数一源)
  'object', // 异议, by the reporter
  'disagree', // 协商不成, by either
  'order', // 责令更正, by the authority, or by the government through it
  'uphold', // 维持
  'appeal', // 提请政府裁定, by either
  'withdraw', // 撤回, by the reporter
  'overdue', // 逾期, by the clock
]);
export type DoubtEvent = z.infer<typeof DoubtEvent>;

/** While these last, an answer about the person says that the fields are in doubt, and his own proof counts. */
export const IN_DOUBT: readonly DoubtState[] = [
  'reported',
  'consulting',
  'with-authority',
  'with-government',
  'to-be-corrected',
];

export const Evidence = z.enum([
  'original-document',
  'other-department',
  'seen-on-site',
  'statement',
  'court-decision',
]);

const Sealed = z.string().max(8_000);

const Step = z.strictObject({
  event: z.union([DoubtEvent, z.literal('report')]),
  to: DoubtState,
  at: Instant,
  /** Department and who in it; the clock has none. */
  department: Slug.optional(),
  by: z.string().max(120).optional(),
  /** Why, encrypted: it may speak of the person. */
  reason: Sealed.optional(),
  /** 文号 of the government's ruling. */
  document: z.string().max(60).optional(),
});

const about = {
  resource: ResourceId,
  fields: z.array(FieldPointer).min(1).max(20),
};

/** As it is kept. The person stands in it as a keyed handle; his code, what is held to be right and all reasons are encrypted. */
export const Doubt = z
  .strictObject({
    v: z.literal(1),
    revision: z.int().min(1),
    kind: z.literal('doubt'),
    id: Uuid,
    ...about,
    state: DoubtState,
    owner: Slug,
    reporter: Slug,
    /** The exchange in whose answer it was seen. */
    exchange: Uuid.optional(),
    evidence: Evidence,
    handle: z.string(),
    keyVersion: z.int(),
    /** HMAC of the report: a repeat is recognised by it. */
    request: z.string(),
    sealed: Sealed,
    due: DueDate.optional(),
    /** How often it was passed on; the second time the authority decides. */
    passed: z.int().min(0),
    /** The government has ruled: nobody appeals. */
    ruled: z.boolean(),
    steps: z.array(Step).min(1).max(60),
    /** Departments that were answered with it before it was corrected, with their exchanges, newest first. */
    told: z
      .array(z.strictObject({ department: Slug, exchanges: z.array(Uuid).max(20) }))
      .max(30)
      .optional(),
  })
  .meta({ description: '疑义 doubt about data' });
export type Doubt = z.infer<typeof Doubt>;

/** What answers must know of it. */
export const OpenDoubt = z.strictObject({
  v: z.literal(1),
  revision: z.int().min(1),
  kind: z.literal('open-doubt'),
  id: Uuid,
  ...about,
  handle: z.string(),
  since: Instant,
  /** Set when it is in doubt no more. */
  closed: Instant.optional(),
});
export type OpenDoubt = z.infer<typeof OpenDoubt>;

/** In the snapshot. Without `handle`: about anybody; so many are open that they are not told apart. */
export const DoubtMark = z.strictObject({ ...about, handle: z.string().optional() });
export type DoubtMark = z.infer<typeof DoubtMark>;

const text = z.string().trim().min(2).max(1000);

export const DoubtReport = z
  .strictObject({
    subject: SubjectCode,
    /** The exchange whose answer is doubted, of the reporting department. */
    exchange: Uuid,
    fields: z.array(FieldPointer).min(1).max(20),
    believed: text.meta({ description: '认为正确的内容 what is held to be right' }),
    evidence: Evidence,
  })
  .meta({ id: 'DoubtReport', description: '疑义提出 report of doubtful data' });
export type DoubtReport = z.infer<typeof DoubtReport>;

export const DoubtStep = z
  .strictObject({
    event: DoubtEvent.exclude(['overdue']),
    reason: text,
    /** For `pass-on`: the owner. */
    owner: Slug.optional(),
    /** For `order` and `uphold` of the government. */
    document: z
      .string()
      .regex(/^[\p{Script=Han}A-Za-z0-9〔〕（）.-]{4,60}$/u, 'document-form')
      .optional(),
  })
  .meta({ id: 'DoubtStep' });

/** Without anything of the person. */
export const DoubtView = z
  .strictObject({
    ...z
      .strictObject(Doubt.shape)
      .omit({ v: true, kind: true, handle: true, keyVersion: true, request: true, sealed: true, steps: true }).shape,
    inDoubt: z.boolean(),
    steps: z.array(Step.omit({ reason: true })),
  })
  .meta({ id: 'Doubt', description: '疑义 doubt' });

export const DoubtContent = z
  .strictObject({
    /** Of the record of this look. */
    record: Uuid,
    subject: SubjectCode,
    believed: z.string(),
    reasons: z.array(z.strictObject({ event: z.string(), at: Instant, reason: z.string() })),
  })
  .meta({ id: 'DoubtContent' });
