/**
 * Counts the days that are over, each from its lines: nothing is counted while an exchange is made. A day is counted once its lines are known
 * to be complete; counted again it comes to the same, so a run that dies anywhere is simply run again, and so is a day that a late line joins
 * (a row of a batch may be recorded long after it was asked).
 */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { ExchangeLine } from '#schemas/exchange.ts';
import type { StoredStatistics } from '#schemas/statistics.ts';
import { type Counter, counter, sum } from './count.ts';
import type { CountingProgress } from './progress.store.ts';
import type { StatisticsStore } from './statistics.store.ts';

export interface RollUpDeps {
  readonly statistics: Pick<StatisticsStore, 'putDay' | 'putMonth' | 'days'>;
  readonly progress: Pick<CountingProgress, 'read' | 'write' | 'lateDays' | 'counted'>;
  /** Lines of one day under one department, as consumer or provider, in pages. */
  readonly lines: (day: string, department: string) => AsyncIterable<readonly ExchangeLine[]>;
  /** Epoch ms before which every line is there. */
  readonly completeUntil: () => Promise<number | undefined>;
  readonly departments: () => Promise<readonly string[]>;
  /** Is there time left for another day? What remains is taken up by the next run. */
  readonly enoughTime: () => boolean;
}

const DAY_MS = 86_400_000;
/** The first run counts no further back. */
const FIRST_LOOK_BACK_DAYS = 31;

/** Noon is in the same day, whatever the zone's offset. */
const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);
const dayAfter = (day: string): string => beijingDate(noon(day) + DAY_MS);

/** Days after `through` that have ended before `complete`, in order. */
export const daysToCount = (through: string | undefined, complete: number): string[] => {
  const running = beijingDate(complete);
  const days: string[] = [];
  const first = through === undefined ? beijingDate(complete - FIRST_LOOK_BACK_DAYS * DAY_MS) : dayAfter(through);
  for (let day = first; day < running; day = dayAfter(day)) days.push(day);
  return days;
};

/** What one department answered: a line of which it is only the consumer stands under its provider too. */
const countDay = async (deps: RollUpDeps, day: string, department: string): Promise<StoredStatistics[]> => {
  const counters = new Map<string, Counter>();
  for await (const page of deps.lines(day, department))
    for (const line of page.filter(({ provider }) => provider === department)) {
      const one = counters.get(line.resource) ?? counter();
      counters.set(line.resource, one);
      one.add(line);
    }
  return [...counters].map(([resource, one]) => ({
    v: 1,
    resource,
    provider: department,
    period: day,
    counted: one.counted(),
  }));
};

/** Counts one day, and the months of the resources that it touches. */
const rollUp = async (deps: RollUpDeps, day: string): Promise<void> => {
  const counted: StoredStatistics[] = [];
  for (const department of await deps.departments()) counted.push(...(await countDay(deps, day, department)));
  const month = day.slice(0, 7);
  // A certificate type may be issued by several departments: they are counted together.
  for (const [resource, parts] of Map.groupBy(counted, (one) => one.resource)) {
    const { provider } = parts[0] as StoredStatistics;
    const all = { v: 1, resource, provider } as const;
    await deps.statistics.putDay({ ...all, period: day, counted: sum(parts.map((one) => one.counted)) });
    const days = await deps.statistics.days(resource, month, month);
    await deps.statistics.putMonth({ ...all, period: month, counted: sum(days.map((one) => one.counted)) });
  }
};

/** One run: every day that is over and complete, then those that were counted before and have had a line since. */
export const rollUpDays = async (deps: RollUpDeps): Promise<void> => {
  const complete = await deps.completeUntil();
  if (complete === undefined) return;
  let { through } = (await deps.progress.read()) ?? {};
  for (const day of daysToCount(through, complete)) {
    if (!deps.enoughTime()) return;
    await rollUp(deps, day);
    await deps.progress.write({ v: 1, through: day });
    through = day;
  }
  // What is not counted yet waits: a line that came at midnight may be of the day before.
  for (const late of (await deps.progress.lateDays()).filter(({ day }) => day <= (through ?? ''))) {
    if (!deps.enoughTime()) return;
    await rollUp(deps, late.day);
    await deps.progress.counted(late);
  }
};
