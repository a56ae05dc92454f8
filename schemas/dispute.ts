/** 共享争议: a consumer objects to a refusal or to silence. Three layers: the two departments, the data authority, the government of the level. */
import * as z from 'zod';
import { DecisionDone } from './application.ts';
import { DueDate } from './clock.ts';
import { Instant, Slug } from './identifier.ts';
import { By } from './registered.ts';

/** 协商, 主管部门协调, 本级人民政府决定; then settled by the provider, decided, or withdrawn by the consumer. */
export const DisputeState = z.enum(['consultation', 'authority', 'government', 'settled', 'decided', 'withdrawn']);
export type DisputeState = z.infer<typeof DisputeState>;

export const DisputeEvent = z.enum(['raise', 'answer', 'concede', 'escalate', 'withdraw', 'refer', 'decide', 'rule']);
export type DisputeEvent = z.infer<typeof DisputeEvent>;

/** What is decided: the provider must share, or its refusal stands. */
export const DisputeOutcome = z.enum(['share', 'uphold']);

export const DisputeId = z.string().regex(/^[a-z][a-z0-9-]{0,70}-d\d{1,9}$/, 'dispute-id');

const said = {
  reason: z.string().trim().min(2).max(300),
  basis: z.string().trim().min(2).max(300).optional(),
  outcome: DisputeOutcome.optional(),
  /** 文号 of the government's decision. */
  document: z.string().trim().min(2).max(80).optional(),
};

export const Dispute = z
  .strictObject({
    v: z.literal(1),
    revision: z.int().min(1),
    kind: z.literal('dispute'),
    id: DisputeId,
    grant: Slug,
    consumer: Slug,
    provider: Slug,
    about: z.enum(['refusal', 'silence']),
    /** The decision objected to, as it stood then. */
    decision: DecisionDone.optional(),
    state: DisputeState,
    /** Of the present layer; absent at the end. */
    due: DueDate.optional(),
    overdue: Instant.optional(),
    steps: z.array(By.extend({ ...said, event: DisputeEvent })).max(60),
  })
  .meta({ id: 'Dispute', description: '共享争议 dispute about a grant' });
export type Dispute = z.infer<typeof Dispute>;

export const DisputeStep = z
  .strictObject({ event: DisputeEvent.exclude(['raise']), ...said })
  .refine(
    ({ event, outcome }) => (event === 'decide' || event === 'rule') === (outcome !== undefined),
    'outcome-of-a-decision',
  )
  .refine(({ event, document }) => (event === 'rule') === (document !== undefined), 'document-of-a-ruling')
  .meta({ id: 'DisputeStep' });
export type DisputeStep = z.infer<typeof DisputeStep>;
