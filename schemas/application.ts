/** 共享申请: how a grant was asked for and decided: who, when, what was due when, and the reasons. */
import * as z from 'zod';
import { DueDate } from './clock.ts';
import { Instant } from './identifier.ts';
import { By } from './registered.ts';

/** 形式审查 by the data authority, 答复 by the provider, 提供 by the provider. */
export const ApplicationStep = z.enum(['check', 'decision', 'provision']);
export type ApplicationStep = z.infer<typeof ApplicationStep>;

/** 法律依据 or rule on which something is refused. */
const Basis = z.string().trim().min(2).max(300);

export const DecisionDone = By.extend({ outcome: z.enum(['agreed', 'refused']), basis: Basis.optional() });

export const Application = z.strictObject({
  /** Absent where the provider gave the grant by itself. */
  asked: By.optional(),
  check: z
    .strictObject({ due: DueDate, done: By.extend({ outcome: z.enum(['complete', 'incomplete']) }).optional() })
    .optional(),
  decision: z.strictObject({ due: DueDate.optional(), done: DecisionDone.optional() }).optional(),
  provision: z.strictObject({ due: DueDate, done: By.optional() }).optional(),
  /** Steps whose time ran out before they were done. They stay, for the record. */
  overdue: z
    .array(z.strictObject({ step: ApplicationStep, since: Instant }))
    .max(12)
    .optional(),
  /** The last dispute about it. */
  dispute: z.string().max(90).optional(),
});
export type Application = z.infer<typeof Application>;

export const FormalCheck = z
  .strictObject({ outcome: z.enum(['complete', 'incomplete']), reason: z.string().trim().min(1).max(300).optional() })
  .refine(({ outcome, reason }) => outcome === 'complete' || reason !== undefined, 'incomplete-needs-reason')
  .meta({ id: 'FormalCheck', description: '形式审查意见' });

export const Decision = z
  .strictObject({
    outcome: z.enum(['agreed', 'refused']),
    reason: z.string().trim().min(1).max(200),
    basis: Basis.optional(),
    /** 同意，稍后提供: agreed, and to be provided within its own time limit. */
    later: z.boolean().optional(),
  })
  .refine(({ outcome, basis }) => outcome === 'agreed' || basis !== undefined, 'refusal-needs-basis')
  .meta({ id: 'Decision', description: '共享申请答复' });
