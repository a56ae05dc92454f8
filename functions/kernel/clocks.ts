/** Time limits as dated data: which rule holds on a day, and when what began then is due. */
import type { ClockId, ClockRule, DueDate } from '#schemas/clock.ts';
import { beijingDate } from './beijing.ts';
import { problem } from './problem.ts';
import { addWorkdays, type Calendars, endOfDay, type Pause } from './workdays.ts';

export interface Clocks {
  readonly calendars: Calendars;
  readonly rules: readonly ClockRule[];
}

/** Local before national, then the newest; of two alike the later id, so that the choice never depends on order. */
const before = (a: ClockRule, b: ClockRule): number =>
  Number(b.scope === 'local') - Number(a.scope === 'local') ||
  (a.from < b.from ? 1 : a.from > b.from ? -1 : 0) ||
  (a.id < b.id ? 1 : -1);

/** The rule that holds on the day of `at` (epoch ms) in Beijing. Throws hub-not-ready when there is none: no time limit is made up. */
export const ruleOn = ({ rules }: Clocks, clock: ClockId, at: number): ClockRule => {
  const day = beijingDate(at);
  const [rule] = rules
    .filter((one) => one.clock === clock && one.from <= day && (one.until === undefined || day <= one.until))
    .toSorted(before);
  if (!rule) throw problem('hub-not-ready', { cause: `clock-rule-missing:${clock}` });
  return rule;
};

/** When what began at `from` (epoch ms) is due, with the versions it was counted by. `promised`: fewer days than the rule's, where somebody has promised so. */
export const dueDate = (
  clocks: Clocks,
  clock: ClockId,
  from: number,
  { pauses, promised }: { readonly pauses?: readonly Pause[]; readonly promised?: number | undefined } = {},
): DueDate => {
  const { id, revision, workdays: most } = ruleOn(clocks, clock, from);
  const workdays = Math.min(most, promised ?? most);
  const { result: date, calendars, estimated } = addWorkdays(from, workdays, clocks.calendars, pauses);
  return { date, workdays, rule: { id, revision }, calendars, estimated };
};

/** The same time limit counted by the calendars of today: for what was estimated when the notice of the year was not known. */
export const recounted = (due: DueDate, from: number, calendars: Calendars): DueDate => {
  const { result: date, ...counted } = addWorkdays(from, due.workdays, calendars);
  return { ...due, date, ...counted };
};

/** Epoch ms from which it is overdue. */
export const overdueFrom = ({ date }: DueDate): number => endOfDay(date);
