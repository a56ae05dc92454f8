/** 办件: what a citizen or firm asks for, as the officers see it. One item per event; this is the state that follows from the events. */
import * as z from 'zod';
import { ClockView, Light } from './case-clock.ts';
import { CommitmentView, ConsultationView, InspectionView, ReminderView } from './case-conduct.ts';
import { AdviceView, StopView } from './case-stop.ts';
import { Bilingual } from './department.ts';
import { FileDigest } from './file-digest.ts';
import { PartyRole } from './grant.ts';
import {
  CaseId,
  CertificateIdentifier,
  ForeignDocument,
  Instant,
  PlainDate,
  ResourceId,
  Slug,
  SubjectCode,
} from './identifier.ts';
import { LevyOrder } from './levy.ts';
import { Mandate, PartyId } from './mandate.ts';
import { MaterialKey } from './material.ts';
import { FoundReport } from './report.ts';
import { Answers } from './situation.ts';
import { isReadable, text } from './text.ts';
import { ToleranceBarView } from './tolerance.ts';

/**
 * 草稿, 预审, 收件, 补正告知, 受理, 先予受理, 办理中, 已决定, 统一出件, 送达, 办结; and the ends without a result: 撤回, 视为撤回, 不予受理, 撤销受理.
 */
export const CaseState = z.enum([
  'draft',
  'pre-check',
  'received',
  'noticed',
  'accepted',
  'provisional',
  'in-progress',
  'decided',
  'output',
  'delivered',
  'closed',
  'withdrawn',
  'deemed-withdrawn',
  'not-accepted',
  'acceptance-revoked',
]);
export type CaseState = z.infer<typeof CaseState>;

/** 子办件: 等待前序, 待办, 办理中, 退回补正, 同意, 不予许可, 终止 (ended with its case). */
export const TaskState = z.enum(['waiting', 'open', 'in-progress', 'returned', 'approved', 'denied', 'ended']);
export type TaskState = z.infer<typeof TaskState>;

/** How a case reaches the hall. `after-hours` is decided by the hall's hours and never typed. */
export const CaseChannel = z.enum(['window', 'online', 'mobile', 'town', 'agent', 'phone', 'self-service', 'post']);
export type CaseChannel = z.infer<typeof CaseChannel>;

/** 当事人. */
export const CaseParty = z.strictObject({
  id: PartyId,
  role: PartyRole,
  code: z.union([SubjectCode, ForeignDocument], 'party-code'),
  name: text(120),
  ground: text(200).optional().meta({
    description:
      '依据: why a person who did not apply stands in the case; landlord, co-owner, spouse, child and employee are not named without, nor who joins later',
  }),
  phone: z
    .string()
    .regex(/^[0-9+ -]{5,20}$/, 'phone-form')
    .optional(),
  mandate: Mandate.optional(),
});
export type CaseParty = z.infer<typeof CaseParty>;

/** Those whose application it is. */
export const APPLYING: readonly PartyRole[] = ['applicant', 'seller', 'buyer'];

/** What is applied for: one matter, or a bundle. */
export const CaseSubject = z.union(
  [z.strictObject({ matter: Slug }), z.strictObject({ bundle: Slug })],
  'matter-or-bundle',
);
export type CaseSubject = z.infer<typeof CaseSubject>;

/** 申请表: values of the one form, by field. */
export const FormValues = z
  .record(
    z.string().regex(/^[a-z]+(\.[a-z][A-Za-z0-9]*)+$/, 'form-field'),
    z.union([z.string().max(2000).refine(isReadable, 'unreadable-text'), z.number(), z.boolean()]),
  )
  .refine((all) => Object.keys(all).length <= 300, 'too-many-fields');
export type FormValues = z.infer<typeof FormValues>;

/** 材料 as it stands: handed in as files or on paper, promised 容缺, or proven otherwise 免予提交. */
export const HandedIn = z.strictObject({
  material: MaterialKey,
  medium: z.enum(['electronic', 'paper']),
  files: z.array(FileDigest).max(20),
  /** 核原件: an officer has seen the original. */
  original: z.boolean().optional(),
});
export type HandedIn = z.infer<typeof HandedIn>;

/** Who acted. `onBehalf`: the party for whom a window or the portal spoke. */
export const CaseActor = z.strictObject({
  kind: z.enum(['officer', 'system', 'hub']),
  id: z.string().max(120),
  department: Slug,
  onBehalf: PartyId.optional(),
});
export type CaseActor = z.infer<typeof CaseActor>;

export const Decision = z.enum(['approve', 'deny']);
export type Decision = z.infer<typeof Decision>;

/** 办理结果: a certificate of the library, or a numbered document. */
export const TaskResult = z
  .strictObject({
    certificate: CertificateIdentifier.optional(),
    document: z.strictObject({ number: z.string().min(1).max(80), name: Bilingual }).optional(),
  })
  .refine((one) => (one.certificate === undefined) !== (one.document === undefined), 'certificate-or-document');
export type TaskResult = z.infer<typeof TaskResult>;

/** 缴款凭证: one for each purse that is paid into. */
export const Receipt = z.strictObject({
  number: z.string().min(1).max(60),
  collector: Slug,
  fen: z.int().min(0).max(1_000_000_000_000),
});
export type Receipt = z.infer<typeof Receipt>;

/** 缴款单 of a task: reckoned on that day; `paidAt` once all of it is paid. */
export const Levied = z.strictObject({
  day: PlainDate,
  order: LevyOrder,
  paidAt: Instant.optional(),
  receipts: z.array(Receipt),
});

/** 退税费 that is owed: asked for by the payer, or found by the office; to be paid back by that day. */
export const Refund = z.strictObject({
  task: Slug,
  fen: z.int().positive(),
  cause: z.enum(['asked', 'found']),
  since: PlainDate,
  due: PlainDate,
  receipts: z.array(Receipt),
});
export type Refund = z.infer<typeof Refund>;

export const CaseTask = z.strictObject({
  matter: Slug,
  name: Bilingual,
  department: Slug.optional(),
  state: TaskState,
  after: z.array(Slug),
  /** 待前序结果: tasks whose certificate or number is still to be recorded before this one is approved. */
  awaits: z.array(Slug).optional(),
  clock: ClockView.optional(),
  agencies: z.array(ClockView).optional().meta({ description: '中介机构 clocks of the intermediaries at work on it' }),
  decidedAt: Instant.optional(),
  toldAt: Instant.optional().meta({
    description: '补录 when the decision was told, if that was later than it was made',
  }),
  result: TaskResult.optional(),
  levied: Levied.optional(),
  /** 提醒: the version that it was filed under is over; it goes on by that version. */
  over: z.strictObject({ until: PlainDate, why: Bilingual }).optional(),
  officer: z.string().optional(),
  handover: z.strictObject({ from: PlainDate, department: Slug.optional(), officer: z.string().optional() }).optional(),
  /** 容错: what was decided before it was put right, the oldest first. */
  earlier: z
    .array(z.strictObject({ decision: Decision, at: Instant, by: z.string(), reason: z.string().optional() }))
    .optional(),
  decision: Decision.optional(),
});
export type CaseTask = z.infer<typeof CaseTask>;

export const CaseMaterial = z.strictObject({
  material: MaterialKey,
  no: z.int(),
  name: Bilingual,
  weight: z.enum(['main', 'secondary']),
  /** 缺, 已收, 容缺, 容缺已补, 免交. */
  state: z.enum(['missing', 'present', 'promised', 'kept', 'waived']),
  due: PlainDate.optional(),
  handedIn: HandedIn.optional(),
  /** 报告先行: what a registered intermediary pushed; missing all the same when it is not current. */
  report: FoundReport.omit({ material: true }).optional(),
});
export type CaseMaterial = z.infer<typeof CaseMaterial>;

/** One visit to the hall by a citizen or firm, and why. */
export const CaseVisit = z.strictObject({
  party: PartyId,
  at: Instant,
  place: Slug,
  reason: z.string().min(1).max(200),
  /** 同一次到场: the other case for which he came, where this one was handed in as well; counted there alone. */
  sameAs: CaseId.optional(),
});
export type CaseVisit = z.infer<typeof CaseVisit>;

/** 人证核验 as it stands: 通过, 待人工, 人工确认, 人证不符. */
export const IdentityView = z.strictObject({
  party: PartyId,
  result: z.enum(['passed', 'manual', 'confirmed', 'refused']),
  score: z.number().optional(),
  offline: z.string().optional(),
  threshold: z.number(),
  device: z.strictObject({ id: z.string(), version: z.string() }),
  at: Instant,
  by: z.string(),
  confirmedBy: z.string().optional(),
  note: z.string().optional(),
});
export type IdentityView = z.infer<typeof IdentityView>;

export const CaseView = z
  .strictObject({
    id: CaseId,
    /** Number of the last event: the ETag. */
    revision: z.int().min(1),
    state: CaseState,
    subject: CaseSubject,
    name: Bilingual,
    /** Pinned at filing: template, matters, calendars. */
    pinned: z
      .strictObject({ template: z.int().optional(), matters: z.record(Slug, z.int()), filedOn: PlainDate })
      .optional(),
    channel: CaseChannel,
    place: Slug,
    answers: Answers,
    parties: z.array(CaseParty),
    form: FormValues,
    materials: z.array(CaseMaterial),
    tasks: z.array(CaseTask),
    clock: ClockView.optional(),
    delivery: ClockView.optional().meta({ description: '送达期限 from the decision until it has reached who applied' }),
    preCheck: z
      .strictObject({ passed: z.boolean(), remarks: z.array(z.string()), at: Instant })
      .optional()
      .meta({ description: '预审 what the hall said of the draft, the last time' }),
    notices: z.array(
      z.strictObject({
        stage: z.string(),
        at: Instant,
        due: PlainDate,
        items: z.array(z.strictObject({ item: z.string(), what: z.string() })),
        answeredAt: Instant.optional().meta({ description: '补正 when all of it had come' }),
        replaced: z.literal(true).optional().meta({ description: 'a later notice has taken its place' }),
      }),
    ),
    visits: z.array(CaseVisit),
    /** 共同申请: who has applied, and what he confirmed. */
    joint: z.array(z.strictObject({ party: PartyId, agreed: FormValues, at: Instant })),
    inspections: z.array(InspectionView).meta({ description: '现场勘查、联合踏勘' }),
    consultations: z.array(ConsultationView).meta({ description: '征求意见' }),
    commitments: z.array(CommitmentView).meta({ description: '告知承诺' }),
    reminders: z.array(ReminderView).meta({ description: '督办' }),
    refunds: z.array(Refund),
    toleranceBar: ToleranceBarView.optional(),
    identities: z.array(IdentityView).meta({ description: '人证核验' }),
    advice: z.array(AdviceView).meta({ description: '申请前提示, of a draft' }),
    stops: z.array(StopView).meta({ description: '不予受理、不予登记情形' }),
    openedAt: Instant,
    filedAt: Instant.optional(),
    acceptedAt: Instant.optional(),
    decidedAt: Instant.optional(),
    deliveredAt: Instant.optional(),
    closedAt: Instant.optional(),
    mayDo: z.array(z.string()).meta({
      description:
        '下一步: acts for which the state, the duty of the caller and what stands in the case leave room; what is still to be said or brought is named when one is tried',
    }),
    /** 离线受理: taken down while the network was cut; opened here when it was back. */
    offline: z.strictObject({ number: z.string(), writtenAt: Instant }).optional(),
    /** 体验督察: left out of every figure. */
    test: z.boolean().optional(),
  })
  .meta({ id: 'Case', description: '办件 case' });
export type CaseView = z.infer<typeof CaseView>;

/** A line of a work list. */
export const CaseLine = z.strictObject({
  id: CaseId,
  state: CaseState,
  task: Slug.optional(),
  taskState: TaskState.optional(),
  subject: CaseSubject,
  filedAt: Instant.optional(),
  due: PlainDate.optional(),
  /** 部门未答: tried again in the background, due now, a person decides, or a printout is to be verified 待核验. */
  waiting: z
    .array(z.strictObject({ resource: ResourceId, state: z.enum(['retrying', 'due', 'manual', 'to-verify']) }))
    .optional(),
  light: Light,
});
export type CaseLine = z.infer<typeof CaseLine>;
