/** 时限 by hand: stands still only for reasons that the law knows, is told in writing, and is extended before it is over. */
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import { PAUSE_REASONS } from '#schemas/case-clock.ts';
import { type Act, type Acting, asSent } from '../act.ts';
import { agencyOf, agencyStarted, byHandOpen } from '../clocks/agency.ts';
import type { Clock } from '../clocks/clock.ts';
import { clocksOf } from '../clocks/fold.ts';
import { officeOn } from '../clocks/office.ts';
import { recountOf } from '../clocks/recount.ts';
import { clockView } from '../clocks/view.ts';
import type { Case } from '../state.ts';
import { taskFor, withTask } from '../tasks.ts';
import { leadOf } from '../template.ts';
import { CASE_CLOCK } from '../whole-clock.ts';

const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

const worldOf = ({ matters, calendars, now }: Acting) => ({
  calendars,
  office: officeOn(matters.raw.hall, beijingDate(now)),
});

/** Where nobody has set a limit, nothing stands still. */
const clockOf = (found: Case, task: string): Clock => {
  const clock = clocksOf(found.clocks).get(task);
  if (!clock) throw problem('conflict', { detail: '该子办件无时限 this task has no limit', cause: 'clock-unknown' });
  return clock;
};

export const pauseClock: Act<'pause-clock'> = {
  name: 'pause-clock',
  move: 'work',
  decide: (found, body) => {
    taskFor(found, body.task, 'pause-clock');
    clockOf(found, body.task);
    const { basis } = PAUSE_REASONS[body.reason];
    if (body.reason === 'intermediary' && body.requiredBy === undefined)
      throw wrong('/requiredBy', 'intermediary-without-law');
    if (body.reason === 'intermediary' && body.agency === undefined) throw wrong('/agency', 'intermediary-unnamed');
    if (body.told === undefined && (basis === '行政许可法 45' || body.reason === 'intermediary'))
      throw wrong('/told', 'length-told-in-writing');
    return { ...asSent<'pause-clock'>(found, body), pause: `pause-${found.n + 1}` };
  },
  apply: (found, { task }, { by }) =>
    withTask(found, task, (one) => ({
      ...one,
      state: one.state === 'open' ? 'in-progress' : one.state,
      officer: one.officer ?? by.id,
    })),
  clocks: (_, { task: clock, reason, told, requiredBy, pause }, acting) => {
    const at = beijingInstant(acting.now);
    return [
      {
        ...{ type: 'clock.paused', clock, at, pause, reason },
        ...(told === undefined ? {} : { told }),
        ...(requiredBy === undefined ? {} : { requiredBy }),
      },
      ...(reason === 'intermediary' && told !== undefined
        ? [agencyStarted(clock, pause, { at, told, asOf: beijingDate(acting.now), office: worldOf(acting).office })]
        : []),
    ];
  },
};

export const resumeClock: Act<'resume-clock'> = {
  name: 'resume-clock',
  move: 'work',
  decide: (found, body) => {
    taskFor(found, body.task, 'resume-clock');
    const open = byHandOpen(clockOf(found, body.task));
    const [only, another] = open;
    if (only === undefined || (body.pause !== undefined && !open.includes(body.pause)))
      throw problem('conflict', {
        detail: '时限未中止 the clock does not stand still for it',
        cause: 'pause-not-open',
      });
    if (body.pause === undefined && another !== undefined)
      throw problem('unprocessable', {
        detail: `有多个中止事由，请指明 several pauses last, name one: ${open.join(', ')}`,
        errors: [{ field: '/pause', rule: 'which-of-several' }],
      });
    return { ...asSent<'resume-clock'>(found, body), pause: body.pause ?? only };
  },
  apply: (found) => found,
  clocks: (found, { task: clock, pause }, { now }) => {
    const at = beijingInstant(now);
    const agency = agencyOf(clocksOf(found.clocks), pause);
    return [
      ...(agency && !agency.stopped
        ? [{ type: 'clock.stopped' as const, clock: agency.id, at, outcome: 'completed' as const }]
        : []),
      { type: 'clock.resumed', clock, at, pause },
    ];
  },
};

export const extendClock: Act<'extend-clock'> = {
  name: 'extend-clock',
  move: 'work',
  decide: (found, body, acting) => {
    const task = body.task ?? ('matter' in found.subject ? found.subject.matter : undefined);
    if (task !== undefined) taskFor(found, task, 'extend-clock');
    // 整件时限: of several bodies one speaks for all.
    else if (acting.actor.department !== leadOf(acting.matters, found)) throw wrong('/task', 'whole-by-who-leads');
    const { dues } = clockView(clockOf(found, task ?? CASE_CLOCK), worldOf(acting), acting.now);
    const due = dues.find(({ role }) => role === body.role);
    // 期限届满前: what is over is not made longer.
    if (due && acting.now >= Date.parse(due.until))
      throw problem('conflict', { detail: '时限已届满，不得延长 the limit is over', cause: 'clock-overdue' });
    return { ...asSent<'extend-clock'>(found, body), ...(task === undefined ? {} : { task }) };
  },
  apply: (found) => found,
  clocks: (found, { task, role, length, leave: by, reason }, { now }) => {
    // Of a single matter the clock of the whole carries the same limits.
    const whole = task === undefined || 'matter' in found.subject ? [CASE_CLOCK] : [];
    return [...(task === undefined ? [] : [task]), ...whole].map((clock) => ({
      ...{ type: 'clock.extended', clock, at: beijingInstant(now), role, length, by, reason },
    }));
  },
};

/** Anew for the years that a supervisor names, else for those that were estimated and are known by now. */
const recounts = (found: Case, years: readonly string[] | undefined, acting: Acting): ClockEvent[] => {
  const at = beijingInstant(acting.now);
  return [...clocksOf(found.clocks).values()].flatMap((clock): ClockEvent[] => {
    if (!years) return [recountOf(clock, worldOf(acting), acting.now)].filter((one) => one !== undefined);
    if (clock.stopped) return [];
    return [{ type: 'clock.recounted', clock: clock.id, at, asOf: beijingDate(acting.now), years: [...years] }];
  });
};

export const recount: Act<'recount'> = {
  name: 'recount',
  move: 'recount',
  decide: (found, body, acting) => {
    if (body.years && body.reason === undefined) throw wrong('/reason', 'adopted-with-reason');
    if (recounts(found, body.years, acting).length === 0)
      throw problem('conflict', { detail: '无待重算的时限 no clock waits for it', cause: 'nothing-to-recount' });
    return asSent<'recount'>(found, body);
  },
  apply: (found) => found,
  clocks: (found, { years }, acting) => recounts(found, years, acting),
};
