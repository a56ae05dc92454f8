/** Which notices a clock is counted by: estimated until the year's is public, and what was known at filing stays. */
import { describe, expect, test } from 'vitest';
import { withEvent } from '#functions/cases/clocks/fold.ts';
import { pinned } from '#functions/cases/clocks/pinned.ts';
import { recountOf } from '#functions/cases/clocks/recount.ts';
import { isWorkday } from '#functions/kernel/workdays.ts';
import type { Calendar } from '#schemas/calendar.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import { calendars, clockOf, dateOf, ms, pause, resume, seen, start, stop, wd, world } from './world.ts';

const recounted = (events: readonly ClockEvent[], now: string, within = world) =>
  recountOf(clockOf(events), within, ms(now));

test('filed before the notice of 2018 it is estimated, says so, and is counted anew when the notice is public', () => {
  const events = [start('2017-11-20', wd(31))];
  expect(seen(events, '2017-11-29').dues[0]).toMatchObject({ date: '2018-01-02', estimated: true, awaits: ['2018'] });
  expect(recounted(events, '2017-11-29')).toBeUndefined();
  const anew = recounted(events, '2017-11-30 10:00');
  expect(anew).toEqual({
    ...{ type: 'clock.recounted', clock: 'one', at: '2017-11-30T10:00:00+08:00' },
    ...{ asOf: '2017-11-30', years: ['2018'] },
  });
  const after = [...events, anew as ClockEvent];
  expect(seen(after, '2017-12-01').dues[0]).toMatchObject({ date: '2018-01-03', estimated: false, awaits: [] });
  expect(recounted(after, '2017-12-01')).toBeUndefined();
});

test('a case filed before the notice, of which a task begins after it, is not estimated there', () => {
  expect(seen([start('2017-12-20', wd(10), { asOf: '2017-11-20' })], '2017-12-20').dues[0]).toMatchObject({
    ...{ date: '2018-01-04', estimated: false },
  });
});

test('a year that nobody has entered is Monday to Friday and estimated, until it is entered', () => {
  const events = [start('2026-12-30', wd(5))];
  expect(seen(events, '2026-12-30').dues[0]).toMatchObject({ date: '2027-01-06', estimated: true, awaits: ['2027'] });
  const one: Calendar = {
    v: 1,
    revision: 1,
    kind: 'calendar',
    id: '2027',
    off: ['2027-01-01'],
    worked: [],
    notice: 'x',
    estimated: true,
  };
  const guessed = { ...world, calendars: new Map([...calendars, ['2027', one]]) };
  expect(seen(events, '2026-12-30', guessed).dues[0]).toMatchObject({ date: '2027-01-07', estimated: true });
  expect(recounted(events, '2026-12-30', guessed)).toBeUndefined();
  const noticed = { ...one, estimated: false, published: '2026-12-31' };
  const known = { ...world, calendars: new Map([...calendars, ['2027', noticed]]) };
  expect(seen(events, '2027-01-01', known).dues[0]).toMatchObject({ date: '2027-01-06', estimated: true });
  const anew = recounted(events, '2026-12-31', known) as ClockEvent;
  expect(seen([...events, anew], '2027-01-01', known).dues[0]).toMatchObject({ date: '2027-01-07', estimated: false });
});

describe('the holiday of 2020 was prolonged while clocks ran', () => {
  const events = [start('2020-01-21', wd(5))];

  test('who filed before keeps his date, unless the change is adopted for his case; who files after has the new one', () => {
    expect(dateOf(events, '2020-01-31')).toBe('2020-02-03');
    const adopted: ClockEvent = {
      ...{
        type: 'clock.recounted',
        clock: 'one',
        at: '2020-01-28T09:00:00+08:00',
        asOf: '2020-01-28',
        years: ['2020'],
      },
    };
    expect(dateOf([...events, adopted], '2020-01-31')).toBe('2020-02-05');
    expect(dateOf([start('2020-01-27', wd(1))], '2020-01-28')).toBe('2020-02-03');
    expect(dateOf([start('2020-01-23', wd(1))], '2020-01-28')).toBe('2020-01-31');
  });

  test('it counts nothing anew by itself, because nothing was estimated', () => {
    expect(recounted(events, '2020-01-28')).toBeUndefined();
  });
});

test('the last days of a year belong to the next year’s notice', () => {
  const works = (asOf: string) => isWorkday('2018-12-29', pinned(calendars, { asOf, recounts: [] }));
  expect([works('2018-12-05'), works('2018-12-06')]).toEqual([false, true]);
});

test('what is over is counted anew too, and is then as it was in time', () => {
  const events = [start('2017-11-20', wd(31)), stop('2018-01-03 16:00')];
  expect(seen(events, '2018-02-01').light).toBe('red');
  expect(seen([...events, recounted(events, '2018-02-01') as ClockEvent], '2018-02-01').light).toBe('yellow');
});

test('folding what a rule forbids is an error that names the rule', () => {
  const events = [start('2017-11-20', wd(31)), pause('2017-11-21', 'a'), resume('2017-11-22', 'a')];
  expect(() => withEvent(new Map(), pause('2017-11-21', 'a'))).toThrow('clock.paused of one: clock-unknown');
  expect(() => clockOf([...events, resume('2017-11-23', 'a')])).toThrow('pause-not-open');
});
