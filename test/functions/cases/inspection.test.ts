import { expect, test } from 'vitest';
import type { ActBody } from '#schemas/case-act.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { licensed, ruleOf, taskIn } from './begun.ts';
import { BODIES } from './restaurant.ts';
import { type CasesWorld, casesWorld } from './world.ts';

const KONG = { as: BODIES['food-licence'] };
const PERMITS = ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'] as const;
const when = (at: string) => `${at.replace(' ', 'T')}:00+08:00`;
const SET: ActBody<'set-inspection'> = {
  ...{ act: 'set-inspection', task: 'food-licence' },
  ...{ at: when('2017-09-29 09:00'), place: '永康市丽州中路 88 号店面' },
};
const PHOTO = 'a'.repeat(43);
const sheet = (task: string, failed = false): ActBody<'inspect'> => ({
  ...{ act: 'inspect', task, officers: ['officer-one', 'officer-two'] },
  items: [
    { item: 'site', name: '场所与图纸一致', found: 'passed', photos: [PHOTO] },
    { item: 'exit', name: '疏散通道', found: failed ? 'failed' : 'passed', note: '堆放杂物', photos: [] },
  ],
});
const all = async (world: CasesWorld, id: string, act: (task: string) => ActBody<'inspect' | 'sign-inspection'>) => {
  for (const task of PERMITS) expect((await world.act(id, act(task), { as: BODIES[task] })).status).toBe(200);
};
const sign = (task: string): ActBody<'sign-inspection'> => ({ act: 'sign-inspection', task });

test('four bodies go together, two officers each, and sign one sheet; before that none approves', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  await world.uploaded(id, PHOTO);
  const fire = { as: BODIES['fire-check'] };
  expect(ruleOf(await world.act(id, sheet('fire-check'), fire))).toEqual([409, 'inspected-together']);
  expect(ruleOf(await world.act(id, { ...SET, task: 'fire-check' }, fire))).toEqual([409, 'not-the-convener']);
  const late = await world.act(id, { ...SET, at: when('2017-10-10 09:00') }, KONG);
  expect(ruleOf(late)).toEqual([422, 'later-than-the-template']);
  expect(ruleOf(await world.act(id, { ...SET, at: when('2017-09-25 09:00') }, KONG))).toEqual([422, 'not-in-the-past']);
  const set = await world.act(id, SET, KONG);
  // The fifth working day after 26 September: the 30th was worked.
  expect(set.body.inspections).toMatchObject([{ round: 1, matters: PERMITS, by: '2017-10-09', complete: false }]);
  expect(ruleOf(await world.act(id, sheet('fire-check'), fire))).toEqual([409, 'before-its-time']);
  expect(ruleOf(await world.act(id, { ...SET, place: '二楼' }, KONG))).toEqual([422, 'changed-without-reason']);

  await world.to('2017-09-29 09:30');
  const alone = await world.act(id, { ...sheet('fire-check'), officers: ['officer-one', 'officer-one'] }, fire);
  expect([alone.status, alone.body.errors[0].rule]).toEqual([400, 'officer-twice']);
  await world.act(id, sheet('food-licence'), KONG);
  expect(ruleOf(await world.act(id, sign('food-licence'), KONG))).toEqual([409, 'sheet-missing']);
  await all(world, id, (task) => sheet(task));
  await world.act(id, sign('food-licence'), KONG);
  const early = await world.act(id, { act: 'decide', task: 'fire-check', decision: 'approve' }, fire);
  expect(ruleOf(early)).toEqual([409, 'inspection-not-signed']);
  // Whoever changes the sheet has all sign anew.
  await world.act(id, sheet('fire-check'), fire);
  expect((await world.get(id)).inspections[0]?.signed).toEqual([]);
  await all(world, id, sign);
  const signed = await world.get(id);
  expect(signed.inspections).toMatchObject([{ complete: true }]);
  expect(new Set(signed.inspections[0]?.signed.map((one) => one.sheet)).size).toBe(1);
  expect(
    ruleOf(await world.act(id, { act: 'notify-inspection', task: 'food-licence', due: '2017-10-12' }, KONG)),
  ).toEqual([409, 'nothing-failed']);
  // Looking takes time that counts: no clock stood still.
  expect(signed.tasks.filter(({ state }) => state === 'in-progress' || state === 'open')).toHaveLength(4);
  const decided = await world.act(id, { act: 'decide', task: 'fire-check', decision: 'approve' }, fire);
  expect(decided.status).toBe(200);
  expect(caseRoutes.getCase.answer.safeParse(decided.body).error?.issues).toBeUndefined();
});

test('what failed is told in one notice for all bodies; its clocks alone stand still; a second round looks at it again', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  await world.uploaded(id, PHOTO);
  await world.act(id, SET, KONG);
  await world.to('2017-09-29 10:00');
  await all(world, id, (task) => sheet(task, task === 'fire-check' || task === 'shop-sign'));
  const fire = { as: BODIES['fire-check'] };
  const own = { act: 'return-task', task: 'fire-check', due: '2017-10-13' } as const;
  const returned = await world.act(id, { ...own, items: [{ item: 'fire-check/exit', what: '堆放杂物' }] }, fire);
  expect(ruleOf(returned).at(0)).toBe(409);
  expect(returned.body.detail).toContain('须一次性告知');
  const notify = { act: 'notify-inspection', task: 'food-licence', due: '2017-10-13' } as const;
  expect(ruleOf(await world.act(id, notify, KONG))).toEqual([409, 'not-signed-by-all']);
  await all(world, id, sign);
  const told = await world.act(id, notify, KONG);
  expect(told.body.notices).toMatchObject([
    { stage: 'inspection-1', items: [{ item: 'fire-check/exit' }, { item: 'shop-sign/exit' }] },
  ]);
  expect(PERMITS.map((task) => taskIn(told.body, task).clock?.state)).toEqual([
    'running',
    'paused',
    'paused',
    'running',
  ]);
  expect(ruleOf(await world.act(id, notify, KONG))).toEqual([409, 'second-notice']);

  await world.to('2017-10-10 09:00');
  const again = { ...SET, at: when('2017-10-11 09:00') };
  await world.act(id, { act: 'resume-task', task: 'fire-check' });
  expect(ruleOf(await world.act(id, again, KONG)).at(-1)).toBe('not-mended-yet');
  await world.act(id, { act: 'resume-task', task: 'shop-sign' });
  expect(ruleOf(await world.act(id, { act: 'decide', task: 'fire-check', decision: 'approve' }, fire))).toEqual([
    409,
    'failed-items-open',
  ]);
  const round = await world.act(id, again, KONG);
  expect(round.body.inspections).toMatchObject([{ round: 1 }, { round: 2, matters: ['fire-check', 'shop-sign'] }]);
  await world.to('2017-10-11 09:30');
  for (const act of [sheet, sign])
    for (const task of ['fire-check', 'shop-sign'] as const) await world.act(id, act(task), { as: BODIES[task] });
  expect((await world.act(id, { act: 'decide', task: 'fire-check', decision: 'approve' }, fire)).status).toBe(200);
});

test('a sheet that was written stays, though the date is changed before all have signed', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  await world.uploaded(id, PHOTO);
  await world.act(id, SET, KONG);
  await world.to('2017-09-29 10:00');
  await world.act(id, sheet('fire-check'), { as: BODIES['fire-check'] });
  const moved = await world.act(id, { ...SET, at: when('2017-09-30 09:00'), reason: '食品审批未到场' }, KONG);
  expect(moved.body.inspections).toMatchObject([
    { round: 1, at: '2017-09-29T01:00:00.000Z', sheets: [{ task: 'fire-check' }], complete: false },
    { round: 1, at: '2017-09-30T01:00:00.000Z', sheets: [], complete: false },
  ]);
  expect(caseRoutes.getCase.answer.safeParse(moved.body).error?.issues).toBeUndefined();
});
