/** 待办 of a case: one line for the hall while something is its turn, one for each body whose task runs or whose result others wait for. */
import type { Calendars } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseState, TaskState } from '#schemas/case.ts';
import { commitmentOf, dueOf as dueOfCheck } from '../commitment.ts';
import { clockViews, dueOf } from '../deadline.ts';
import { DELIVERY_CLOCK } from '../delivery-clock.ts';
import { waitingFor } from '../facts.ts';
import { awaitedBy } from '../results.ts';
import { isEnded } from '../settle.ts';
import type { Case, Task } from '../state.ts';
import { CASE_CLOCK } from '../whole-clock.ts';
import type { WorkLine } from '../work.store.ts';

const OF_THE_HALL: readonly CaseState[] = [
  'pre-check',
  'received',
  'noticed',
  'accepted',
  'provisional',
  'in-progress',
  'decided',
  'output',
  'delivered',
];
const OF_THE_BODY: readonly TaskState[] = ['open', 'in-progress', 'returned'];

/** 待录结果: approved, and others are approved only with its result. */
const isAwaited = ({ state, matter }: Task, found: Case): boolean =>
  state === 'approved' &&
  found.tasks.some((task) => !isEnded(task) && awaitedBy(found, task).some((one) => one.matter === matter));

/** What a department still owes it: tried again, or to be settled by a person. */
const waiting = (found: Case, matter?: string) => {
  const all = waitingFor(found, matter);
  return all.length === 0 ? {} : { waiting: all };
};

const due = (day: string | undefined) => (day === undefined ? {} : { due: day });

export const workLines = (
  found: Case,
  { matters, calendars, now }: { matters: IndexedMatters; calendars: Calendars; now: number },
): WorkLine[] => {
  const shared = {
    id: found.id,
    state: found.state,
    subject: found.subject,
    ...(found.filedAt === undefined ? {} : { filedAt: new Date(found.filedAt).toISOString() }),
  };
  const clocks = clockViews(found, { matters, calendars, now });
  // Once it is decided the hall goes by the day on which it must have been handed over.
  const running = [CASE_CLOCK, DELIVERY_CLOCK].map((name) => clocks.get(name)).find((one) => one?.state !== 'stopped');
  const hall = OF_THE_HALL.includes(found.state)
    ? [{ ...shared, department: found.hall, ...waiting(found), ...due(dueOf(running)) }]
    : [];
  const bodies = found.tasks.flatMap((task) =>
    task.department !== undefined && (OF_THE_BODY.includes(task.state) || isAwaited(task, found))
      ? [
          {
            ...shared,
            department: task.department,
            task: task.matter,
            taskState: task.state,
            ...waiting(found, task.matter),
            ...due(dueOf(clocks.get(task.matter))),
          },
        ]
      : [],
  );
  // 待核查: decided on a commitment, to be looked at within its term.
  const checks = found.tasks.flatMap((task) => {
    const one = commitmentOf(found, task.matter);
    const open = one && one.revokedAt === undefined && one.checks.at(-1)?.found !== 'passed';
    if (!open || task.state !== 'approved' || task.department === undefined) return [];
    const day = one.checks.at(-1)?.rectifyBy ?? dueOfCheck(one, task, calendars);
    return [{ ...shared, department: task.department, task: task.matter, taskState: task.state, ...due(day) }];
  });
  return [...hall, ...bodies, ...checks];
};
