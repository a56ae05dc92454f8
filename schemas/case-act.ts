/** What can be done to a case: one act, one event. The body is what the caller sends, the event what is kept of it. */
import * as z from 'zod';
import { CaseActor, CaseState } from './case.ts';
import { acceptanceActs } from './case-acts/acceptance.ts';
import { clockActs } from './case-acts/clocks.ts';
import { commitmentActs } from './case-acts/commitment.ts';
import { consultationActs } from './case-acts/consultation.ts';
import { dutyActs } from './case-acts/duty.ts';
import { factActs } from './case-acts/facts.ts';
import { filingActs } from './case-acts/filing.ts';
import { identityActs } from './case-acts/identity.ts';
import { inspectionActs } from './case-acts/inspection.ts';
import { levyActs } from './case-acts/levies.ts';
import { outputActs } from './case-acts/output.ts';
import { taskActs } from './case-acts/tasks.ts';
import { CaseId } from './identifier.ts';

export const caseActs = {
  ...filingActs,
  ...acceptanceActs,
  ...taskActs,
  ...factActs,
  ...identityActs,
  ...levyActs,
  ...clockActs,
  ...inspectionActs,
  ...commitmentActs,
  ...consultationActs,
  ...dutyActs,
  ...outputActs,
} as const;
export type CaseActName = keyof typeof caseActs;
export const caseActNames = Object.keys(caseActs) as CaseActName[];

const bodies = Object.values(caseActs).map(({ body }) => body);
export const CaseAct = z
  .discriminatedUnion('act', bodies as unknown as [(typeof bodies)[number], ...typeof bodies], 'unknown-act')
  .meta({ id: 'CaseAct', description: '办件操作 what is done to a case' });
export type CaseAct = z.infer<typeof CaseAct>;
export type ActBody<A extends CaseActName> = z.infer<(typeof caseActs)[A]['body']>;

type Kept<A extends CaseActName> = {
  readonly [K in keyof (typeof caseActs)[A]['kept']]: z.infer<(typeof caseActs)[A]['kept'][K] & z.ZodType>;
};
/** What an event of this act carries. */
export type ActData<A extends CaseActName> = Omit<ActBody<A>, 'act' | 'onBehalf'> & Kept<A>;

/** An event as it is kept. `data` is sealed in the table: it names people. */
export const CaseEvent = z.strictObject({
  v: z.literal(1),
  case: CaseId,
  /** 1 opens the case. */
  n: z.int().min(1),
  type: z.enum(['open', ...caseActNames]),
  /** Epoch ms: when it was done, by the clock of the hub. */
  at: z.int(),
  by: CaseActor,
  /** State of the case after it. */
  to: CaseState,
  data: z.record(z.string(), z.unknown()),
});
export type CaseEvent = z.infer<typeof CaseEvent>;
