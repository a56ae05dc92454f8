import { describe, expect, test } from 'vitest';
import { dayAfter } from '#functions/kernel/workdays.ts';
import { county, dateOf, pause, resume, seen, start, stop, wd, world } from './world.ts';

describe('golden dates', () => {
  test.each([
    ['2017-09-25', 10, '2017-10-13'],
    ['2017-09-29', 1, '2017-09-30'],
    ['2017-09-29', 5, '2017-10-12'],
    ['2017-05-24', 10, '2017-06-08'],
    ['2017-01-20', 10, '2017-02-08'],
    ['2017-09-18', 17, '2017-10-17'],
    ['2017-09-18', 33, '2017-11-08'],
    ['2017-09-18', 50, '2017-12-01'],
    ['2017-02-03', 1, '2017-02-04'],
  ])('%s and %i working days are %s, to its 24:00', (from, length, date) => {
    const events = [start(from, wd(length))];
    const [due] = seen(events, from).dues;
    expect(due).toMatchObject({
      date,
      elapsed: 0,
      remaining: length,
      light: length > 2 ? 'green' : 'yellow',
      estimated: false,
    });
    expect(due?.until).toBe(`${dayAfter(date)}T00:00:00+08:00`);
    expect(seen(events, `${date} 23:59`).dues[0]).toMatchObject({ remaining: 0, light: 'yellow' });
    expect(seen(events, `${dayAfter(date)} 00:00`).dues[0]).toMatchObject({ light: 'red' });
  });

  test('paused from 27 September to 10 October, ten working days from 25 September end on 23 October', () => {
    const events = [start('2017-09-25', wd(10)), pause('2017-09-27', 'a'), resume('2017-10-10', 'a')];
    expect(dateOf(events)).toBe('2017-10-23');
    expect(seen(events, '2017-10-23').dues[0]).toMatchObject({ elapsed: 10, remaining: 0, light: 'yellow' });
  });

  test('the whole and its tasks of the catering case: what comes after the licence starts at its written completion', () => {
    expect(dateOf([start('2017-09-25', wd(1))])).toBe('2017-09-26');
    expect(dateOf([start('2017-09-26', wd(8))])).toBe('2017-10-12');
    expect(dateOf([start('2017-09-26', wd(4))])).toBe('2017-09-30');
    expect(dateOf([start('2017-10-12', wd(1))])).toBe('2017-10-13');
  });

  test('a newborn: five and ten working days from 25 September', () => {
    expect(dateOf([start('2017-09-25', wd(5))])).toBe('2017-09-30');
    expect(dateOf([start('2017-09-25', wd(10))])).toBe('2017-10-13');
  });
});

describe('pauses add up', () => {
  const from = start('2017-10-09', wd(10));

  test('two that overlap count once', () => {
    const one = [from, pause('2017-10-11', 'a'), resume('2017-10-17', 'a')];
    const both = [
      ...[from, pause('2017-10-11', 'a'), pause('2017-10-12', 'b', 'hearing')],
      ...[resume('2017-10-16', 'a'), resume('2017-10-17', 'b')],
    ];
    expect(dateOf(one)).toBe('2017-10-30');
    expect(dateOf(both)).toBe('2017-10-30');
  });

  test('one within another is no more than the other', () => {
    const inner = [
      from,
      pause('2017-10-11', 'a'),
      pause('2017-10-12', 'b', 'test'),
      resume('2017-10-13', 'b'),
      resume('2017-10-17', 'a'),
    ];
    expect(dateOf(inner)).toBe('2017-10-30');
  });

  test('on days off it costs nothing', () => {
    expect(dateOf([from, pause('2017-10-14', 'a'), resume('2017-10-15 20:00', 'a')])).toBe(dateOf([from]));
    expect(dateOf([start('2017-09-29', wd(5)), pause('2017-10-01', 'a'), resume('2017-10-08 23:00', 'a')])).toBe(
      '2017-10-12',
    );
  });

  test('resumed at midnight, the day that begins there counts; a minute later it does not', () => {
    const paused = [from, pause('2017-10-11', 'a')];
    expect(dateOf([...paused, resume('2017-10-12 00:00', 'a')])).toBe('2017-10-24');
    expect(dateOf([...paused, resume('2017-10-12 00:01', 'a')])).toBe('2017-10-25');
  });

  test('a third and a fourth supplement move the date as the first did, and nothing is overdue meanwhile', () => {
    const days = ['2017-10-10', '2017-10-12', '2017-10-16', '2017-10-18'];
    const events = [from, ...days.flatMap((day, at) => [pause(day, `s${at}`), resume(`${day} 16:00`, `s${at}`)])];
    const dates = [1, 3, 5, 7, 9].map((n) => dateOf(events.slice(0, n)));
    expect(dates).toEqual(['2017-10-23', '2017-10-24', '2017-10-25', '2017-10-26', '2017-10-27']);
    expect(seen(events, '2017-10-27 12:00').dues[0]).toMatchObject({ elapsed: 10, remaining: 0, light: 'yellow' });
  });

  test('while it lasts the date is what it would be if resumed at once, moves on, and never turns red', () => {
    const events = [from, pause('2017-10-11', 'a', 'expert-review')];
    const at = ['2017-10-11', '2017-10-12', '2017-12-29'].map((now) => seen(events, now));
    expect(at.map(({ dues }) => dues[0]?.date)).toEqual(['2017-10-24', '2017-10-25', '2018-01-11']);
    expect(at.map(({ dues }) => dues[0]?.remaining)).toEqual([9, 9, 9]);
    expect(at[2]).toMatchObject({ state: 'paused', reasons: ['expert-review'], light: 'green' });
  });

  test('minutes stand still to the minute', () => {
    const fifty = { kind: 'office-minutes', length: 50, yellow: 10 } as const;
    const events = [
      start('2017-09-25 14:00', wd(1, fifty)),
      pause('2017-09-25 14:10', 'a'),
      resume('2017-09-25 14:25', 'a'),
    ];
    const [due] = seen(events, '2017-09-25 14:44').dues;
    expect(due).toMatchObject({ until: '2017-09-25T15:05:00+08:00', elapsed: 29, remaining: 21, light: 'green' });
    expect(seen(events, '2017-09-25 14:55').light).toBe('yellow');
    expect(seen([...events, stop('2017-09-25 15:04')], '2017-12-01').light).toBe('yellow');
    expect(seen([...events, stop('2017-09-25 15:05')], '2017-12-01').light).toBe('red');
  });
});

describe('kinds', () => {
  const until = (
    at: string,
    kind: 'office-minutes' | 'elapsed-minutes' | 'calendar-days',
    length: number,
    within = world,
    more = {},
  ) => seen([start(at, wd(length, { kind, ...more }))], at, within).dues[0]?.until;

  test('office minutes run while the hall works: fifty from 16:30 before the National Day end on 9 October', () => {
    expect(until('2017-09-25 14:00', 'office-minutes', 50)).toBe('2017-09-25T14:50:00+08:00');
    expect(until('2017-09-30 16:30', 'office-minutes', 50)).toBe('2017-10-09T09:20:00+08:00');
    expect(until('2017-09-29 16:10', 'office-minutes', 50)).toBe('2017-09-29T17:00:00+08:00');
    expect(until('2017-09-29 11:50', 'office-minutes', 20, { ...world, office: county })).toBe(
      '2017-09-29T13:40:00+08:00',
    );
  });

  test('elapsed minutes always run', () => {
    expect(until('2017-09-30 16:30', 'elapsed-minutes', 1_440)).toBe('2017-10-01T16:30:00+08:00');
  });

  test('calendar days count every day; where the rule says so, the last is no day off', () => {
    expect(until('2017-09-25', 'calendar-days', 7)).toBe('2017-10-03T00:00:00+08:00');
    expect(until('2017-09-25', 'calendar-days', 7, world, { rolls: true })).toBe('2017-10-10T00:00:00+08:00');
    expect(until('2017-09-25', 'calendar-days', 5, world, { rolls: true })).toBe('2017-10-01T00:00:00+08:00');
  });

  test('at once is on the day itself', () => {
    expect(dateOf([start('2017-09-25', wd(0, { yellow: 0 }))])).toBe('2017-09-25');
  });

  test('a hall in which a working day is 420 minutes: the hour counts, and the noon does not', () => {
    const within = { ...world, office: county };
    const [due] = seen([start('2017-09-29 16:30', wd(1, { yellow: 0 }))], '2017-09-30 09:30', within).dues;
    expect(due).toMatchObject({
      unit: 'minutes',
      length: 420,
      until: '2017-09-30T16:30:00+08:00',
      elapsed: 90,
      remaining: 330,
    });
  });
});
