/** The calendars against a library that others keep: every day from 2004 on, and every time limit that begins from 2010 on. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { calendars as declared } from '#city/calendars/index.ts';
import { addWorkdays, dayAfter, isWorkday, workdaysBetween } from '#functions/kernel/workdays.ts';
import { arrangements, Calendar } from '#schemas/calendar.ts';

/** Its types come with it; who has not installed it yet can still check the types of the rest. */
const theirs: {
  readonly isWorkday: (day: string) => boolean;
  readonly getWorkdaysInRange: (from: string, until: string) => string[];
  readonly findWorkday: (n: number, day: string) => string;
} = createRequire(import.meta.url)('chinese-days');

const calendars = new Map(declared.map((calendar) => [calendar.id, calendar]));
const at = (date: string) => Date.parse(`${date}T10:00:00+08:00`);
const everyDay = (from: string, until: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= until; day = dayAfter(day)) days.push(day);
  return days;
};

/** 国务院办公厅关于2006年部分节假日安排的通知: 12月31日（星期六）上班, which was in 2005. The library has it in its comment and not in its data. */
const LEFT_OUT = ['2005-12-31'];

test('a calendar for every year from 2004 to 2026, each of the stored form, worked days being Saturdays and Sundays', () => {
  expect(declared.map(({ id }) => id)).toEqual(Array.from({ length: 23 }, (_, i) => String(2004 + i)));
  for (const one of declared) {
    expect(Calendar.parse(one)).toEqual(one);
    for (const { worked } of arrangements(one))
      for (const day of worked) expect(new Date(`${day}T00:00:00Z`).getUTCDay() % 6).toBe(0);
  }
});

test('every day from 2004 to 2026 is worked or not as the library says', () => {
  const differ = everyDay('2004-01-01', '2026-12-31').filter(
    (day) => isWorkday(day, calendars) !== theirs.isWorkday(day),
  );
  expect(differ).toEqual(LEFT_OUT);
});

test('time limits of 1 to 60 working days that begin from 2010 to September 2026 end as their list of working days says', () => {
  const worked = theirs.getWorkdaysInRange('2010-01-01', '2026-12-31');
  const all = process.env.ONETRIP_FULL === '1';
  let next = 0;
  for (const [nth, start] of everyDay('2010-01-01', '2026-09-30').entries()) {
    while ((worked[next] ?? '9') <= start) next += 1;
    // Five has no factor in common with the seven of the week.
    if (!all && nth % 5 > 0) continue;
    for (const n of all ? [1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60] : [1, 5, 10, 30])
      if (addWorkdays(at(start), n, calendars).result !== worked[next + n - 1])
        expect.fail(`${start} and ${n} working days: ${worked[next + n - 1]}`);
  }
  expect(next).toBeGreaterThan(4_000);
});

describe('golden dates, found by both', () => {
  test.each([
    ['2010-02-12', 3, '2010-02-22'],
    ['2012-12-31', 3, '2013-01-06'],
    ['2015-09-02', 1, '2015-09-06'],
    ['2017-09-25', 10, '2017-10-13'],
    ['2018-12-28', 1, '2018-12-29'],
    ['2019-04-30', 1, '2019-05-05'],
    ['2020-01-23', 5, '2020-02-07'],
    ['2024-02-09', 1, '2024-02-18'],
    ['2026-09-30', 3, '2026-10-10'],
  ])('%s and %i working days are %s', (from, n, date) => {
    expect(addWorkdays(at(from), n, calendars)).toMatchObject({ result: date, estimated: false });
    expect(workdaysBetween(at(from), at(date), calendars).result).toBe(n);
    expect(theirs.findWorkday(n, from)).toBe(date);
  });
});

test('what a later notice changed is kept as it was before', () => {
  const former = declared.filter((one) => one.former).map((one) => [one.id, one.former?.length, one.published]);
  expect(former).toEqual([
    ['2005', 1, '2005-12-22'],
    ['2006', 1, '2006-12-18'],
    ['2007', 1, '2007-12-18'],
    ['2011', 1, '2011-12-06'],
    ['2015', 1, '2015-05-13'],
    ['2018', 1, '2018-12-06'],
    ['2019', 1, '2019-03-22'],
    ['2020', 1, '2020-01-27'],
  ]);
  const [before] = calendars.get('2020')?.former ?? [];
  expect(before?.worked).toContain('2020-02-01');
  expect(calendars.get('2020')?.off).toContain('2020-02-01');
  expect(calendars.get('2020')?.worked).not.toContain('2020-02-01');
});

test('a calendar whose former days stand in no order of time, or in another year, is refused', () => {
  const [one] = declared.filter(({ id }) => id === '2020');
  const wrong = (change: object) =>
    Calendar.safeParse({ ...one, ...change }).error?.issues.map(({ message }) => message);
  expect(wrong({ published: '2019-11-21' })).toEqual(['former-days-out-of-order']);
  expect(wrong({ former: [{ ...one?.former?.[0], off: ['2021-01-01'] }] })).toEqual(['day-of-another-year']);
  expect(wrong({ former: [{ ...one?.former?.[0], off: ['2020-01-01', '2020-01-01'] }] })).toEqual(['day-twice']);
});
