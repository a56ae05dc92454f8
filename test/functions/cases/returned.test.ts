/** 退回: until when, and when the applicant is reminded, by the rules of the place. */
import { expect, test } from 'vitest';
import { timersOf } from '#functions/cases/relay/timers.ts';
import { indexMatters } from '#functions/matters/index-matters.ts';
import { lastDay } from '#functions/matters/terms.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { CaseTerms } from '#schemas/case-term.ts';
import { catalogue } from '../matters/city.ts';
import { licensed, ruleOf } from './begun.ts';
import { BODIES } from './restaurant.ts';
import { at, casesWorld, snapshot } from './world.ts';

const { calendars } = snapshot.clocks;
const TASK = 'fire-check';
const items = [{ item: 'fire-check/fire-rules', what: '未盖章' }];

test('where no rule of the matter gives a day the body names it; the reminder comes by the rule of the place, and without one not at all', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const as = BODIES[TASK];
  const bare = await world.act(id, { act: 'return-task', task: TASK, items }, { as });
  expect(ruleOf(bare)).toEqual([422, 'no-rule-gives-the-day']);
  await taken(world.act(id, { act: 'return-task', task: TASK, items, due: '2017-10-13' }, { as }));
  const found = await world.deps.cases.load(id);
  if (!found) throw new Error('no case');
  const reminded = (terms: CaseTerms) =>
    timersOf(found, { matters: indexMatters({ ...catalogue, terms }), calendars }).flatMap(({ body, dueAt }) =>
      body.act === 'remind-task' ? new Date(dueAt).toISOString() : [],
    );
  const rule = (from: string, length: number, until?: string) => ({
    ...{ from, unit: 'working-days' as const, length, basis: '样例' },
    ...(until === undefined ? {} : { until }),
  });
  expect(reminded(catalogue.terms ?? {})).toEqual(['2017-09-28T16:00:00.000Z']);
  // Of two the one of the day of the return; Saturday 30 September is worked.
  expect(reminded({ reminder: [rule('2017-01-01', 4, '2017-09-30'), rule('2017-10-01', 1)] })).toEqual([
    '2017-09-30T16:00:00.000Z',
  ]);
  expect(reminded({})).toEqual([]);
  // After the last day nobody is reminded.
  expect(reminded({ reminder: [rule('2017-01-01', 20)] })).toEqual([]);
});

test('thirty days that end on a day off end with the next working day', () => {
  const rule = { from: '2017-01-01', unit: 'calendar-days', length: 30, basis: '样例' } as const;
  const days = ['2017-09-25 10:00', '2017-09-02 10:00', '2017-08-15 10:00'].map((day) =>
    lastDay(rule, at(day), calendars),
  );
  // The second ends on the second day of the holidays of October.
  expect(days).toEqual(['2017-10-25', '2017-10-09', '2017-09-14']);
});
