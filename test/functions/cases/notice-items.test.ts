/** 告知内容: what a notice may and must name, what answers it, and what a later one does to an earlier one. */
import { expect, test } from 'vitest';
import type { CaseView } from '#schemas/case.ts';
import type { NoticeItem } from '#schemas/case-acts/acceptance.ts';
import { filed, licensed, ruleOf, taskIn } from './begun.ts';
import { BODIES, paper, SIX } from './restaurant.ts';
import { type CasesWorld, casesWorld, XU } from './world.ts';

const BEGINS = '2017-09-25 09:00';
const SUPERVISOR = { as: 'officer-ge-lin' };
const LAYOUT = 'food-licence/layout';
const LEASE = 'company-setup/lease';
const wanting = (...items: string[]): NoticeItem[] => items.map((item) => ({ item, what: '未签字' }));
const notice = (items: readonly NoticeItem[], due = '2017-10-20') => ({
  act: 'give-notice' as const,
  items: [...items],
  due,
});
const handIn = (world: CasesWorld, id: string, ...materials: string[]) =>
  world.act(id, { act: 'hand-in', materials: materials.map(paper), onBehalf: 'wang' });

test('a field of the form that it names has come once it is said, and the case goes on', async () => {
  const world = await casesWorld(BEGINS);
  const id = await filed(world);
  expect((await world.act(id, notice(wanting('person.phone', LAYOUT), '2017-09-29'))).body.state).toBe('noticed');
  expect((await handIn(world, id, LAYOUT)).body.state).toBe('noticed');
  const typed = { 'person.phone': '13800000001' };
  const said = await world.act(id, { act: 'confirm-prefill', fields: [], typed, onBehalf: 'wang' });
  expect([said.status, said.body.state]).toEqual([200, 'received']);
  await world.to('2017-09-30 00:01');
  expect((await world.get(id)).state).toBe('received');
});

test('what no act of the case could mend is refused, by its place in the notice and with the fields that there are', async () => {
  const world = await casesWorld(BEGINS);
  const id = await filed(world);
  const { status, body } = await world.act(id, notice(wanting(LAYOUT, '王强330784198506149995', 'other-matter/paper')));
  expect([status, body.errors]).toEqual([
    422,
    [1, 2].map((i) => ({ field: `/items/${i}`, rule: 'neither-paper-nor-field' })),
  ]);
  expect(body.detail).toContain('person.phone');
  expect(JSON.stringify(body)).not.toContain('3307841985');
  expect(ruleOf(await world.act(id, notice(wanting(LAYOUT), '2071-10-20')))).toEqual([422, 'beyond-a-year']);
});

test('nobody is asked for what a department is asked for; once that has failed, he may be', async () => {
  const world = await casesWorld(BEGINS);
  const id = await filed(world);
  const asked = notice(wanting('food-licence/identity-copy'));
  expect(ruleOf(await world.act(id, asked))).toEqual([422, 'needed-of-nobody']);
  const back = { act: 'return-task', task: 'food-licence', items: asked.items, due: '2017-10-20' } as const;
  const failed = {
    ...({ act: 'fact-failed', matter: 'food-licence', party: 'wang', cause: 'department-unavailable' } as const),
    resource: 'public-security/identity',
  };
  expect((await world.act(id, failed)).status).toBe(200);
  expect((await world.act(id, asked)).status).toBe(200);
  const other = await licensed(world);
  expect(ruleOf(await world.act(other, back, { as: BODIES['food-licence'] }))).toEqual([422, 'needed-of-nobody']);
});

test('one notice names everything: what is missing and left out is told by name', async () => {
  const world = await casesWorld(BEGINS);
  const [first = '', ...others] = SIX;
  const id = await filed(world, others);
  expect((await world.act(id, notice(wanting(LAYOUT)))).body.errors).toEqual([
    { field: `/materials/${first}`, rule: 'missing-and-not-named' },
  ]);
  expect((await world.act(id, notice(wanting(LAYOUT, first)))).status).toBe(200);
});

test('what lay there is not found wanting later, even when it is recorded once more', async () => {
  const world = await casesWorld(BEGINS);
  const id = await filed(world);
  await world.act(id, notice(wanting(LAYOUT)));
  await world.to('2017-09-26 09:00');
  expect((await handIn(world, id, LAYOUT, LEASE)).body.state).toBe('received');
  expect((await world.act(id, notice(wanting(LEASE)))).body.errors).toEqual([
    { field: '/items/0', rule: 'belonged-into-an-earlier-notice' },
  ]);
});

test('a later notice takes the place of an open one, with all that had not come, and its day counts', async () => {
  const world = await casesWorld(BEGINS);
  const id = await filed(world);
  await world.act(id, notice(wanting(LAYOUT, LEASE), '2017-09-26'));
  await handIn(world, id, LEASE);
  const again = { ...notice(wanting('food-licence/rules')), reason: '首次漏看' };
  const { body } = await world.act(id, again, SUPERVISOR);
  expect((body as CaseView).notices).toMatchObject([
    { due: '2017-09-26', replaced: true },
    { due: '2017-10-20', items: [{ item: LAYOUT }, { item: 'food-licence/rules' }] },
  ]);
  await world.to('2017-09-28 09:00');
  expect((await world.get(id)).state).toBe('noticed');
  expect((await handIn(world, id, LAYOUT)).body.state).toBe('noticed');
  const whole = await handIn(world, id, 'food-licence/rules');
  expect([whole.body.state, whole.body.notices[1].answeredAt]).toEqual(['received', '2017-09-28T01:00:00.000Z']);
});

test('a task that was returned for papers goes on by itself when they have come; for something of the place, when its body says so', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const fire = { as: BODIES['fire-check'] };
  const back = { act: 'return-task', task: 'fire-check', due: '2017-10-20' } as const;
  await world.act(id, { ...back, items: wanting('fire-check/fire-rules') }, fire);
  await world.to('2017-09-28 10:00');
  const came = await handIn(world, id, 'fire-check/fire-rules');
  expect(taskIn(came.body, 'fire-check')).toMatchObject({ state: 'in-progress', clock: { state: 'running' } });
  expect(ruleOf(await world.act(id, { act: 'resume-task', task: 'fire-check' }, fire))[0]).toBe(409);

  const both = { ...back, items: wanting('fire-check/fire-rules', 'fire.floor') };
  expect((await world.act(id, both, fire)).status).toBe(409);
  const supervised = await world.act(id, { ...both, reason: '现场复核发现' }, SUPERVISOR);
  expect(supervised.status).toBe(200);
  const half = await handIn(world, id, 'fire-check/fire-rules');
  expect(taskIn(half.body, 'fire-check')).toMatchObject({ state: 'returned', clock: { state: 'paused' } });
  const done = await world.act(id, { act: 'resume-task', task: 'fire-check' }, { as: XU });
  expect(taskIn(done.body, 'fire-check').state).toBe('in-progress');
});
