/** Working days 工作日 in Beijing time. Counting starts the day after; a year without a calendar is Monday to Friday, and the result says so. */
import type { Calendar } from '#schemas/calendar.ts';
import { beijingDate } from './beijing.ts';

export type Calendars = ReadonlyMap<string, Calendar>;

/** Days on which the clock stands still, both included, yyyy-mm-dd. */
export interface Pause {
  readonly from: string;
  readonly until: string;
}

export interface Counted<T> {
  readonly result: T;
  /** The years that were counted over; revision 0 where no calendar was known. */
  readonly calendars: { readonly year: string; readonly revision: number }[];
  /** A year was not known, or its calendar is an estimate itself. */
  readonly estimated: boolean;
}

const DAY_MS = 86_400_000;
/** Twenty years: further is no time limit but a mistake. */
const MOST_DAYS = 7_305;

/** yyyy-mm-dd. */
export const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** Epoch ms of the end of that day in Beijing, which is the beginning of the next. */
export const endOfDay = (date: string): number => Date.parse(`${dayAfter(date)}T00:00:00+08:00`);

/** `date`: yyyy-mm-dd. */
export const isWorkday = (date: string, calendars: Calendars): boolean => {
  const calendar = calendars.get(date.slice(0, 4));
  if (calendar?.worked.includes(date)) return true;
  if (calendar?.off.includes(date)) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

/** `result` with the years from the day `from` to the day `until` that it was counted over. */
export const counted = <T>(result: T, from: string, until: string, calendars: Calendars): Counted<T> => {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, last - first) + 1 }, (_, i) => String(first + i));
  return {
    result,
    calendars: years.map((year) => ({ year, revision: calendars.get(year)?.revision ?? 0 })),
    estimated: years.some((year) => calendars.get(year)?.estimated ?? true),
  };
};

type Counts = (date: string) => boolean;

const outside = (pauses: readonly Pause[], date: string): boolean =>
  !pauses.some((pause) => pause.from <= date && date <= pause.until);

/** The n-th day after `start` that counts and is not paused. `start`: yyyy-mm-dd; `days`: 0 gives the day itself. Throws RangeError beyond twenty years. */
export const addDays = (start: string, days: number, counts: Counts, pauses: readonly Pause[] = []): string => {
  let date = start;
  let left = days;
  for (let walked = 0; left > 0; walked += 1) {
    if (walked > MOST_DAYS) throw new RangeError('more days than twenty years hold');
    date = dayAfter(date);
    if (counts(date) && outside(pauses, date)) left -= 1;
  }
  return date;
};

/** How many days that count and are not paused lie after `start` up to and with `end`; 0 when that is earlier. Throws RangeError beyond twenty years. */
export const daysBetween = (start: string, end: string, counts: Counts, pauses: readonly Pause[] = []): number => {
  if (Date.parse(end) - Date.parse(start) > MOST_DAYS * DAY_MS)
    throw new RangeError('more days than twenty years hold');
  let days = 0;
  for (let date = start; date < end; ) {
    date = dayAfter(date);
    if (counts(date) && outside(pauses, date)) days += 1;
  }
  return days;
};

/** The day on which the n-th working day after the moment falls. `from`: epoch ms; `days`: 0 gives the day itself. Throws RangeError beyond twenty years. */
export const addWorkdays = (
  from: number,
  days: number,
  calendars: Calendars,
  pauses: readonly Pause[] = [],
): Counted<string> => {
  const start = beijingDate(from);
  const date = addDays(start, days, (day) => isWorkday(day, calendars), pauses);
  return counted(date, start, date, calendars);
};

/** How many working days lie after the day of `from` up to and with the day of `until` (epoch ms); 0 when that is earlier. */
export const workdaysBetween = (from: number, until: number, calendars: Calendars): Counted<number> => {
  const [start, end] = [beijingDate(from), beijingDate(until)];
  const days = daysBetween(start, end, (day) => isWorkday(day, calendars));
  return counted(days, start, end < start ? start : end, calendars);
};
