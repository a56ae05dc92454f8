/** 时限 as a projection: what the clocks of the case say at a moment; nothing of it is kept. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { type Calendars, endOfDay, workdaysBetween } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { ClockView, Light } from '#schemas/case-clock.ts';
import { clocksOf } from './clocks/fold.ts';
import { officeOn } from './clocks/office.ts';
import { clockView } from './clocks/view.ts';
import type { Case } from './state.ts';

export interface Counting {
  readonly matters: IndexedMatters;
  readonly calendars: Calendars;
  /** Epoch ms. */
  readonly now: number;
}

/** Every clock of the case, by name. */
export const clockViews = (found: Case, { matters, calendars, now }: Counting): ReadonlyMap<string, ClockView> =>
  new Map(
    [...clocksOf(found.clocks)].map(([name, clock]) => {
      const office = officeOn(matters.raw.hall, beijingDate(clock.startedAt));
      return [name, clockView(clock, { calendars, office }, now)];
    }),
  );

const NEAREST = ['inner', 'promised', 'legal'] as const;

/** The day that whoever works on it goes by: within the office, else what was promised, else the law. */
export const dueOf = (view: ClockView | undefined): string | undefined =>
  NEAREST.map((role) => view?.dues.find((due) => due.role === role)?.date).find((date) => date !== undefined);

/** For a list, where only the day is known. One working day or less is left: yellow; none: red. */
export const lightOn = (due: string, now: number, calendars: Calendars): Light => {
  if (now >= endOfDay(due)) return 'red';
  return workdaysBetween(now, endOfDay(due) - 1, calendars).result <= 1 ? 'yellow' : 'green';
};
