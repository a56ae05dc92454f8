import { expect, test } from 'vitest';
import { dueOf } from '#functions/cases/deadline.ts';
import { decode, encode } from '#functions/departments/protocols/charset.ts';
import { BEGINS, certified, play } from '#infra/local/scenarios/a03-newborn.ts';
import { decided, officerOf, resulted } from '#infra/local/scenarios/bodies.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { CaseView } from '#schemas/case.ts';
import { type CasesWorld, casesWorld, XU } from '#test/functions/cases/world.ts';

const ENTRY = 'birth-registration';
const INSURANCE = 'resident-insurance';
const states = ({ tasks }: CaseView) => Object.fromEntries(tasks.map(({ matter, state }) => [matter, state]));
const taskOf = ({ tasks }: CaseView, matter: string) => tasks.find((task) => task.matter === matter);
const eventsOf = async (world: CasesWorld, id: string): Promise<{ type: string; at: string; data: object }[]> =>
  (await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } })).body.items;

test('A3: by telephone, without a visit; nothing is decided before the entry that it needs', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  expect(countersOf(world.matters, await world.get(id), await world.trip(id))).toMatchObject({
    ...{ state: 'closed', visits: 0, materials: 0, forms: 1, notices: 0, tasks: 6, approved: 6, results: 6 },
    ...{ due: '2017-09-30', decidedOn: '2017-09-28' },
  });
  expect((await world.get(id)).tasks.map(({ matter, decidedAt }) => [matter, decidedAt?.slice(0, 10)])).toEqual([
    ['birth-certificate', '2017-09-25'],
    ['vaccination-record', '2017-09-25'],
    [ENTRY, '2017-09-26'],
    [INSURANCE, '2017-09-27'],
    ['social-security-card', '2017-09-28'],
    ['birth-repayment', '2017-09-28'],
  ]);
  const order = (await eventsOf(world, id)).flatMap(({ type, data }) =>
    type === 'decide' ? [(data as { task: string }).task] : [],
  );
  expect(order.indexOf('birth-certificate')).toBeLessThan(order.indexOf(ENTRY));
  for (const later of [INSURANCE, 'social-security-card', 'birth-repayment'])
    expect(order.indexOf(ENTRY)).toBeLessThan(order.indexOf(later));
});

test('A3, the registry has no page of the household: an image of it is the one paper that is asked for, and nobody comes', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  await decided(world, id, ENTRY);
  const as = officerOf(await world.get(id), INSURANCE);
  const asked = { matter: INSURANCE, resource: 'public-security/household', party: 'child' } as const;
  const material = `${INSURANCE}/household`;
  for (const at of ['15:05', '15:10', '15:25', '16:25', '20:25']) {
    await world.to(`2017-09-25 ${at}`);
    await taken(world.act(id, { act: 'fact-failed', ...asked, cause: 'department-answer-invalid' }, { as }));
  }
  const image = 'h'.repeat(43);
  await world.uploaded(id, image);
  const sent = { material, medium: 'electronic' as const, files: [image] };
  await taken(world.act(id, { act: 'hand-in', materials: [sent], onBehalf: 'mother' }));
  const instead = { act: 'settle-fact', failure: 0, way: 'upload', material, note: '户籍库无影像' } as const;
  await taken(world.act(id, instead, { as }));
  await decided(world, id, INSURANCE);
  const { papers, visits, failed } = await world.trip(id);
  expect([papers.after, papers.asked.map((one) => one.material), visits.after]).toEqual([1, [material], 0]);
  expect(failed).toMatchObject([{ tries: 5, outcome: 'upload', material }]);
});

test('A3, insurance is not decided while the household entry is not made', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  expect(states(await world.get(id))).toMatchObject({ [ENTRY]: 'open', [INSURANCE]: 'waiting' });
  await expect(decided(world, id, INSURANCE)).rejects.toThrow('409');
});

test('A3, the father does not confirm: it waits, he is reminded, it lapses; what the hospital issued is not undone', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  const items = [{ item: 'form.father-confirms', what: '父亲未在申请表上确认姓名' }];
  await taken(world.act(id, { act: 'return-task', task: ENTRY, items, due: '2017-10-25' }, { as: 'officer-lv-fang' }));
  await world.to('2017-09-27 23:59');
  const reminders = async () => (await eventsOf(world, id)).filter(({ type }) => type === 'remind-task');
  expect(await reminders()).toEqual([]);
  await world.to('2017-09-28 09:00');
  expect(await reminders()).toMatchObject([{ at: '2017-09-27T16:00:00.000Z', data: { task: ENTRY, items } }]);
  await world.to('2017-10-25 23:59');
  expect(states(await world.get(id))).toMatchObject({ [ENTRY]: 'returned', [INSURANCE]: 'waiting' });
  await world.to('2017-10-26 09:00');
  const view = await world.get(id);
  expect(states(view)).toEqual({
    'birth-certificate': 'approved',
    'vaccination-record': 'approved',
    [ENTRY]: 'ended',
    [INSURANCE]: 'ended',
    'social-security-card': 'ended',
    'birth-repayment': 'ended',
  });
  expect(view.state).toBe('decided');
  expect(view.tasks.filter(({ result }) => result).map(({ matter }) => matter)).toEqual([
    'birth-certificate',
    'vaccination-record',
  ]);
  const lapse = (await eventsOf(world, id)).at(-1);
  expect(lapse).toMatchObject({
    type: 'lapse-task',
    data: { task: ENTRY, reason: expect.stringContaining('2017-10-25') },
  });
  expect(await reminders()).toHaveLength(1);
  expect((await taken(world.act(id, { act: 'put-out' }))).state).toBe('output');
});

test('A3, he confirms after the reminder: the entry goes on and nothing lapses', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  const items = [{ item: 'form.father-confirms', what: '父亲未在申请表上确认姓名' }];
  await taken(world.act(id, { act: 'return-task', task: ENTRY, items, due: '2017-10-25' }, { as: 'officer-lv-fang' }));
  await world.to('2017-09-29 09:00');
  await taken(world.act(id, { act: 'resume-task', task: ENTRY }));
  await decided(world, id, ENTRY);
  await world.to('2017-10-27 09:00');
  expect(states(await world.get(id))).toMatchObject({ [ENTRY]: 'approved', [INSURANCE]: 'open' });
});

test('A3, the number of the child comes late: the clock of the insurance stands still until it is there', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  await world.to('2017-09-26 15:00');
  await decided(world, id, ENTRY);
  const before = await world.get(id);
  expect(dueOf(taskOf(before, INSURANCE)?.clock)).toBe('2017-09-27');
  const as = officerOf(before, INSURANCE);
  await taken(world.act(id, { act: 'pause-clock', task: INSURANCE, reason: 'prerequisite' }, { as }));
  await world.to('2017-09-29 15:00');
  const paused = await world.get(id);
  expect(taskOf(paused, INSURANCE)?.clock).toMatchObject({
    state: 'paused',
    reasons: ['prerequisite'],
  });
  expect(dueOf(taskOf(paused, 'social-security-card')?.clock)).toBe('2017-09-28');
  await taken(world.act(id, { act: 'resume-clock', task: INSURANCE }, { as }));
  expect(dueOf(taskOf(await world.get(id), INSURANCE)?.clock)).toBe('2017-09-30');
});

test('A3, a name with a rare character goes through all of it, and to the police in GB18030, which GB2312 refuses by name', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world, '王𠮷');
  await decided(world, id, ENTRY);
  await resulted(world, id, ENTRY);
  const view = await world.get(id);
  expect([view.form['child.name'], view.parties.at(-1)?.name]).toEqual(['王𠮷', '王𠮷']);
  const name = String(view.form['child.name']);
  for (const narrow of ['gb2312', 'gbk'] as const)
    expect(() => encode(name, narrow)).toThrow(
      expect.objectContaining({ extra: { errors: [{ field: '/request', rule: `not-in-${narrow}:U+20BB7` }] } }),
    );
  expect(decode(encode(name, 'gb18030'), 'gb18030')).toBe(name);
});
