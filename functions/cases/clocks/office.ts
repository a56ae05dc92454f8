/** Office hours: which hold on a day, from when an acceptance counts, and whether a window serves. */
import { beijingAt, beijingDate, beijingMinute } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { addDays, type Calendars, dayAfter, isWorkday } from '#functions/kernel/workdays.ts';
import type { Hall, IntegratedWindow } from '#schemas/hall.ts';
import type { Office, ServingState } from '#schemas/office.ts';
import type { Span } from './spans.ts';

/** What clocks are counted by. */
export interface ClockWorld {
  readonly calendars: Calendars;
  readonly office: Office;
}

type Hours = Pick<Hall, 'id' | 'offices'>;

/** `day`: yyyy-mm-dd. Undefined where the hall has not said. */
export const officeIn = ({ offices = [] }: Pick<Hours, 'offices'>, day: string): Office | undefined =>
  offices.find(({ from, until }) => from <= day && (until === undefined || day <= until));

/** Throws hub-not-ready when the hall has none: no hours are made up. */
export const officeOn = (hall: Hours, day: string): Office => {
  const office = officeIn(hall, day);
  if (!office) throw problem('hub-not-ready', { cause: `office-hours-missing:${hall.id}` });
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

type Window = Pick<IntegratedWindow, 'services'>;

/** When a window serves on a day: in the hall's hours, or on days of its own; on the holidays of the notice nobody. */
const windowHours = (date: string, { calendars, office }: ClockWorld, { services = [] }: Window): Span[] => {
  if (calendars.get(date.slice(0, 4))?.off.includes(date)) return [];
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return isWorkday(date, calendars)
    ? spansOf(date, office.spans)
    : services.filter(({ weekdays }) => weekdays.includes(weekday)).flatMap((one) => spansOf(date, one.spans));
};

/**
 * Whether a window serves at `at` (epoch ms), by the hall's hours and its own days: open, after-hours (who waits is still served) or closed.
 * The deadline asks the other calendar.
 */
export const serving = (at: number, world: ClockWorld, window: Window = {}): ServingState => {
  const spans = windowHours(beijingDate(at), world, window);
  if (spans.some(({ from, until }) => from <= at && at < until)) return 'open';
  const closed = Math.max(...spans.map(({ until }) => until));
  return world.office.keepsServing && spans.length > 0 && closed <= at ? 'after-hours' : 'closed';
};

/** No holiday is longer. */
const MOST_CLOSED_DAYS = 31;

/** When it opens next after `at` (epoch ms both); undefined where it does not within a month. */
export const opensNext = (at: number, world: ClockWorld, window: Window = {}): number | undefined => {
  let date = beijingDate(at);
  for (let day = 0; day <= MOST_CLOSED_DAYS; day += 1) {
    const next = windowHours(date, world, window).find(({ from }) => from > at);
    if (next) return next.from;
    date = dayAfter(date);
  }
  return undefined;
};
