/** 人工录入 manual entry: a question that an officer of the department answers from its books. The states are those of his work; who asked sees one that waits, and one that is answered. */
import * as z from 'zod';
import { DueDate } from './clock.ts';
import { PartyRole } from './grant.ts';
import { Instant, Slug, Uuid } from './identifier.ts';
import { RefusalReason } from './question.ts';

export const EntryState = z.enum([
  'waiting', // 待领取
  'taken', // 办理中
  'entered', // 待复核
  'in-review', // 复核中
  'answered', // 已答复
  'refused', // 不能答复
]);
export type EntryState = z.infer<typeof EntryState>;

/** What was done with it. */
export const EntryEvent = z.enum(['take', 'review', 'release', 'answer', 'propose', 'refuse', 'confirm', 'return']);
export type EntryEvent = z.infer<typeof EntryEvent>;

/** How long it is an officer's alone when he has taken it. Seconds. */
export const HELD_SECONDS = 1800;

/** Whoever takes it once more finds no room: somebody plays with it. */
export const MOST_STEPS = 100;

/** 知悉来源: where he read it. */
export const EntrySource = z
  .strictObject({
    register: z
      .string()
      .trim()
      .min(2)
      .max(120)
      .meta({ description: '簿册名称', example: '出生医学证明存根 2017 年第 3 册' }),
    page: z.string().trim().min(1).max(40).meta({ description: '页码或编号', example: '第 117 页' }),
  })
  .meta({ id: 'EntrySource' });
export type EntrySource = z.infer<typeof EntrySource>;

/** 退回理由: why the second officer sends it back. */
export const ReturnReason = z.enum(['other-person', 'other-page', 'not-as-in-register', 'incomplete']);

export const EntryAnswer = z
  .strictObject({
    answer: z.unknown().meta({ description: 'As the resource’s schema has it; null: the register knows nothing' }),
    source: EntrySource,
  })
  .meta({ id: 'EntryAnswer' });

const step = z.strictObject({ at: Instant, by: Slug, event: EntryEvent, reason: z.string().max(60).optional() });

/** A line of the inbox, and one entry. It says of nobody who he is; `request` and `draft` do, and are shown to who has taken it. */
export const Entry = z
  .strictObject({
    question: Uuid,
    resource: z.string(),
    revision: z.int().min(0),
    /** `elsewhere`: answered by the agent meanwhile. `expired`: kept no more. */
    state: z.enum([...EntryState.options, 'elsewhere', 'expired']),
    askedAt: Instant,
    keptUntil: Instant,
    due: DueDate,
    overdue: z.boolean(),
    consumer: Slug.meta({ description: '需求部门 who asked' }),
    matter: Slug.optional(),
    standing: Slug.optional(),
    party: PartyRole,
    /** Who has it, and until when. */
    holder: Slug.optional(),
    heldUntil: Instant.optional(),
    fetched: z.boolean(),
    reason: RefusalReason.optional(),
    steps: z.array(step).max(MOST_STEPS),
    request: z.unknown().optional(),
    draft: EntryAnswer.optional(),
  })
  .meta({ id: 'Entry', description: '人工录入件 entry' });
export type Entry = z.infer<typeof Entry>;

/** As it is kept beside its question. What it says is sealed, and stands in an item of its own that goes with the question. */
export const StoredEntry = z.strictObject({
  v: z.literal(1),
  question: Uuid,
  department: Slug,
  resource: z.string(),
  revision: z.int().min(1),
  state: EntryState,
  /** Officer, and epoch ms. */
  holder: Slug.optional(),
  until: z.int().optional(),
  /** Who entered what stands there now. */
  author: Slug.optional(),
  /** Sealed: where it was read. */
  source: z.string().optional(),
  steps: z.array(step).max(MOST_STEPS),
});
export type StoredEntry = z.infer<typeof StoredEntry>;
