/** 待答: a question to a department that cannot be called, kept until it is fetched, and its answer until the caller has fetched that. */
import * as z from 'zod';
import { DueDate } from './clock.ts';
import { PartyRole } from './grant.ts';
import { Slug, Uuid } from './identifier.ts';
import { Level } from './resource.ts';

/** Why there is no answer: the code of the problem that the caller gets. */
export const QuestionFailure = z.enum([
  'department-error',
  'department-answer-invalid',
  'department-wrong-subject',
  'department-answer-too-large',
  'department-refused',
]);
export type QuestionFailure = z.infer<typeof QuestionFailure>;

/** Why an officer cannot answer 不能答复: a closed list, so that nothing about anybody is told in passing. */
export const RefusalReason = z.enum([
  'no-such-register', // 无此登记簿: nobody here ever kept it
  'register-unreadable', // 登记簿毁损、无法辨认
  'not-our-competence', // 不属本部门职责
  'request-not-clear', // 所问不足以查找
]);
export type RefusalReason = z.infer<typeof RefusalReason>;

/** How long a question waits, and its answer may be fetched. */
export const KEPT_SECONDS = 86_400;
/** Where it is answered by hand that takes days. */
export const LONGEST_KEPT_SECONDS = 14 * 86_400;

/** Nothing in it says about whom, but the keyed handle; question and answer are sealed. Times are epoch ms. */
export const Question = z.strictObject({
  v: z.literal(1),
  id: Uuid,
  state: z.enum(['waiting', 'answered', 'failed']),
  department: Slug,
  /** department/name. */
  resource: z.string(),
  resourceVersion: z.int(),
  client: Slug,
  officer: Slug.optional(),
  consumer: Slug,
  grant: Slug,
  grantRevision: z.int(),
  party: PartyRole,
  level: Level,
  matter: Slug.optional(),
  standing: Slug.optional(),
  case: z.string().optional(),
  handle: z.string(),
  /** Keyed digest of the question: the same key with another question is refused. */
  request: z.string(),
  /** Evidence of the signature under the question, where the grant demands one. */
  signature: z.string().length(43).optional(),
  /** Recognises an own write whose acknowledgement was lost. */
  nonce: z.string(),
  /** Sealed: what was asked, about whom, for which purpose and fields. */
  asked: z.string(),
  askedAt: z.int(),
  keptUntil: z.int(),
  /** Sealed: the whole checked answer, null when the department knows nothing. */
  answer: z.string().optional(),
  failed: QuestionFailure.optional(),
  answeredAt: z.int().optional(),
  /** By when it is due, where it was asked to be answered by hand. */
  due: DueDate.optional(),
  /** Answered by hand, so that it may be corrected until it was fetched. */
  byHand: z.literal(true).optional(),
  reason: RefusalReason.optional(),
  fetchedAt: z.int().optional(),
});
export type Question = z.infer<typeof Question>;
