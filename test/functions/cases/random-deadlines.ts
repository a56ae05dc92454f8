/** 时限 reckoned anew: each date and each minute of a clock, by walking over its events from the beginning. */
import assert from 'node:assert/strict';
import type { Clock } from '#functions/cases/clocks/clock.ts';
import { clocksOf } from '#functions/cases/clocks/fold.ts';
import { pinned } from '#functions/cases/clocks/pinned.ts';
import { type Counting, clockViews } from '#functions/cases/deadline.ts';
import type { Case } from '#functions/cases/state.ts';
import { beijingAt, beijingDate } from '#functions/kernel/beijing.ts';
import { type Calendars, dayAfter, isWorkday } from '#functions/kernel/workdays.ts';
import { matters } from './random-templates.ts';

/** When it stood still; what lasts reaches beyond now. */
const stillOf = ({ pauses, stopped }: Clock, now: number) =>
  [...pauses.values()].map(({ from, until }) => ({ from, until: until ?? stopped?.at ?? Math.max(from, now) + 1 }));

/** The days on which it stood still, walked one by one. */
const stillDays = (clock: Clock, now: number): ReadonlySet<string> => {
  const days = new Set<string>();
  for (const { from, until } of stillOf(clock, now)) {
    if (until <= from) continue;
    for (let day = beijingDate(from); day <= beijingDate(until - 1); day = dayAfter(day)) days.add(day);
  }
  return days;
};

/** Minutes in which the hall worked and it did not stand still, each looked at in its middle. */
const minutesIn = (clock: Clock, [from, until]: readonly [number, number], now: number, known: Calendars): number => {
  const still = stillOf(clock, now);
  let minutes = 0;
  for (let day = beijingDate(from); day <= beijingDate(until); day = dayAfter(day)) {
    if (!isWorkday(day, known)) continue;
    for (const { opens, closes } of matters.raw.hall.offices?.find((one) => one.from <= day)?.spans ?? [])
      for (let at = beijingAt(day, opens) + 30_000; at < beijingAt(day, closes); at += 60_000)
        if (at > from && at < until && !still.some((one) => one.from <= at && at < one.until)) minutes += 1;
  }
  return minutes;
};

/** Each limit is that of walking from the beginning over its events: in days to its date, in minutes to its last. */
export const assertDeadlines = (found: Case, { calendars, ...counting }: Counting): void => {
  const views = clockViews(found, { calendars, ...counting });
  for (const clock of clocksOf(found.clocks).values()) {
    const view = views.get(clock.id);
    const known = pinned(calendars, clock.pins);
    const now = Math.min(counting.now, clock.stopped?.at ?? counting.now);
    const still = stillDays(clock, now);
    const from = Date.parse(view?.countsFrom ?? '');
    for (const { role, kind, length } of clock.limits) {
      const due = view?.dues.find((one) => one.role === role);
      if (kind === 'office-minutes') {
        const until = Date.parse(due?.until ?? '');
        assert.equal(minutesIn(clock, [from, until], now, known), length, `${clock.id} ${role}`);
        continue;
      }
      let day = beijingDate(from);
      for (let left = length; left > 0; ) {
        day = dayAfter(day);
        if (!still.has(day) && (kind === 'calendar-days' || isWorkday(day, known))) left -= 1;
      }
      assert.equal(due?.date, day, `${clock.id} ${role}`);
    }
  }
};
