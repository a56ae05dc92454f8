/** Calendars as a clock knows them: the notices of the day on which the case was filed, and of later days where it was counted anew. */
import type { Calendars } from '#functions/kernel/workdays.ts';
import { arrangements, type Calendar, type FormerDays } from '#schemas/calendar.ts';
import type { Pins } from './clock.ts';

/** `day`: yyyy-mm-dd. What is made public in the afternoon counts as known on the whole day. */
const knownOn = (calendar: Calendar, day: string): FormerDays | undefined =>
  arrangements(calendar).findLast(({ published }) => published === undefined || published <= day);

/** A year whose notice was not known is left out, and counted Monday to Friday. */
export const pinned = (calendars: Calendars, { asOf, begun, recounts }: Pins): Calendars =>
  new Map(
    [...calendars].flatMap(([year, calendar]) => {
      const later = recounts.findLast(({ years }) => years.includes(year))?.asOf;
      const days = knownOn(calendar, later ?? asOf) ?? (begun && knownOn(calendar, begun));
      return days ? [[year, { ...calendar, off: days.off, worked: days.worked }]] : [];
    }),
  );
