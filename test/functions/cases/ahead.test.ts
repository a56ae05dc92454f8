/** 所定之日: whatever day somebody names in a case, it has not passed and is none that nobody lives to see. */
import { expect, test } from 'vitest';
import type { CaseAct } from '#schemas/case-act.ts';
import { licensed, ruleOf } from './begun.ts';
import { BODIES } from './restaurant.ts';
import { casesWorld } from './world.ts';

const FIRE = { as: BODIES['fire-check'] };
const KONG = { as: BODIES['food-licence'] };
const SUPERVISOR = { as: 'officer-ge-lin' };

type Named = readonly [field: string, of: (day: string) => CaseAct, by: { readonly as: string }];
const NAMED: readonly Named[] = [
  [
    '/due',
    (due) => ({ act: 'return-task', task: 'fire-check', items: [{ item: 'fire.floor', what: '净宽不足' }], due }),
    FIRE,
  ],
  [
    '/due',
    (due) => ({
      ...{ act: 'consult', task: 'fire-check', of: { department: 'housing' } },
      ...{ question: '是否已验收', reason: '档案不全', due },
    }),
    FIRE,
  ],
  [
    '/from',
    (from) => ({ act: 'reassign', task: 'fire-check', department: 'housing', from, reason: '职能划转' }),
    SUPERVISOR,
  ],
  [
    '/at',
    (day) => ({
      ...{ act: 'set-inspection', task: 'food-licence', at: `${day}T09:00:00+08:00` },
      ...{ place: '永康市西城街道溪心路66号', reason: '店主外出' },
    }),
    KONG,
  ],
];

test.each(NAMED)('%s: neither past nor beyond a year, at any act that names a day', async (field, of, by) => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const refused = async (day: string) => (await world.act(id, of(day), by)).body.errors;
  for (const day of ['9999-12-31', '2018-09-28'])
    expect(await refused(day)).toEqual([{ field, rule: 'beyond-a-year' }]);
  expect(await refused('2017-09-25')).toEqual([{ field, rule: 'not-in-the-past' }]);
  expect(ruleOf(await world.act(id, of('2017-10-13'), by))[0]).toBe(200);
});
