/** Several clocks of a case: what may follow what, who extends, and when a task starts. */
import { describe, expect, test } from 'vitest';
import { catering } from '#city/bundles/catering.ts';
import { matterCatalogue } from '#city/matters/catalogue.ts';
import { clockLimit, limitsOf, startOf } from '#functions/cases/clocks/begin.ts';
import { clocksOf } from '#functions/cases/clocks/fold.ts';
import { refusal } from '#functions/cases/clocks/refusal.ts';
import { ClockEvent, ClockLimit } from '#schemas/case-clock.ts';
import { dateOf, iso, office, pause, resume, seen, start, stop, wd, world } from './world.ts';

const refused = (events: readonly ClockEvent[], next: ClockEvent) => refusal(clocksOf(events), next);
const extend = (at: string, length: number): ClockEvent => ({
  ...{ type: 'clock.extended', clock: 'one', at: iso(at), role: 'promised', length },
  ...{ by: '局长', reason: '案情复杂' },
});
const twenty = wd(20, { extension: { length: 10, by: { zh: '行政机关负责人', en: 'head of the body' } } });

describe('what may follow', () => {
  const begun = [start('2017-09-25', twenty)];
  const paused = [...begun, pause('2017-09-26', 'a')];
  const over = [...begun, stop('2017-09-28')];
  test.each<[string, readonly ClockEvent[], ClockEvent]>([
    ['clock-started-before', begun, start('2017-09-26', twenty)],
    ['clock-unknown', [], stop('2017-09-26')],
    ['clock-stopped', over, pause('2017-09-29', 'a')],
    ['clock-stopped', over, stop('2017-09-29')],
    ['clock-goes-back', begun, pause('2017-09-24', 'a')],
    ['pause-known', paused, pause('2017-09-27', 'a')],
    ['pause-not-open', paused, resume('2017-09-27', 'b')],
    ['pause-not-open', [...paused, resume('2017-09-27', 'a')], resume('2017-09-28', 'a')],
    ['limit-unknown', begun, { ...extend('2017-09-26', 5), role: 'inner' } as ClockEvent],
    ['extension-not-foreseen', begun, extend('2017-09-26', 11)],
    ['extension-not-foreseen', [...begun, extend('2017-09-26', 6)], extend('2017-09-27', 5)],
    ['extension-not-foreseen', [start('2017-09-25', wd(20))], extend('2017-09-26', 1)],
  ])('%s', (rule, events, next) => {
    expect(refused(events, next)).toBe(rule);
  });

  test('an extension within what the law foresees moves the date', () => {
    expect(dateOf(begun)).toBe('2017-10-27');
    expect(dateOf([...begun, extend('2017-10-26', 6), extend('2017-10-27', 4)])).toBe('2017-11-10');
  });
});

describe('the department and the intermediary', () => {
  const department = start('2017-09-18', wd(17), { clock: 'department', step: 'drawings' });
  const intermediary = start('2017-09-20', wd(33), { clock: 'firm', step: 'drawings', holder: 'intermediary' });
  const handed = pause('2017-09-20', 'firm', 'intermediary', 'department');

  test('never run at once for one step, whoever begins', () => {
    expect(refused([department], intermediary)).toBe('two-clocks-of-a-step');
    expect(refused([department, handed], intermediary)).toBeUndefined();
    const both = [department, handed, intermediary];
    expect(refused(both, resume('2017-09-21', 'firm', 'department'))).toBe('two-clocks-of-a-step');
    expect(refused([...both, stop('2017-10-20', 'firm')], resume('2017-10-20', 'firm', 'department'))).toBeUndefined();
    expect(
      refused([start('2017-09-18', wd(1), { clock: 'firm', step: 'drawings', holder: 'intermediary' })], department),
    ).toBe('two-clocks-of-a-step');
  });

  test('of another step they do', () => {
    expect(refused([department], { ...intermediary, step: 'survey' } as ClockEvent)).toBeUndefined();
  });

  test('one pause less is no resumption while another lasts', () => {
    const both = [department, handed, intermediary, pause('2017-09-21', 'more', 'supplement', 'department')];
    expect(refused(both, resume('2017-09-22', 'more', 'department'))).toBeUndefined();
  });

  test('the intermediary stops the department only where a law wants its report', () => {
    const { requiredBy: _law, ...without } = handed as Extract<ClockEvent, { type: 'clock.paused' }>;
    expect(ClockEvent.safeParse(without).error?.issues[0]?.message).toBe('intermediary-without-law');
  });

  test('17 and 33 working days one after the other are the 50 of the whole', () => {
    const events = [department, pause('2017-09-18 10:00', 'firm', 'intermediary', 'department')];
    const firm = start('2017-09-18 10:00', wd(33), { clock: 'firm', step: 'drawings', holder: 'intermediary' });
    const back = [...events, firm, stop('2017-11-08', 'firm'), resume('2017-11-08', 'firm', 'department')];
    expect(seen(back, '2017-11-08', world, 'firm').dues[0]).toMatchObject({
      date: '2017-11-08',
      elapsed: 33,
      remaining: 0,
    });
    expect(seen(back, '2017-11-08', world, 'department').dues[0]).toMatchObject({ date: '2017-12-01', elapsed: 0 });
  });
});

describe('a task starts', () => {
  const accepted = iso('2017-09-25');
  const setup = start('2017-09-25', wd(1), { clock: 'setup', step: 'company-setup' });
  const done = [setup, stop('2017-09-26 15:30', 'setup')];

  test('with the acceptance where it waits for nothing', () => {
    expect(startOf([], clocksOf([]), accepted)).toBe(accepted);
  });

  test('with the written completion of the last before it, and not before', () => {
    expect(startOf(['company-setup'], clocksOf([setup]), accepted)).toBeUndefined();
    expect(startOf(['company-setup'], clocksOf(done), accepted)).toBe('2017-09-26T15:30:00+08:00');
    expect(startOf(['company-setup', 'fire-check'], clocksOf(done), accepted)).toBeUndefined();
  });

  test('never when what it waits for ended without completion', () => {
    expect(
      startOf(['company-setup'], clocksOf([setup, stop('2017-09-26', 'setup', 'ended')]), accepted),
    ).toBeUndefined();
  });

  test('the catering template of 2017 gives the dates of the note', () => {
    const [template] = catering;
    const due = (matter: string, from: string) =>
      dateOf([start(from, wd(template?.matters.find((one) => one.matter === matter)?.inner ?? 0))]);
    expect(due('company-setup', '2017-09-25')).toBe('2017-09-26');
    expect(due('food-licence', '2017-09-26')).toBe('2017-10-12');
    expect(due('shop-sign', '2017-09-26')).toBe('2017-09-30');
  });
});

test('every limit of the catalogue becomes one of a clock, its yellow a fifth of it, with the extension it foresees', () => {
  const { matters } = matterCatalogue();
  for (const matter of matters)
    for (const one of limitsOf(matter, office, 3)) expect(ClockLimit.parse(one)).toEqual(one);
  expect(limitsOf({ legal: { limit: { kind: 'local' }, source: 'x' }, promised: { kind: 'local' } }, office)).toEqual(
    [],
  );
  const legal = {
    kind: 'working-days',
    length: 20,
    extension: { length: 10, by: { zh: '负责人', en: 'head' } },
  } as const;
  expect(
    limitsOf({ legal: { limit: legal, source: '行政许可法 42' }, promised: { kind: 'at-once' } }, office, 8),
  ).toEqual([
    { role: 'legal', kind: 'working-days', length: 20, yellow: 4, extension: legal.extension },
    { role: 'promised', kind: 'working-days', length: 0, yellow: 0 },
    { role: 'inner', kind: 'working-days', length: 8, yellow: 1 },
  ]);
  expect(clockLimit('promised', { kind: 'minutes', length: 50 }, office)).toEqual({
    ...{ role: 'promised', kind: 'office-minutes', length: 50, yellow: 10 },
  });
});

test('the light of a clock is the worst of its limits: red inside, while the law still leaves time', () => {
  const limits = [wd(20, { role: 'legal', yellow: 4 }), wd(7, { role: 'inner', yellow: 1 })];
  const events = [start('2017-09-26', limits[0] as ClockLimit, { limits })];
  const lights = ['2017-09-28', '2017-10-10', '2017-10-11', '2017-10-12'].map((now) => {
    const { light, dues } = seen(events, now);
    return [light, dues.map((due) => due.light).join()];
  });
  expect(lights).toEqual([
    ['green', 'green,green'],
    ['yellow', 'green,yellow'],
    ['yellow', 'green,yellow'],
    ['red', 'green,red'],
  ]);
});
