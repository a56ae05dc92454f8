/** The steps of an application 共享申请: what becomes due with each, and what is noted when it is done. */

import type * as z from 'zod';
import { dueDate } from '#functions/kernel/clocks.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Application, ApplicationStep, DecisionDone } from '#schemas/application.ts';
import type { ClockId } from '#schemas/clock.ts';
import type { Grant, GrantState } from '#schemas/grant.ts';
import type { By } from '#schemas/registered.ts';
import type { Resource } from '#schemas/resource.ts';

type Clocked = Pick<IndexedSnapshot, 'clocks'>;

/** The state in which a grant waits for the step. */
const WAITS_FOR: Readonly<Record<ApplicationStep, GrantState>> = {
  check: 'requested',
  decision: 'checked',
  provision: 'agreed',
};

export const byAt = (by: string, now: number, reason?: string): By => ({
  at: new Date(now).toISOString(),
  by,
  ...(reason === undefined ? {} : { reason }),
});

/** Asked for, or asked for anew after it was returned: the time limit begins again. */
export const asked = ({ clocks }: Clocked, by: By, now: number, before: Application = {}): Application => {
  const { overdue } = before;
  return { asked: by, check: { due: dueDate(clocks, 'grant-formal-check', now) }, ...(overdue && { overdue }) };
};

/** Complete, or returned; what is complete is the provider's to decide, within the rule or what it has promised. */
export const formallyChecked = (
  { clocks }: Clocked,
  { application = {} }: Grant,
  done: NonNullable<NonNullable<Application['check']>['done']>,
  resource: Pick<Resource, 'decidesIn'> | undefined,
  now: number,
): Application => ({
  ...application,
  check: { due: application.check?.due ?? dueDate(clocks, 'grant-formal-check', now), done },
  ...(done.outcome === 'complete'
    ? { decision: { due: dueDate(clocks, 'grant-decision', now, { promised: resource?.decidesIn }) } }
    : {}),
});

const PROVISION: Readonly<Record<'connected' | 'unconnected', ClockId>> = {
  connected: 'grant-provision-connected',
  unconnected: 'grant-provision',
};

/** Decided. `later`: agreed, and the time limit of the provision begins. */
export const decided = (
  { clocks }: Clocked,
  { application = {} }: Grant,
  { outcome, reason, basis }: Omit<z.infer<typeof DecisionDone>, 'at' | 'by'>,
  by: By,
  later: false | { readonly connected: boolean; readonly now: number },
): Application => ({
  ...application,
  decision: { ...application.decision, done: { ...by, outcome, ...(reason && { reason }), ...(basis && { basis }) } },
  ...(later
    ? { provision: { due: dueDate(clocks, PROVISION[later.connected ? 'connected' : 'unconnected'], later.now) } }
    : {}),
});

/** The step that the grant waits for, if it waits for one. */
export const waitingStep = ({ state }: Pick<Grant, 'state'>): ApplicationStep | undefined =>
  (Object.keys(WAITS_FOR) as ApplicationStep[]).find((step) => WAITS_FOR[step] === state);

/** Its time ran out while it waits. Marked by the timer: an application that was mended since waits anew. */
export const isOverdue = (grant: Grant): boolean => {
  const step = waitingStep(grant);
  const began = grant.application?.asked?.at ?? '';
  return grant.application?.overdue?.some((one) => one.step === step && one.since > began) ?? false;
};
