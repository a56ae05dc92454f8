/** 整件时限: begins with acceptance, stands still while everything that has begun does, ends with the last decision. */
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { figuresOf } from '#functions/matters/figures.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { shortestTerm } from '#functions/matters/terms.ts';
import type { ClockEvent, ClockLimit } from '#schemas/case-clock.ts';
import type { Limit } from '#schemas/matter.ts';
import type { Acting } from './act.ts';
import { isFinal } from './case-lifecycle.ts';
import { clockLimit, legalLimit, limitsOf } from './clocks/begin.ts';
import { isPaused } from './clocks/clock.ts';
import { clocksOf } from './clocks/fold.ts';
import { officeOn } from './clocks/office.ts';
import { isEnded } from './settle.ts';
import type { Case } from './state.ts';
import { matterOf, pinnedMatters, templateOf } from './template.ts';

/** The clock of the whole case. */
export const CASE_CLOCK = 'case';

export const officeOf = (matters: IndexedMatters, at: number) => officeOn(matters.raw.hall, beijingDate(at));

export const started = (clock: string, limits: ClockLimit[], at: number, found: Case): ClockEvent[] =>
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

/** 承诺时限 of the whole: of the template, else the longest way through its matters. */
const wholeLimit = (matters: IndexedMatters, found: Case): Limit | undefined => {
  const template = found.pins && templateOf(matters, found.subject, found.pins);
  if (!template) return undefined;
  const { after } = figuresOf(template, matters.pinned, { answers: found.answers }).workdays;
  return template.promised ?? { kind: 'working-days', length: Math.max(1, after) };
};

/** 联合办理 of several matters; where the answers leave one, that one's own. */
const legalOf = (matters: IndexedMatters, found: Case, at: number): ClockLimit | undefined => {
  const office = officeOf(matters, at);
  const of = pinnedMatters(matters, found);
  const [only, another] = of;
  if (only && !another) return clockLimit('legal', only.legal.limit, office);
  const term = shortestTerm(matters, 'joint', of, beijingDate(at));
  return term && legalLimit(term, office);
};

const limitsOfCase = (matters: IndexedMatters, found: Case, at: number): ClockLimit[] => {
  const office = officeOf(matters, at);
  const whole = wholeLimit(matters, found);
  if (whole)
    return [legalOf(matters, found, at), clockLimit('promised', whole, office)].filter((one) => one !== undefined);
  const [task] = found.tasks;
  return task ? limitsOf(matterOf(matters, task.matter, task.version), office) : [];
};

export const wholeBegins = (before: Case, after: Case, { matters }: Acting): ClockEvent[] => {
  if (before.acceptedAt !== undefined || after.acceptedAt === undefined) return [];
  return started(CASE_CLOCK, limitsOfCase(matters, after, after.acceptedAt), after.acceptedAt, after);
};

type Paused = Extract<ClockEvent, { type: 'clock.paused' }>;

/** Why all of it stands still: the pause that came last and still lasts, of a task that has begun. */
const standing = (events: readonly ClockEvent[], { tasks }: Case): Paused | undefined => {
  const clocks = clocksOf(events);
  const begun = tasks.filter((task) => task.openedAt !== undefined && !isEnded(task)).map(({ matter }) => matter);
  const still = begun.every((matter) => {
    const clock = clocks.get(matter);
    return clock !== undefined && isPaused(clock);
  });
  if (!still) return undefined;
  return events.findLast(
    (event) =>
      event.type === 'clock.paused' &&
      begun.includes(event.clock) &&
      clocks.get(event.clock)?.pauses.get(event.pause)?.until === undefined,
  ) as Paused | undefined;
};

/** What the clock of the whole makes of the events of the others. `last`: epoch ms of the last of this act. */
export const wholeFollows = (events: readonly ClockEvent[], after: Case, last: number): ClockEvent[] => {
  const whole = clocksOf(events).get(CASE_CLOCK);
  if (!whole || whole.stopped) return [];
  const shared = { clock: CASE_CLOCK, at: beijingInstant(last) };
  if (after.decidedAt !== undefined)
    return [{ type: 'clock.stopped', ...shared, at: beijingInstant(after.decidedAt), outcome: 'completed' }];
  if (isFinal(after.state)) return [{ type: 'clock.stopped', ...shared, outcome: 'ended' }];
  const why = standing(events, after);
  const open = [...whole.pauses].find(([, { until }]) => until === undefined)?.[0];
  if (why && open === undefined) return [{ ...why, ...shared, pause: `whole-${whole.pauses.size + 1}` }];
  return !why && open !== undefined ? [{ type: 'clock.resumed', ...shared, pause: open }] : [];
};
