import { expect, test } from 'vitest';
import { dueOf } from '#functions/cases/deadline.ts';
import { acceptedHouse, BEGINS as HOUSE_BEGINS } from '#infra/local/scenarios/a02-house.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { ClockEvent } from '#schemas/case-clock.ts';
import { licensed, ruleOf, taskIn } from './begun.ts';
import { BODIES } from './restaurant.ts';
import { casesWorld } from './world.ts';

const FIRE = { as: BODIES['fire-check'] };
const FOOD = { as: BODIES['food-licence'] };

test('a hearing stops the clock of its task alone, for as long as it lasts, and its length is told in writing', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const hearing = { act: 'pause-clock', task: 'fire-check', reason: 'hearing' } as const;
  expect(ruleOf(await world.act(id, hearing, FIRE))).toEqual([422, 'length-told-in-writing']);
  expect((await world.act(id, { ...hearing, told: 3 })).status).toBe(403);
  const held = await world.act(id, { ...hearing, told: 3 }, FIRE);
  expect(taskIn(held.body, 'fire-check')).toMatchObject({
    state: 'in-progress',
    clock: { state: 'paused', reasons: ['hearing'] },
  });
  expect(held.body.clock.state).toBe('running');
  await world.to('2017-09-29 16:00');
  const resumed = await world.act(id, { act: 'resume-clock', task: 'fire-check' }, FIRE);
  // It stood still on 26 to 29 September: eight working days after the 29th, of which the 30th was worked.
  expect(['fire-check', 'food-licence'].map((task) => dueOf(taskIn(resumed.body, task).clock))).toEqual([
    '2017-10-17',
    '2017-10-12',
  ]);
  expect(ruleOf(await world.act(id, { act: 'resume-clock', task: 'fire-check' }, FIRE))[0]).toBe(409);
  const fire = (await world.deps.cases.load(id))?.clocks.filter(({ clock }) => clock === 'fire-check') ?? [];
  expect(fire.map((event) => ClockEvent.parse(event).type)).toEqual(['clock.started', 'clock.paused', 'clock.resumed']);
});

test('an intermediary has its own clock while the department’s stands still, and only where a law wants its report', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const report = { act: 'pause-clock', task: 'drainage-permit', reason: 'intermediary', told: 5 } as const;
  const body = { as: BODIES['drainage-permit'] };
  expect(ruleOf(await world.act(id, report, body))).toEqual([422, 'intermediary-without-law']);
  const named = { ...report, requiredBy: '城镇排水与污水处理条例', agency: '永康某检测公司' };
  const held = await world.act(id, named, body);
  expect(taskIn(held.body, 'drainage-permit')).toMatchObject({
    clock: { state: 'paused', reasons: ['intermediary'] },
    agencies: [{ holder: 'intermediary', state: 'running', dues: [{ date: '2017-10-09' }] }],
  });
  await world.to('2017-10-09 10:00');
  const resumed = await world.act(id, { act: 'resume-clock', task: 'drainage-permit' }, body);
  expect(taskIn(resumed.body, 'drainage-permit')).toMatchObject({
    clock: { state: 'running' },
    agencies: [{ state: 'stopped' }],
  });
  // A decision ends what is still at work.
  await world.act(id, named, body);
  const decided = await world.act(id, { act: 'decide', task: 'drainage-permit', decision: 'approve' }, body);
  expect(taskIn(decided.body, 'drainage-permit').agencies?.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
});

test('the whole stands still when all that has begun does, and goes on with the first of them', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const permits = ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'] as const;
  const states: string[] = [];
  for (const task of permits) {
    const body = { act: 'pause-clock', task, reason: 'expert-review', told: 2 } as const;
    states.push((await world.act(id, body, { as: BODIES[task] })).body.clock.state);
  }
  expect(states).toEqual(['running', 'running', 'running', 'paused']);
  await world.to('2017-09-28 10:00');
  const resumed = await world.act(id, { act: 'resume-clock', task: 'shop-sign' }, { as: BODIES['shop-sign'] });
  // 26, 27 and 28 September do not count: the case is due two working days later than 16 October would be without the first.
  expect([resumed.body.clock.state, dueOf(resumed.body.clock)]).toEqual(['running', '2017-10-18']);
});

test('a limit is extended by leave, within what it foresees, and never when it is over', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const longer: ActBody<'extend-clock'> = {
    ...{ act: 'extend-clock', task: 'food-licence', role: 'legal', length: 10 },
    ...{ leave: '局长', reason: '需补充现场核查' },
  };
  const due = (body: Parameters<typeof taskIn>[0]) =>
    taskIn(body, 'food-licence').clock?.dues.find(({ role }) => role === 'legal')?.date;
  expect(due(await world.get(id))).toBe('2017-10-30');
  expect(due((await world.act(id, { ...longer, length: 4 }, FOOD)).body)).toBe('2017-11-03');
  const more = await world.act(id, longer, FOOD);
  expect([more.status, more.body.detail]).toEqual([409, '时限 clock food-licence: extension-not-foreseen']);
  const inner = await world.act(id, { ...longer, role: 'inner', length: 1 }, FOOD);
  expect(inner.body.detail).toContain('extension-not-foreseen');
  await world.to('2017-11-04 09:00');
  const late = await world.act(id, { ...longer, length: 1 }, FOOD);
  expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('时限已届满')]);
});

test('several bodies together have forty-five working days by law beside what is promised; who leads them makes it sixty at most, by leave of the government', async () => {
  const world = await casesWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const dues = async () => ((await world.get(id)).clock?.dues ?? []).map(({ role, date }) => [role, date]);
  expect(await dues()).toEqual([
    ['legal', '2017-12-04'],
    ['promised', '2017-10-16'],
  ]);
  const longer: ActBody<'extend-clock'> = {
    ...{ act: 'extend-clock', role: 'legal', length: 16, leave: '永康市人民政府负责人', reason: '需跨省核查' },
  };
  // The fire brigade works on it, and market supervision leads.
  expect(ruleOf(await world.act(id, { ...longer, length: 15 }, FIRE))).toEqual([422, 'whole-by-who-leads']);
  expect((await world.act(id, longer, FOOD)).body.detail).toBe('时限 clock case: extension-not-foreseen');
  await taken(world.act(id, { ...longer, length: 15 }, FOOD));
  expect(await dues()).toEqual([
    ['legal', '2017-12-25'],
    ['promised', '2017-10-16'],
  ]);
  // Of each task nothing moved.
  expect(taskIn(await world.get(id), 'food-licence').clock?.dues.find(({ role }) => role === 'legal')?.date).toBe(
    '2017-10-30',
  );
});

test('what holds no licence has no such limit', async () => {
  const world = await casesWorld(HOUSE_BEGINS);
  const id = await acceptedHouse(world);
  expect((await world.get(id)).clock?.dues.map(({ role }) => role)).toEqual(['promised']);
});

test('what was estimated is counted anew by itself once the notice is public; a changed holiday by a supervisor with a reason', async () => {
  const world = await casesWorld('2018-12-05 10:00');
  const id = await licensed(world);
  const due = async () => taskIn(await world.get(id), 'food-licence').clock?.dues.find(({ role }) => role === 'legal');
  expect(await due()).toMatchObject({ estimated: true, awaits: ['2019'] });
  expect(ruleOf(await world.act(id, { act: 'recount' }, { as: 'officer-ge-lin' }))[0]).toBe(409);
  const before = (await world.get(id)).revision;
  await world.to('2018-12-13 09:00');
  // The notice of 6 December: 29 December is worked.
  expect(await due()).toMatchObject({ estimated: false, awaits: [], date: '2019-01-03' });
  expect((await world.get(id)).revision).toBe(before + 1);
  await world.to('2019-01-02 09:00');
  expect((await world.get(id)).revision).toBe(before + 1);

  const adopted: ActBody<'recount'> = { act: 'recount', years: ['2019'], reason: '五一假期调整' };
  expect((await world.act(id, adopted)).status).toBe(403);
  const bare = await world.act(id, { act: 'recount', years: ['2019'] }, { as: 'officer-ge-lin' });
  expect(ruleOf(bare)).toEqual([422, 'adopted-with-reason']);
  expect((await world.act(id, adopted, { as: 'officer-ge-lin' })).status).toBe(200);
});
