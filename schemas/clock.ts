/** 时限规则: how many working days something may take, from when to when that is law here. Data, so that a new regulation is an item and no release. */
import * as z from 'zod';
import { PlainDate, Slug } from './identifier.ts';

/** The clocks that the hub itself reads; a room that needs another one adds it here and to the city's rules. */
export const CLOCKS = [
  'grant-formal-check', // 形式审查: the data authority looks whether a request is complete
  'grant-decision', // 答复: the provider decides
  'grant-provision', // 提供: from the decision until the data can be asked for
  'grant-provision-connected', // the same where the resource is connected already
  'dispute-consultation', // 协商: the provider answers an objection
  'dispute-answer', // 协调: the data authority decides a dispute
  'dispute-government', // 裁定: the government of the level decides it
  'resource-notice', // a breaking change is told this long before the old version ends
  'doubt-answer', // 疑义校核: the owner answers doubtful data
  'manual-answer', // 人工录入: an officer answers by hand
] as const;
export type ClockId = (typeof CLOCKS)[number];

export const ClockRule = z
  .strictObject({
    v: z.literal(1),
    revision: z.int().min(1),
    kind: z.literal('clock-rule'),
    /** One rule of a clock: grant-decision-2025. */
    id: Slug,
    /** Which clock it sets: grant-decision. Of the rules valid on a day a local one wins over a national one, then the newest. */
    clock: Slug,
    scope: z.enum(['national', 'local']),
    workdays: z.int().min(0).max(250),
    from: PlainDate,
    /** The last day on which it holds. */
    until: PlainDate.optional(),
    legalBasis: z.string().min(1).max(300),
  })
  .refine((rule) => rule.until === undefined || rule.from <= rule.until, 'from-after-until')
  .meta({ id: 'ClockRule', description: '时限规则 clock rule' });
export type ClockRule = z.infer<typeof ClockRule>;

/** A date that was counted, with what it was counted by. It stays as it is when rule or calendar change, unless it was estimated. */
export const DueDate = z
  .strictObject({
    /** The last day of the time limit, Beijing; it ends with that day. */
    date: PlainDate,
    workdays: z.int().min(0),
    rule: z.strictObject({ id: Slug, revision: z.int() }),
    /** The years that were counted over; revision 0: no calendar of that year was known. */
    calendars: z.array(z.strictObject({ year: z.string(), revision: z.int().min(0) })).max(4),
    estimated: z.boolean(),
  })
  .meta({ id: 'DueDate', description: '到期日 due date' });
export type DueDate = z.infer<typeof DueDate>;
