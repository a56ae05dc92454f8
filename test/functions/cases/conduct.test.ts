import { expect, test } from 'vitest';
import type { CaseTask } from '#schemas/case.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { licensed, registered, ruleOf, taskIn } from './begun.ts';
import { BODIES } from './restaurant.ts';
import { casesWorld } from './world.ts';

const FIRE = { as: BODIES['fire-check'] };
const GE = { as: 'officer-ge-lin' };
const JIN = { as: 'officer-jin-tao' };

test('a body outside the list is asked with a reason, may ask in turn, answers by name, and keeps nothing waiting', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const ask: ActBody<'consult'> = {
    ...{ act: 'consult', task: 'fire-check', of: { department: 'health' } },
    ...{ question: '店铺楼上诊所的疏散是否受影响', reason: '楼上为诊所，不在联办清单内' },
  };
  expect((await world.act(id, ask)).status).toBe(403);
  expect((await world.call('GET /v1/cases/{case}', { ...JIN, params: { case: id } })).status).toBe(404);
  expect(ruleOf(await world.act(id, { ...ask, of: { department: 'fire' } }, FIRE))).toEqual([422, 'asks-itself']);
  expect((await world.act(id, ask, FIRE)).body.consultations).toMatchObject([{ no: 1, listed: false }]);

  const letter = { ...ask, of: { outside: { zh: '永康市第一医院', en: 'First Hospital' } } };
  expect(ruleOf(await world.act(id, letter, JIN))).toEqual([422, 'asked-within-a-consultation']);
  expect((await world.act(id, { ...letter, within: 1 }, JIN)).status).toBe(200);
  const reply: ActBody<'answer-consultation'> = {
    ...{ act: 'answer-consultation', task: 'fire-check', consultation: 2, opinion: 'no-objection', text: '无影响' },
  };
  expect(ruleOf(await world.act(id, reply, FIRE)).at(-1)).toBe('not-the-consulted');
  expect(ruleOf(await world.act(id, reply, JIN))).toEqual([422, 'answered-by-name']);
  expect((await world.act(id, { ...reply, answeredBy: '周文（医务科）' }, JIN)).status).toBe(200);

  const before = await world.get(id);
  await world.to('2017-09-28 10:00');
  const decided = await world.act(id, { act: 'decide', task: 'fire-check', decision: 'approve' }, FIRE);
  expect(taskIn(decided.body, 'fire-check').state).toBe('approved');
  const late = await world.act(id, { ...reply, consultation: 1 }, JIN);
  expect(late.body.consultations).toMatchObject([
    { no: 1, answer: { who: 'officer-jin-tao' } },
    { no: 2, within: 1, answer: { who: '周文（医务科）' } },
  ]);
  expect(caseRoutes.getCase.answer.safeParse(late.body).error?.issues).toBeUndefined();
  const untouched = ({ state, clock }: CaseTask) => [state, clock?.state, clock?.dues.map(({ date }) => date)];
  expect(untouched(taskIn(await world.get(id), 'shop-sign'))).toEqual(untouched(taskIn(before, 'shop-sign')));
  expect(ruleOf(await world.act(id, { ...reply, consultation: 1 }, JIN))[0]).toBe(403);
});

test('a task goes to another department from the beginning of a day, and its officers with it', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  await world.act(id, { act: 'begin', task: 'fire-check' }, FIRE);
  const move: ActBody<'reassign'> = {
    ...{ act: 'reassign', task: 'fire-check', department: 'housing', from: '2017-09-28', reason: '职能划转' },
  };
  expect(ruleOf(await world.act(id, move, FIRE))).toEqual([422, 'department-by-a-supervisor']);
  expect(ruleOf(await world.act(id, { ...move, from: '2017-09-25' }, GE))).toEqual([422, 'not-in-the-past']);
  expect(ruleOf(await world.act(id, { ...move, department: 'nobody' }, GE))).toEqual([422, 'department-unknown']);
  for (const officer of ['officer-nobody', 'officer-fang-yuan'])
    expect(ruleOf(await world.act(id, { ...move, officer }, GE))).toEqual([422, 'no-officer-of-that-department']);
  const set = await world.act(id, move, GE);
  expect(taskIn(set.body, 'fire-check')).toMatchObject({ department: 'fire', handover: { department: 'housing' } });
  await world.to('2017-09-28 00:00');
  const moved = taskIn(await world.get(id), 'fire-check');
  expect([moved.department, moved.officer, moved.handover]).toEqual(['housing', undefined, undefined]);
  const decide = { act: 'decide', task: 'fire-check', decision: 'approve' } as const;
  expect((await world.act(id, decide, FIRE)).status).toBe(404);
  expect((await world.act(id, decide, { as: 'officer-lou-yun' })).status).toBe(200);
});

test('a decision is put right beside the earlier one; not when something rests on it or was issued', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const sign = { as: BODIES['shop-sign'] };
  await world.act(id, { act: 'decide', task: 'shop-sign', decision: 'approve' }, sign);
  const stopped = taskIn(await world.get(id), 'shop-sign').clock;
  await world.to('2017-09-27 10:00');
  const right: ActBody<'correct-decision'> = {
    ...{ act: 'correct-decision', task: 'shop-sign', decision: 'deny', cause: 'fact' },
    ...{ reason: '店招遮挡消防登高面', basis: '户外招牌设置规范第八条' },
  };
  const put = await world.act(id, right, sign);
  expect(taskIn(put.body, 'shop-sign')).toMatchObject({
    ...{ state: 'denied', decision: 'deny', decidedAt: '2017-09-26T02:00:00.000Z' },
    earlier: [{ decision: 'approve', by: 'officer-luo-yi' }],
  });
  expect(taskIn(put.body, 'shop-sign').clock).toEqual(stopped);
  const { body } = await world.act(id, { ...right, decision: 'approve', cause: 'reform-trial' }, sign);
  expect(taskIn(body, 'shop-sign').earlier?.map(({ decision }) => decision)).toEqual(['approve', 'deny']);

  const setUp = { ...right, task: 'company-setup' };
  const by = { as: BODIES['company-setup'] };
  expect(ruleOf(await world.act(await registered(world), setUp, by))).toEqual([409, 'others-rest-on-it']);
  expect(ruleOf(await world.act(id, setUp, by))).toEqual([409, 'result-issued']);
  const open = await world.act(id, { ...right, task: 'fire-check' }, FIRE);
  expect(open.status).toBe(409);
});

test('only a supervisor reminds, and whoever works on it sees it', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const remind = { act: 'remind', task: 'fire-check', text: '请于期限前办结' } as const;
  expect((await world.act(id, remind, FIRE)).status).toBe(403);
  await world.act(id, remind, GE);
  expect((await world.get(id, BODIES['fire-check'])).reminders).toMatchObject([
    { task: 'fire-check', by: 'officer-ge-lin' },
  ]);
});
