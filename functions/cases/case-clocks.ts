/** What an act means for the clocks of the case: found by comparing the case before and after, written into the act's event. */
import { beijingInstant } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { ClockEvent, ClockLimit } from '#schemas/case-clock.ts';
import type { Acting } from './act.ts';
import { agenciesOn } from './clocks/agency.ts';
import { limitsOf } from './clocks/begin.ts';
import type { Clock } from './clocks/clock.ts';
import { clocksOf, withEvent } from './clocks/fold.ts';
import { refusal } from './clocks/refusal.ts';
import { deliveryFollows } from './delivery-clock.ts';
import { isEnded } from './settle.ts';
import type { Case, Task } from './state.ts';
import { matterOf } from './template.ts';
import { officeOf, started, wholeBegins, wholeFollows } from './whole-clock.ts';

/** In a bundle the template's own limit takes the place of what the matter promises alone, and of being decided at once at a counter. */
const limitsOfTask = (matters: IndexedMatters, task: Task, at: number): ClockLimit[] => {
  const all = limitsOf(matterOf(matters, task.matter, task.version), officeOf(matters, at), task.inner);
  return all.some(({ role }) => role === 'inner')
    ? all.filter(({ role, length }) => role === 'inner' || (role === 'legal' && length > 0))
    : all;
};

/** The standstill of a return has the number of the notice that began it. */
const pauseOf = ({ notices }: Case, task: string): string =>
  `supplement-${notices.filter(({ stage, tasks }) => stage === task || tasks?.includes(task)).length}`;

/** Returned again while it was returned, it stands still by the first return. */
const supplementsOpen = (clock: Clock | undefined): string[] =>
  [...(clock?.pauses ?? [])].flatMap(([id, { reason, until }]) =>
    reason === 'supplement' && until === undefined ? [id] : [],
  );

const ofTask = (before: Task | undefined, task: Task, found: Case, { matters, now }: Acting): ClockEvent[] => {
  const clock = task.matter;
  const at = beijingInstant(now);
  const events: ClockEvent[] = [];
  if (before?.openedAt === undefined && task.openedAt !== undefined)
    events.push(...started(clock, limitsOfTask(matters, task, task.openedAt), task.openedAt, found));
  if (before?.state === task.state || (before && isEnded(before))) return events;
  if (task.state === 'returned')
    events.push({ type: 'clock.paused', clock, at, pause: pauseOf(found, clock), reason: 'supplement' });
  if (before?.state === 'returned' && task.state === 'in-progress')
    for (const pause of supplementsOpen(clocksOf(found.clocks).get(clock)))
      events.push({ type: 'clock.resumed', clock, at, pause });
  if (!isEnded(task) || task.openedAt === undefined) return events;
  const over = { type: 'clock.stopped', at: beijingInstant(task.decision?.at ?? now) } as const;
  for (const { id } of agenciesOn(clocksOf(found.clocks), clock)) events.push({ ...over, clock: id, outcome: 'ended' });
  return [...events, { ...over, clock, outcome: task.state === 'approved' ? 'completed' : 'ended' }];
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

const lastOf = (events: readonly ClockEvent[]): number | undefined =>
  events.length === 0 ? undefined : Math.max(...events.map(({ at }) => Date.parse(at)));

/** `own`: what the act does to clocks by itself. Throws conflict, naming the rule. */
export const clockEventsOf = (
  before: Case,
  after: Case,
  acting: Acting,
  own: readonly ClockEvent[] = [],
): ClockEvent[] => {
  const earlier = new Map(before.tasks.map((task) => [task.matter, task]));
  const all = [
    ...own,
    ...wholeBegins(before, after, acting),
    ...after.tasks.flatMap((task) => ofTask(earlier.get(task.matter), task, after, acting)),
  ];
  const clocks = new Set(
    [...before.clocks, ...all].flatMap((event) => (event.type === 'clock.started' ? [event.clock] : [])),
  );
  const events = all.filter((event) => known(event, clocks));
  assertTicks(before.clocks, events);
  const folded = [...before.clocks, ...events];
  const whole = wholeFollows(folded, after, lastOf(events) ?? acting.now);
  assertTicks(folded, whole);
  const delivery = deliveryFollows([...folded, ...whole], after, acting);
  assertTicks([...folded, ...whole], delivery);
  return [...events, ...whole, ...delivery];
};
