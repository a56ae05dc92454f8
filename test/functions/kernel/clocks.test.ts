import { expect, test } from 'vitest';
import { calendars } from '#city/calendars/index.ts';
import { clocks as declared } from '#city/clocks.ts';
import { dueDate, overdueFrom, ruleOn } from '#functions/kernel/clocks.ts';
import { CLOCKS, ClockRule, DueDate } from '#schemas/clock.ts';

const at = (date: string) => Date.parse(`${date}T10:00:00+08:00`);
const clocks = { calendars: new Map(calendars.map((calendar) => [calendar.id, calendar])), rules: declared };
const [decision] = declared.filter(({ id }) => id === 'grant-decision-2025') as [ClockRule];

test('the city has a rule for every clock that the hub reads, today and under the regulation of 2025', () => {
  for (const clock of CLOCKS) expect(ruleOn(clocks, clock, at('2026-11-20')).workdays).toBeGreaterThan(0);
  for (const one of declared) expect(ClockRule.parse(one)).toEqual(one);
});

test('a request keeps the rule and the calendars by which it was counted', () => {
  expect(DueDate.parse(dueDate(clocks, 'grant-decision', at('2026-09-18')))).toEqual({
    date: '2026-10-09',
    workdays: 10,
    rule: { id: 'grant-decision-2025', revision: 1 },
    calendars: [{ year: '2026', revision: 1 }],
    estimated: false,
  });
  expect(new Date(overdueFrom(dueDate(clocks, 'grant-formal-check', at('2026-11-20')))).toISOString()).toBe(
    '2026-11-24T16:00:00.000Z',
  );
});

test.each([
  ['2016-09-04', undefined],
  ['2016-09-05', 'grant-decision-2016'],
  ['2025-07-31', 'grant-decision-2016'],
  ['2025-08-01', 'grant-decision-2025'],
])('on %s holds %s', (day, id) => {
  const rule = () => ruleOn(clocks, 'grant-decision', at(day)).id;
  if (id) expect(rule()).toBe(id);
  else expect(rule).toThrow(expect.objectContaining({ code: 'hub-not-ready' }));
});

test('of the valid rules a local one wins over a national one, then the newest, in whatever order they stand', () => {
  const more: ClockRule[] = [
    { ...decision, id: 'grant-decision-local-a', scope: 'local', workdays: 7, from: '2026-01-01' },
    { ...decision, id: 'grant-decision-local-b', scope: 'local', workdays: 5, from: '2026-06-01', until: '2026-06-30' },
    { ...decision, id: 'grant-decision-2027', workdays: 3, from: '2027-01-01' },
  ];
  for (const rules of [[...declared, ...more], [...more, ...declared].toReversed()]) {
    const on = (day: string) => ruleOn({ ...clocks, rules }, 'grant-decision', at(day)).workdays;
    expect([on('2025-12-31'), on('2026-01-01'), on('2026-06-30'), on('2026-07-01'), on('2027-01-01')]).toEqual([
      10, 7, 5, 7, 7,
    ]);
  }
  expect(ruleOn({ ...clocks, rules: [...declared, more[2]!] }, 'grant-decision', at('2027-01-01')).workdays).toBe(3);
});
