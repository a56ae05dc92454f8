import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendars as declared } from '#city/calendars/index.ts';
import { addWorkdays, endOfDay, isWorkday, workdaysBetween } from '#functions/kernel/workdays.ts';

const calendars = new Map(declared.map((calendar) => [calendar.id, calendar]));
const at = (date: string, time = '10:00:00') => Date.parse(`${date}T${time}+08:00`);

describe('golden values on the calendar of 2017', () => {
  test.each([
    ['2017-09-25', 10, '2017-10-13'],
    ['2017-09-29', 1, '2017-09-30'],
    ['2017-09-29', 5, '2017-10-12'],
    ['2017-05-24', 10, '2017-06-08'],
    ['2017-01-20', 10, '2017-02-08'],
    ['2017-09-18', 17, '2017-10-17'],
    ['2017-09-18', 33, '2017-11-08'],
    ['2017-09-18', 50, '2017-12-01'],
    ['2017-09-25', 0, '2017-09-25'],
  ])('%s and %i working days are %s', (from, days, date) => {
    expect(addWorkdays(at(from), days, calendars)).toEqual({
      result: date,
      calendars: [{ year: '2017', revision: 1 }],
      estimated: false,
    });
    expect(workdaysBetween(at(from), at(date), calendars).result).toBe(days);
  });

  test('without the make-up days it would be 16 October, by the week alone 9 October', () => {
    const calendar = calendars.get('2017')!;
    expect(addWorkdays(at('2017-09-25'), 10, new Map([['2017', { ...calendar, worked: [] }]])).result).toBe(
      '2017-10-16',
    );
    expect(addWorkdays(at('2017-09-25'), 10, new Map())).toMatchObject({ result: '2017-10-09', estimated: true });
  });

  test('while it is paused the clock stands still', () => {
    const pause = { from: '2017-09-27', until: '2017-10-10' };
    expect(addWorkdays(at('2017-09-25'), 10, calendars, [pause]).result).toBe('2017-10-23');
  });
});

describe('golden values on the calendar of 2026', () => {
  test.each([
    ['2026-01-01', 1, '2026-01-04'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-27', 2, '2026-03-02'],
    ['2026-04-30', 3, '2026-05-08'],
    ['2026-05-08', 1, '2026-05-09'],
    ['2026-06-18', 1, '2026-06-22'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-09-24', 4, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-11-20', 10, '2026-12-04'],
  ])('%s and %i working days are %s', (from, days, date) => {
    expect(addWorkdays(at(from), days, calendars)).toMatchObject({ result: date, estimated: false });
    expect(workdaysBetween(at(from), at(date), calendars).result).toBe(days);
  });
});

test('over the end of a known year it is estimated, and both years are named', () => {
  expect(addWorkdays(at('2026-12-30'), 5, calendars)).toEqual({
    result: '2027-01-06',
    calendars: [
      { year: '2026', revision: 1 },
      { year: '2027', revision: 0 },
    ],
    estimated: true,
  });
  const guess = {
    ...calendars.get('2026')!,
    id: '2027',
    off: ['2027-01-01'],
    worked: [],
    estimated: true,
    revision: 3,
  };
  expect(addWorkdays(at('2026-12-30'), 5, new Map([...calendars, ['2027', guess]]))).toMatchObject({
    result: '2027-01-07',
    calendars: [{ revision: 1 }, { year: '2027', revision: 3 }],
    estimated: true,
  });
});

test('the day is that of Beijing: what comes after four in the afternoon of Greenwich is of the next day', () => {
  expect(addWorkdays(Date.parse('2017-09-25T15:59:59Z'), 1, calendars).result).toBe('2017-09-26');
  expect(addWorkdays(Date.parse('2017-09-25T16:00:00Z'), 1, calendars).result).toBe('2017-09-27');
  expect(new Date(endOfDay('2017-10-13')).toISOString()).toBe('2017-10-13T16:00:00.000Z');
});

test('a number of days that no time limit has is refused, not walked', () => {
  expect(() => addWorkdays(at('2026-01-05'), 100_000, calendars)).toThrow(RangeError);
  expect(() => workdaysBetween(at('1900-01-01'), at('2026-01-01'), calendars)).toThrow(RangeError);
});

test('adding and counting agree, one day more is a later working day, and none lies between', () => {
  const days = fc.integer({ min: 0, max: 60 });
  const start = fc.integer({ min: at('2017-01-01'), max: at('2026-12-31') });
  fc.assert(
    fc.property(start, days, (from, n) => {
      const date = addWorkdays(from, n, calendars).result;
      expect(workdaysBetween(from, at(date, '23:59:59'), calendars).result).toBe(n);
      const next = addWorkdays(from, n + 1, calendars).result;
      expect(next > date && isWorkday(next, calendars)).toBe(true);
      expect(workdaysBetween(at(date), at(next), calendars).result).toBe(1);
    }),
    { numRuns: process.env.ONETRIP_FULL === '1' ? 20_000 : 300 },
  );
});
