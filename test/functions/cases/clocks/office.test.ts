/** Which moments count, and when windows serve: two calendars, and rules by hall. */
import { describe, expect, test } from 'vitest';
import { hall } from '#city/matters/hall.ts';
import { officeOn, opensNext, serving } from '#functions/cases/clocks/office.ts';
import { Office } from '#schemas/office.ts';
import { county, dateOf, ms, office, seen, start, wd, world } from './world.ts';

const inCounty = { ...world, office: { ...county, workdayMinutes: undefined } as Office };
const from = (at: string, within = world) => seen([start(at, wd(1))], at, within).countsFrom;

describe('after hours and on days off', () => {
  test('here what was taken counts from its own day, whatever the hour', () => {
    expect(from('2017-09-25 17:45')).toBe('2017-09-25T17:45:00+08:00');
    expect(dateOf([start('2017-09-25 17:45', wd(1))])).toBe('2017-09-26');
    expect(from('2017-09-23 10:00')).toBe('2017-09-23T10:00:00+08:00');
    expect(dateOf([start('2017-09-23 10:00', wd(1))])).toBe('2017-09-25');
  });

  test('in the county what comes after 17:30 or on a weekend counts from the opening of the next working day', () => {
    expect(from('2017-09-25 17:30', inCounty)).toBe('2017-09-25T17:30:00+08:00');
    expect(from('2017-09-25 17:31', inCounty)).toBe('2017-09-26T09:00:00+08:00');
    expect(dateOf([start('2017-09-25 17:31', wd(1))], '2017-09-26', inCounty)).toBe('2017-09-27');
    expect(from('2017-09-23 10:00', inCounty)).toBe('2017-09-25T09:00:00+08:00');
    expect(dateOf([start('2017-09-23 10:00', wd(1))], '2017-09-25', inCounty)).toBe('2017-09-26');
    expect(from('2017-09-30 17:31', inCounty)).toBe('2017-10-09T09:00:00+08:00');
  });

  test('a Saturday that is worked is a working day in both', () => {
    expect(from('2017-09-30 10:00', inCounty)).toBe('2017-09-30T10:00:00+08:00');
    expect(dateOf([start('2017-09-29', wd(1))], '2017-09-30', inCounty)).toBe('2017-09-30');
  });
});

describe('windows serve by their own calendar', () => {
  const window = (kind: string) => hall.windows.find((one) => one.kind === kind);
  test.each([
    ['2017-09-25 09:00', 'business', 'open'],
    ['2017-09-25 08:59', 'business', 'closed'],
    ['2017-09-25 17:45', 'business', 'after-hours'],
    ['2017-09-23 10:00', 'business', 'closed'],
    ['2017-09-23 10:00', 'real-estate', 'open'],
    ['2017-09-24 10:00', 'real-estate', 'open'],
    ['2017-09-23 16:20', 'real-estate', 'after-hours'],
    ['2017-09-23 10:00', 'public-security', 'open'],
    ['2017-09-24 10:00', 'public-security', 'closed'],
    ['2017-10-01 10:00', 'real-estate', 'closed'],
    ['2017-09-30 10:00', 'business', 'open'],
  ])('%s at %s: %s', (at, kind, state) => {
    expect(serving(ms(at), world, window(kind))).toBe(state);
  });

  test.each([
    ['2017-09-25 08:59', 'business', '2017-09-25 09:00'],
    ['2017-09-25 09:00', 'business', '2017-09-26 09:00'],
    ['2017-09-22 17:45', 'business', '2017-09-25 09:00'],
    ['2017-09-22 17:45', 'real-estate', '2017-09-23 09:00'],
    ['2017-09-23 16:20', 'public-security', '2017-09-25 09:00'],
    // A Saturday that is worked, and then eight days on which nobody is there.
    ['2017-09-29 18:00', 'business', '2017-09-30 09:00'],
    ['2017-09-30 17:00', 'real-estate', '2017-10-09 09:00'],
  ])('%s at %s opens next %s', (at, kind, next) => {
    expect(opensNext(ms(at), world, window(kind))).toBe(ms(next));
  });

  test('in two spans it opens again after noon, and where nothing is ever open nothing is promised', () => {
    expect(opensNext(ms('2017-09-25 12:30'), { ...world, office: county })).toBe(ms('2017-09-25 13:30'));
    const never = { weekdays: [6], spans: [] };
    expect(opensNext(ms('2017-09-25 10:00'), { ...world, office: { ...office, spans: [] } })).toBeUndefined();
    expect(serving(ms('2017-09-23 10:00'), world, { services: [never] })).toBe('closed');
  });

  test('where nobody keeps serving it is closed at once, and at noon', () => {
    const within = { ...world, office: { ...county, keepsServing: false } };
    expect(serving(ms('2017-09-25 17:45'), within)).toBe('closed');
    expect(serving(ms('2017-09-25 12:30'), { ...world, office: county })).toBe('closed');
  });
});

test('hours are of a date, and none are made up', () => {
  const two = {
    ...hall,
    offices: [
      { ...office, until: '2017-06-30' },
      { ...county, from: '2017-07-01' },
    ],
  };
  expect(officeOn(two, '2017-06-30').workdayMinutes).toBeUndefined();
  expect(officeOn(two, '2017-07-01').workdayMinutes).toBe(420);
  for (const offices of [undefined, [{ ...office, from: '2018-01-01' }]])
    expect(() => officeOn({ ...hall, offices }, '2017-09-25')).toThrow(
      expect.objectContaining({ code: 'hub-not-ready' }),
    );
});

test.each([
  ['time-of-day', { spans: [{ opens: '09:00', closes: '24:00' }] }],
  ['opens-after-it-closes', { spans: [{ opens: '17:00', closes: '09:00' }] }],
  [
    'spans-overlap',
    {
      spans: [
        { opens: '09:00', closes: '12:00' },
        { opens: '11:00', closes: '17:00' },
      ],
    },
  ],
  ['from-after-until', { from: '2018-01-01', until: '2017-01-01' }],
])('office hours: %s', (rule, change) => {
  expect(Office.safeParse({ ...office, ...change }).error?.issues.map(({ message }) => message)).toEqual([rule]);
});
