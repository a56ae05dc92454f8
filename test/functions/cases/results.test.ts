/** 先照后证: what rests on the result of another is approved with that result, and with nothing less. */
import { expect, test } from 'vitest';
import { acceptedBirth } from '#infra/local/scenarios/a03-newborn.ts';
import { decided, officerOf, resulted } from '#infra/local/scenarios/bodies.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { CaseView } from '#schemas/case.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { filed, registered, resultOf, taskIn } from './begun.ts';
import { BODIES } from './restaurant.ts';
import { casesWorld } from './world.ts';

const FIRE = { as: BODIES['fire-check'] };
const SET_UP = { as: BODIES['company-setup'] };
const approval = (task: string): ActBody<'decide'> => ({ act: 'decide', task, decision: 'approve' });
const awaits = ({ tasks }: CaseView) => tasks.flatMap(({ matter, awaits: all }) => (all ? [[matter, ...all]] : []));

test('between the decision and the number of the licence permits are looked at and may be denied, not approved; whose number it is is said', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await registered(world);
  const before = await world.get(id);
  expect(awaits(before)).toEqual(
    ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'].map((task) => [task, 'company-setup']),
  );
  expect(caseRoutes.getCase.answer.safeParse(before).error?.issues).toBeUndefined();
  // Their days run from the written completion, not from the number.
  expect(taskIn(before, 'fire-check').clock).toMatchObject({
    state: 'running',
    countsFrom: expect.stringContaining('09-26'),
  });
  const lines = async () => {
    const { body } = await world.call('GET /v1/cases', { ...SET_UP, query: {} });
    return body.items.map(({ task, taskState }: Record<string, string>) => [task, taskState]);
  };
  expect((await world.get(id, BODIES['company-setup'])).mayDo).toContain('record-result');
  expect(await lines()).toEqual([
    ['company-setup', 'approved'],
    ['food-licence', 'open'],
  ]);

  const early = await world.act(id, approval('fire-check'), FIRE);
  expect([early.status, early.body.errors]).toEqual([409, [{ field: '/tasks/company-setup', rule: 'result-missing' }]]);
  for (const said of [
    '“公司设立登记”的营业执照',
    '由永康市市场监督管理局录入',
    'Business licence of “Company set-up”',
    'by Yongkang Administration for Market Supervision',
  ])
    expect(early.body.detail).toContain(said);
  const opinion = { act: 'give-opinion', task: 'fire-check', opinion: 'agree', text: '疏散通道符合' } as const;
  expect((await world.act(id, opinion, FIRE)).status).toBe(200);
  const why = { reason: '遮挡消防登高面', basis: '户外招牌设置规范第八条' };
  const denial = { ...approval('shop-sign'), decision: 'deny', ...why } as const;
  expect((await world.act(id, denial, { as: BODIES['shop-sign'] })).status).toBe(200);

  await taken(world.act(id, resultOf('company-setup'), SET_UP));
  expect(awaits(await world.get(id))).toEqual([]);
  expect(await lines()).toEqual([['food-licence', 'open']]);
  expect((await world.act(id, approval('fire-check'), FIRE)).status).toBe(200);
  const { body } = await world.call('GET /v1/refused-decisions', {
    ...{ as: 'officer-tong-bo', query: { department: 'fire' } },
  });
  expect(body.items.map((one: { cause: string }) => one.cause)).toEqual(['result-awaited']);
});

test('denied before its turn it is put right no sooner than in its turn, and with the result', async () => {
  const world = await casesWorld('2017-09-25 08:50');
  const id = await filed(world);
  await world.act(id, { act: 'accept' });
  const why = { reason: '楼内消防设施停用', basis: '消防法第十五条' };
  await taken(world.act(id, { ...approval('fire-check'), decision: 'deny', ...why }, FIRE));
  const right: ActBody<'correct-decision'> = {
    ...{ act: 'correct-decision', task: 'fire-check', decision: 'approve', cause: 'fact', reason: '设施已恢复' },
  };
  expect((await world.act(id, right, FIRE)).body.detail).toContain('前序尚未办结');
  await taken(world.act(id, approval('company-setup'), SET_UP));
  expect((await world.act(id, right, FIRE)).body.errors).toEqual([
    { field: '/tasks/company-setup', rule: 'result-missing' },
  ]);
  await taken(world.act(id, resultOf('company-setup'), SET_UP));
  expect(taskIn((await taken(world.act(id, right, FIRE))) as CaseView, 'fire-check').state).toBe('approved');
});

test('of a body that has not joined the hall is named, which writes its result down', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const id = await acceptedBirth(world);
  await decided(world, id, 'birth-certificate');
  const [early, other] = [approval('vaccination-record'), approval('birth-registration')];
  for (const [act, as] of [
    [early, 'officer-ying-jie'],
    [other, officerOf(await world.get(id), 'birth-registration')],
  ] as const)
    expect((await world.act(id, act, { as })).body.detail).toContain(
      '“出生医学证明签发（首次）”的出生医学证明（证照或其号码）由大厅窗口（代',
    );
  await resulted(world, id, 'birth-certificate');
  expect((await world.act(id, early, { as: 'officer-ying-jie' })).status).toBe(200);
});
