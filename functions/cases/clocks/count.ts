/** Counting: in whole days, of which none counts that the clock stood still on, and in minutes of time that is open. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { addDays, dayAfter, daysBetween, endOfDay, isWorkday } from '#functions/kernel/workdays.ts';
import { type ClockWorld, officeHours } from './office.ts';
import { type Span, stoodStillOn, without } from './spans.ts';

/** How long something takes, in the unit in which it is counted. */
export interface Length {
  readonly unit: 'working-days' | 'calendar-days' | 'minutes';
  readonly length: number;
  /** Minutes: whether they run only in office hours. */
  readonly office?: boolean;
  /** Calendar days: the last is never a day off. */
  readonly rolls?: boolean;
}

export interface Counted {
  /** Epoch ms from which it is overdue. */
  readonly until: number;
  /** yyyy-mm-dd, the last day of it. */
  readonly date: string;
  readonly elapsed: number;
}

const MINUTE_MS = 60_000;
/** Twenty years: further is no time limit but a mistake. */
const MOST_DAYS = 7_305;

const wholeDay = (date: string): Span => ({ from: endOfDay(date) - 86_400_000, until: endOfDay(date) });

/** Open time after `from`, day after day, without what stood still. */
function* open(from: number, world: ClockWorld, office: boolean, still: readonly Span[]): Generator<Span> {
  let date = beijingDate(from);
  for (let walked = 0; walked <= MOST_DAYS; walked += 1) {
    for (const span of office ? officeHours(date, world) : [wholeDay(date)])
      if (span.until > from) yield* without({ ...span, from: Math.max(from, span.from) }, still);
    date = dayAfter(date);
  }
  throw new RangeError('more minutes than twenty years hold');
}

const minutes = (
  from: number,
  now: number,
  { length, office = false }: Length,
  world: ClockWorld,
  still: readonly Span[],
): Counted => {
  let left = length * MINUTE_MS;
  let gone = 0;
  let until = left === 0 ? from : undefined;
  for (const span of open(from, world, office, still)) {
    const size = span.until - span.from;
    if (until === undefined && size >= left) until = span.from + left;
    left -= size;
    gone += Math.max(0, Math.min(span.until, now) - span.from);
    if (until !== undefined && span.until >= now) break;
  }
  const end = until ?? from;
  return { until: end, date: beijingDate(end), elapsed: Math.floor(gone / MINUTE_MS) };
};

const days = (
  from: number,
  now: number,
  { unit, length, rolls }: Length,
  { calendars }: ClockWorld,
  still: readonly Span[],
): Counted => {
  const works = (date: string): boolean => isWorkday(date, calendars);
  const counts = unit === 'working-days' ? works : () => true;
  const [start, paused] = [beijingDate(from), stoodStillOn(still)];
  const last = addDays(start, length, counts, paused);
  const date = rolls && !works(last) ? addDays(last, 1, works) : last;
  return { until: endOfDay(date), date, elapsed: daysBetween(start, beijingDate(now), counts, paused) };
};

/** `from`: epoch ms from which it counts; `still`: disjoint and rising. Throws RangeError beyond twenty years. */
export const count = (from: number, now: number, length: Length, world: ClockWorld, still: readonly Span[]): Counted =>
  (length.unit === 'minutes' ? minutes : days)(from, now, length, world, still);
