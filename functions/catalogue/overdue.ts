/** Time limits run out: what waits is marked, for the list that the data authority sees. What was counted by an estimate is counted anew first. */
import { overdueFrom, recounted } from '#functions/kernel/clocks.ts';
import { log } from '#functions/kernel/log.ts';
import type { Calendars } from '#functions/kernel/workdays.ts';
import { amend } from '#functions/snapshot/change.ts';
import { everyItem, type PublishDeps } from '#functions/snapshot/publish.ts';
import type { Application, ApplicationStep } from '#schemas/application.ts';
import type { DueDate } from '#schemas/clock.ts';
import type { Dispute, DisputeState } from '#schemas/dispute.ts';
import type { Grant } from '#schemas/grant.ts';
import { waitingStep } from './application.ts';
import type { CatalogueTimers } from './deps.ts';

export interface OverdueDeps extends PublishDeps {
  readonly timers: CatalogueTimers;
}

const calendarsOf = async ({ registry }: PublishDeps): Promise<Calendars> =>
  new Map((await everyItem(registry, 'calendar')).map((calendar) => [calendar.id, calendar]));

/** When the step began: asked, checked, decided. */
const began = ({ asked, check, decision }: Application, step: ApplicationStep): number =>
  Date.parse({ check: asked, decision: check?.done, provision: decision?.done }[step]?.at ?? '');

/** Counted anew when it was an estimate and its beginning is known. */
const fresh = (due: DueDate, from: number, calendars: Calendars): DueDate =>
  due.estimated && Number.isFinite(from) ? recounted(due, from, calendars) : due;

const withDue = (grant: Grant, step: ApplicationStep, due: DueDate): Grant => ({
  ...grant,
  application: { ...grant.application, [step]: { ...grant.application?.[step], due } },
});

/** The timer of a step. Done since, or asked anew: it stays as it is. `at`: the moment for which the timer was set. */
export const stepOverdue = async (
  deps: OverdueDeps,
  id: string,
  step: ApplicationStep,
  at: number,
  now: number,
): Promise<void> => {
  const calendars = await calendarsOf(deps);
  let later: number | undefined;
  await amend(deps, 'grant', id, now, (grant) => {
    const due = grant.application?.[step]?.due;
    if (!due || waitingStep(grant) !== step) return grant;
    const counted = fresh(due, began(grant.application ?? {}, step), calendars);
    later = overdueFrom(counted) > at ? overdueFrom(counted) : undefined;
    const since = new Date(overdueFrom(counted)).toISOString();
    const marked = grant.application?.overdue ?? [];
    const dated =
      counted.date === due.date && counted.estimated === due.estimated ? grant : withDue(grant, step, counted);
    if (later !== undefined || marked.some((one) => one.step === step && one.since === since)) return dated;
    log('warn', { event: 'grant-overdue', department: grant.consumer, resource: grant.resource, rule: step });
    return { ...dated, application: { ...dated.application, overdue: [...marked, { step, since }].slice(-12) } };
  });
  if (later !== undefined) await deps.timers.overdueAt(id, step, later);
};

/** The timer of a layer of a dispute. */
export const disputeOverdue = async (
  deps: OverdueDeps,
  id: string,
  state: DisputeState,
  at: number,
  now: number,
): Promise<void> => {
  const calendars = await calendarsOf(deps);
  let later: number | undefined;
  await amend(deps, 'dispute', id, now, (dispute: Dispute) => {
    if (!dispute.due || dispute.state !== state || dispute.overdue) return dispute;
    const due = fresh(
      dispute.due,
      Date.parse(dispute.steps.findLast(({ event }) => event !== 'answer')?.at ?? ''),
      calendars,
    );
    later = overdueFrom(due) > at ? overdueFrom(due) : undefined;
    if (later !== undefined) return due.date === dispute.due.date ? dispute : { ...dispute, due };
    log('warn', { event: 'dispute-overdue', department: dispute.consumer, rule: state });
    return { ...dispute, due, overdue: new Date(overdueFrom(due)).toISOString() };
  });
  if (later !== undefined) await deps.timers.disputeAt(id, state, later);
};

/** The calendar of a year was entered or changed: what was estimated for it and is still waited for is counted anew, and its timer set. */
export const recountYear = async (deps: OverdueDeps, year: string, now: number): Promise<void> => {
  const calendars = await calendarsOf(deps);
  for (const grant of await everyItem(deps.registry, 'grant')) {
    const step = waitingStep(grant);
    const due = step && grant.application?.[step]?.due;
    if (!step || !due?.estimated || !due.calendars.some((one) => one.year === year)) continue;
    const counted = fresh(due, began(grant.application ?? {}, step), calendars);
    await deps.timers.overdueAt(grant.id, step, overdueFrom(counted));
    await amend(deps, 'grant', grant.id, now, (again) =>
      waitingStep(again) === step && again.application?.[step]?.due?.date === due.date
        ? withDue(again, step, counted)
        : again,
    );
  }
};
