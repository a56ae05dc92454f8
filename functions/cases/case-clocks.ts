/** What an act means for the clocks of the case: found by comparing the case before and after, written into the act's event. */
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { figuresOf } from '#functions/matters/figures.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { ClockEvent, ClockLimit } from '#schemas/case-clock.ts';
import type { Limit } from '#schemas/matter.ts';
import type { Acting } from './act.ts';
import { caseLifecycle } from './case-lifecycle.ts';
import { clockLimit, limitsOf } from './clocks/begin.ts';
import { clocksOf, withEvent } from './clocks/fold.ts';
import { officeOn } from './clocks/office.ts';
import { refusal } from './clocks/refusal.ts';
import { isEnded } from './settle.ts';
import type { Case, Task } from './state.ts';
import { matterOf, templateOf } from './template.ts';

/** The clock of the whole case. */
export const CASE_CLOCK = 'case';

const officeOf = (matters: IndexedMatters, at: number) => officeOn(matters.raw.hall, beijingDate(at));

/** 承诺时限 of the whole: of the template, else the longest way through its matters. */
const wholeLimit = (matters: IndexedMatters, found: Case): Limit | undefined => {
  const template = found.pins && templateOf(matters, found.subject, found.pins);
  if (!template) return undefined;
  const { after } = figuresOf(template, matters.pinned, { answers: found.answers }).workdays;
  return template.promised ?? { kind: 'working-days', length: Math.max(1, after) };
};

const limitsOfCase = (matters: IndexedMatters, found: Case, at: number): ClockLimit[] => {
  const office = officeOf(matters, at);
  const whole = wholeLimit(matters, found);
  if (whole) return [clockLimit('promised', whole, office)].filter((one) => one !== undefined);
  const [task] = found.tasks;
  return task ? limitsOf(matterOf(matters, task.matter, task.version), office) : [];
};

/** In a bundle the template's own limit takes the place of what the matter promises alone, and of being decided at once at a counter. */
const limitsOfTask = (matters: IndexedMatters, task: Task, at: number): ClockLimit[] => {
  const all = limitsOf(matterOf(matters, task.matter, task.version), officeOf(matters, at), task.inner);
  return all.some(({ role }) => role === 'inner')
    ? all.filter(({ role, length }) => role === 'inner' || (role === 'legal' && length > 0))
    : all;
};

const started = (clock: string, limits: ClockLimit[], at: number, found: Case): ClockEvent[] =>
  limits.length === 0
    ? []
    : [
        {
          type: 'clock.started',
          ...{ clock, step: clock, holder: 'department', limits },
          at: beijingInstant(at),
          asOf: found.pins?.filedOn ?? beijingDate(at),
        },
      ];

/** The standstill of a return has the number of the notice that began it. */
const pauseOf = ({ notices }: Case, task: string): string =>
  `supplement-${notices.filter(({ stage }) => stage === task).length}`;

const ofTask = (before: Task | undefined, task: Task, found: Case, { matters, now }: Acting): ClockEvent[] => {
  const clock = task.matter;
  const at = beijingInstant(now);
  const events: ClockEvent[] = [];
  if (before?.openedAt === undefined && task.openedAt !== undefined)
    events.push(...started(clock, limitsOfTask(matters, task, task.openedAt), task.openedAt, found));
  if (before?.state === task.state) return events;
  if (task.state === 'returned')
    events.push({ type: 'clock.paused', clock, at, pause: pauseOf(found, clock), reason: 'supplement' });
  if (before?.state === 'returned' && task.state === 'in-progress')
    events.push({ type: 'clock.resumed', clock, at, pause: pauseOf(found, clock) });
  if (isEnded(task) && task.openedAt !== undefined)
    events.push({
      type: 'clock.stopped',
      clock,
      at: beijingInstant(task.decision?.at ?? now),
      outcome: task.state === 'approved' ? 'completed' : 'ended',
    });
  return events;
};

const ofCase = (before: Case, after: Case, { matters, now }: Acting): ClockEvent[] => {
  const begins = before.acceptedAt === undefined && after.acceptedAt !== undefined;
  const over = caseLifecycle.final.includes(after.state as never) && after.decidedAt === undefined;
  const done = before.decidedAt === undefined && after.decidedAt !== undefined;
  return [
    ...(begins
      ? started(CASE_CLOCK, limitsOfCase(matters, after, after.acceptedAt ?? now), after.acceptedAt ?? now, after)
      : []),
    ...(after.acceptedAt !== undefined && (done || (over && before.state !== after.state))
      ? [
          {
            type: 'clock.stopped' as const,
            clock: CASE_CLOCK,
            at: beijingInstant(after.decidedAt ?? now),
            outcome: done ? ('completed' as const) : ('ended' as const),
          },
        ]
      : []),
  ];
};

/** Only of clocks that were started: where nobody has set a limit there is none. */
const known = (event: ClockEvent, started: ReadonlySet<string>): boolean =>
  event.type === 'clock.started' || started.has(event.clock);

/** Throws conflict, naming the rule, when a clock does not allow what the act would make of it. */
const assertTicks = (earlier: readonly ClockEvent[], events: readonly ClockEvent[]): void => {
  let clocks = clocksOf(earlier);
  for (const event of events) {
    const rule = refusal(clocks, event);
    if (rule) throw problem('conflict', { detail: `时限 clock ${event.clock}: ${rule}`, cause: rule });
    clocks = withEvent(clocks, event);
  }
};

export const clockEventsOf = (before: Case, after: Case, acting: Acting): ClockEvent[] => {
  const earlier = new Map(before.tasks.map((task) => [task.matter, task]));
  const all = [
    ...ofCase(before, after, acting),
    ...after.tasks.flatMap((task) => ofTask(earlier.get(task.matter), task, after, acting)),
  ];
  const clocks = new Set(
    [...before.clocks, ...all].flatMap((event) => (event.type === 'clock.started' ? [event.clock] : [])),
  );
  const events = all.filter((event) => known(event, clocks));
  assertTicks(before.clocks, events);
  return events;
};
