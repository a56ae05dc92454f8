/** Office hours: which hold on a day, from when an acceptance counts, and whether a window serves. */
import { beijingAt, beijingDate, beijingMinute } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { addDays, type Calendars, isWorkday } from '#functions/kernel/workdays.ts';
import type { Hall, IntegratedWindow } from '#schemas/hall.ts';
import type { Office } from '#schemas/office.ts';
import type { Span } from './spans.ts';

/** What clocks are counted by. */
export interface ClockWorld {
  readonly calendars: Calendars;
  readonly office: Office;
}

/** `day`: yyyy-mm-dd. Throws hub-not-ready when the hall has none: no hours are made up. */
export const officeOn = ({ id, offices = [] }: Hall, day: string): Office => {
  const office = offices.find(({ from, until }) => from <= day && (until === undefined || day <= until));
  if (!office) throw problem('hub-not-ready', { cause: `office-hours-missing:${id}` });
  return office;
};

const spansOf = (date: string, spans: Office['spans']): Span[] =>
  spans.map(({ opens, closes }) => ({ from: beijingAt(date, opens), until: beijingAt(date, closes) }));

/** Office hours of a day; none on a day off. */
export const officeHours = (date: string, { calendars, office }: ClockWorld): Span[] =>
  isWorkday(date, calendars) ? spansOf(date, office.spans) : [];

/** From when what is accepted at `at` (epoch ms) counts: itself, or the opening of the next working day. */
export const countsFrom = (at: number, { calendars, office }: ClockWorld): number => {
  const date = beijingDate(at);
  const works = (day: string): boolean => isWorkday(day, calendars);
  const late = office.lastFiling !== undefined && beijingMinute(at).slice(11) > office.lastFiling;
  if (works(date) ? !late : office.dayOff === 'same-day') return at;
  return beijingAt(addDays(date, 1, works), office.spans[0]?.opens ?? '00:00');
};

/**
 * Whether a window serves at `at` (epoch ms), by the hall's hours and its own days: open, after-hours (who waits is still served) or closed.
 * On the holidays of the notice nothing is open. The deadline asks the other calendar.
 */
export const serving = (
  at: number,
  { calendars, office }: ClockWorld,
  { services = [] }: Pick<IntegratedWindow, 'services'> = {},
): 'open' | 'after-hours' | 'closed' => {
  const date = beijingDate(at);
  if (calendars.get(date.slice(0, 4))?.off.includes(date)) return 'closed';
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  const spans = isWorkday(date, calendars)
    ? spansOf(date, office.spans)
    : services.filter(({ weekdays }) => weekdays.includes(weekday)).flatMap((one) => spansOf(date, one.spans));
  if (spans.some(({ from, until }) => from <= at && at < until)) return 'open';
  const closed = Math.max(...spans.map(({ until }) => until));
  return office.keepsServing && spans.length > 0 && closed <= at ? 'after-hours' : 'closed';
};
