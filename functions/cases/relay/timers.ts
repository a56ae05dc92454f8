/** What happens to a case by itself when time passes: found anew after each event, and judged anew when it is due. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { type Calendars, endOfDay } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { lastDay, termOf } from '#functions/matters/terms.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { isFinal } from '../case-lifecycle.ts';
import { clockViews } from '../deadline.ts';
import { openNotice, openPromises } from '../settle.ts';
import { silenceOf } from '../silence.ts';
import type { Case, Task } from '../state.ts';
import { matterOf } from '../template.ts';

export interface CaseTimer {
  /** Names the thing and its moment: the same again is the same timer. */
  readonly id: string;
  readonly dueAt: number;
  readonly body: CaseAct;
}

/** 催办, where a rule says so: the day at whose end the applicant is reminded of what was returned. */
const reminderOf = ({ matter, version }: Task, at: number, { matters, calendars }: TimerWorld): string | undefined => {
  const rule = termOf(matters, 'reminder', matterOf(matters, matter, version), beijingDate(at));
  return rule && lastDay(rule, at, calendars);
};

/** When the State Council may have made next year's days off known: each Wednesday from November to the end of January. */
const awaitedDays = (year: string): string[] => {
  const first = Date.parse(`${Number(year) - 1}-11-01T00:00:00Z`);
  const days = Array.from({ length: 92 }, (_, i) => new Date(first + i * 86_400_000));
  return days.filter((day) => day.getUTCDay() === 3).map((day) => day.toISOString().slice(0, 10));
};

/** Years whose notice a date of the case waits for, and the days on which it is asked for again. */
const recounts = (found: Case, world: TimerWorld): { year: string; day: string }[] => {
  const since = found.clocks.at(-1)?.at.slice(0, 10);
  if (since === undefined || isFinal(found.state)) return [];
  const views = [...clockViews(found, { ...world, now: found.openedAt }).values()];
  const years = new Set(views.flatMap(({ dues }) => dues.flatMap(({ awaits }) => awaits)));
  return [...years].flatMap((year) => awaitedDays(year).flatMap((day) => (day > since ? [{ year, day }] : [])));
};

export interface TimerWorld {
  readonly matters: IndexedMatters;
  readonly calendars: Calendars;
}

/** 退回: a reminder, where it comes before the last day, and the end of the task. */
const ofReturned = (found: Case, task: Task, world: TimerWorld): { body: CaseAct; day: string }[] => {
  const { matter } = task;
  const notice = task.state === 'returned' ? openNotice(found, matter) : undefined;
  if (!notice) return [];
  const reminder = notice.remindedAt === undefined ? reminderOf(task, notice.at, world) : undefined;
  const lapse = { body: { act: 'lapse-task', task: matter }, day: notice.due } as const;
  return reminder !== undefined && reminder < notice.due
    ? [{ body: { act: 'remind-task', task: matter }, day: reminder }, lapse]
    : [lapse];
};

export const timersOf = (found: Case, world: TimerWorld): CaseTimer[] => {
  const timers: CaseTimer[] = [];
  const set = (body: CaseAct, day: string, of = ''): void => {
    timers.push({ id: `${found.id}#${body.act}#${of}${day}`, dueAt: endOfDay(day), body });
  };
  const silence = found.state === 'received' ? silenceOf(found, world) : undefined;
  if (silence) set({ act: 'deem-accepted' }, silence.due);
  const notice = openNotice(found, 'acceptance');
  if (found.state === 'noticed' && notice) set({ act: 'deem-withdrawn' }, notice.due);
  if (found.state === 'provisional')
    for (const { material, due } of openPromises(found)) set({ act: 'lapse-promise', material }, due, `${material}#`);
  for (const { matter, handover } of found.tasks)
    if (handover)
      timers.push({
        id: `${found.id}#hand-over#${matter}#${handover.from}`,
        dueAt: Date.parse(`${handover.from}T00:00:00+08:00`),
        body: { act: 'hand-over', task: matter },
      });
  for (const task of found.tasks)
    for (const { body, day } of ofReturned(found, task, world)) set(body, day, `${task.matter}#`);
  for (const [failure, { nextAt, due, outcome, tries }] of found.failures.entries())
    if (nextAt !== null && !due && outcome === undefined)
      timers.push({
        id: `${found.id}#retry-fact#${failure}#${tries}`,
        dueAt: nextAt,
        body: { act: 'retry-fact', failure },
      });
  for (const { year, day } of recounts(found, world)) set({ act: 'recount' }, day, `${year}#`);
  return timers;
};
