/** What happens to a case by itself when time passes: found anew after each event, and judged anew when it is due. */
import { addWorkdays, type Calendars, endOfDay } from '#functions/kernel/workdays.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { openNotice, openPromises } from '../settle.ts';
import type { Case } from '../state.ts';

export interface CaseTimer {
  /** Names the thing and its moment: the same again is the same timer. */
  readonly id: string;
  readonly dueAt: number;
  readonly body: CaseAct;
}

/** 5 working days for saying what is missing; silence accepts. 行政许可法 32. Of market registration and real estate the law is stricter. */
const SILENCE_WORKDAYS = 5;

export const timersOf = (found: Case, calendars: Calendars): CaseTimer[] => {
  const timers: CaseTimer[] = [];
  const set = (body: CaseAct, day: string, of = ''): void => {
    timers.push({ id: `${found.id}#${body.act}#${of}${day}`, dueAt: endOfDay(day), body });
  };
  if (found.state === 'received' && found.filedAt !== undefined)
    set({ act: 'deem-accepted' }, addWorkdays(found.filedAt, SILENCE_WORKDAYS, calendars).result);
  const notice = openNotice(found, 'acceptance');
  if (found.state === 'noticed' && notice) set({ act: 'deem-withdrawn' }, notice.due);
  if (found.state === 'provisional')
    for (const { material, due } of openPromises(found)) set({ act: 'lapse-promise', material }, due, `${material}#`);
  return timers;
};
