/** 视为受理: until when the hall may say what is missing, and from when the case counts as accepted when it says nothing. */
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { addDays, isWorkday } from '#functions/kernel/workdays.ts';
import { lastDay, shortestTerm } from '#functions/matters/terms.ts';
import type { Acting } from './act.ts';
import { type ClockWorld, countsFrom, officeOn } from './clocks/office.ts';
import { pinned } from './clocks/pinned.ts';
import type { Case } from './state.ts';
import { pinnedMatters } from './template.ts';

/** 收到: what was filed, or all that the last notice named. Epoch ms; undefined for a draft. */
const receivedAt = ({ filedAt, notices }: Case): number | undefined =>
  filedAt === undefined
    ? undefined
    : Math.max(
        filedAt,
        ...notices.flatMap(({ stage, answeredAt }) => (stage === 'acceptance' ? (answeredAt ?? []) : [])),
      );

export interface Silence {
  /** Instant from which it counts as accepted. */
  readonly receivedAt: string;
  /** The last day on which the hall may speak. */
  readonly due: string;
  readonly basis: string;
}

/** 当场: that day; of what came when nobody was there, the day on which somebody is. */
const onTheSpot = (at: number, world: ClockWorld): string => {
  const works = (day: string): boolean => isWorkday(day, world.calendars);
  const day = beijingDate(countsFrom(at, world));
  return works(day) ? day : addDays(day, 1, works);
};

/** Undefined before anything was filed, and where no rule holds. Calendars are those known on the day of receipt: the same day whenever it is asked. */
export const silenceOf = (
  found: Case,
  { matters, calendars: all }: Pick<Acting, 'matters' | 'calendars'>,
): Silence | undefined => {
  const at = receivedAt(found);
  if (at === undefined) return undefined;
  const day = beijingDate(at);
  const term = shortestTerm(matters, 'silence', pinnedMatters(matters, found), day);
  if (!term) return undefined;
  const calendars = pinned(all, { asOf: day, recounts: [] });
  const due =
    term.length === 0
      ? onTheSpot(at, { calendars, office: officeOn(matters.raw.hall, day) })
      : lastDay(term, at, calendars);
  return { receivedAt: beijingInstant(at), due, basis: term.basis };
};

/** Throws conflict once the last day is over: what the hall says now comes after the acceptance, though its timer has not come yet. */
export const assertNotSilent = (
  found: Case,
  { now, ...world }: Pick<Acting, 'now' | 'matters' | 'calendars'>,
): void => {
  const silence = found.state === 'received' ? silenceOf(found, world) : undefined;
  if (!silence || beijingDate(now) <= silence.due) return;
  throw problem('conflict', {
    detail: `至 ${silence.due} 未告知，已视为受理（${silence.basis}） silence has accepted it`,
    cause: 'accepted-by-silence',
  });
};
