import { expect, test } from 'vitest';
import { happenings, slipOf } from '#functions/cases/slips/slip-of.ts';
import { wordsOf } from '#functions/cases/slips/words.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import {
  BEGINS,
  bringPicture,
  filedWithout,
  licensed,
  PICTURE,
  play,
  provisional,
} from '#infra/local/scenarios/a06-tolerance.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { approve, BODIES, SIX } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { type CasesWorld, casesWorld, snapshot, XU } from '#test/functions/cases/world.ts';

const eventsOf = async (
  world: CasesWorld,
  id: string,
): Promise<{ type: string; by: { kind: string }; data: Record<string, unknown> }[]> =>
  (await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } })).body.items;
const SUPERVISOR = { as: 'officer-ge-lin' };

test('A6: one paper is promised, the work goes on, the visit stays one, the promise is kept', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  expect(countersOf(world.matters, await world.get(id), await world.trip(id))).toMatchObject({
    ...{ state: 'closed', visits: 1, materials: 6, notices: 0, tolerated: 1, kept: 1 },
    ...{ tasks: 5, approved: 5, results: 5, due: '2017-10-19', decidedOn: '2017-10-13' },
  });
  const accepted = (await eventsOf(world, id)).find(({ type }) => type === 'accept');
  expect(accepted?.data).toMatchObject({ promised: [{ material: PICTURE, due: '2017-10-12' }] });
});

/** Slips of a kind, each with all that it says. */
const slipsOf = async (world: CasesWorld, id: string, kind: string): Promise<string[]> => {
  const telling = { matters: world.matters, calendars: snapshot.clocks.calendars };
  return happenings(await world.deps.cases.events(id)).flatMap((one) => {
    const slip = slipOf(one);
    return slip?.kind === kind ? [JSON.stringify(wordsOf(slip, one, telling))] : [];
  });
};

test('A6: one slip on the spot lists what may follow, by when, and what becomes of it otherwise; nothing else is asked for', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  const [slip = '', ...more] = await slipsOf(world, id, 'provisional');
  expect(more).toEqual([]);
  for (const said of ['2017-09-29 09:00', '店招效果图', '2017-10-12', '撤销受理', '90 日内不再容缺受理', '2017-10-19'])
    expect(slip).toContain(said);
  expect(await slipsOf(world, id, 'notice')).toEqual([]);
});

test('A6: while the paper is awaited other bodies decide, and nothing is put out', async () => {
  const world = await casesWorld(BEGINS);
  const id = await licensed(world);
  await world.to('2017-10-11 09:00');
  for (const task of ['drainage-permit', 'fire-check', 'food-licence', 'shop-sign'] as const)
    await approve(world, id, task);
  expect((await world.get(id)).state).toBe('provisional');
  const document = { number: '永康消〔2017〕1号', name: { zh: '消防安全检查合格证', en: 'fire check' } };
  const issue = { act: 'record-result', task: 'fire-check', result: { document } } as const;
  const held = await world.act(id, issue, { as: BODIES['fire-check'] });
  expect([held.status, held.body.detail]).toEqual([409, expect.stringContaining('容缺补齐')]);
  expect((await world.act(id, { act: 'put-out' })).status).toBe(409);
  expect((await bringPicture(world, id)).body.state).toBe('decided');
  expect((await world.act(id, issue, { as: BODIES['fire-check'] })).status).toBe(200);
});

test('A6, a main paper is missing: refused with the whole list, tolerable or not', async () => {
  const world = await casesWorld(BEGINS);
  const lacks = [PICTURE, 'food-licence/layout', 'fire-check/fire-rules'];
  const id = await filedWithout(world, ...lacks);
  const bare = await world.act(id, { act: 'accept' });
  expect([bare.status, bare.body.errors.map(({ field }: { field: string }) => field).toSorted()]).toEqual([
    422,
    lacks.map((key) => `/materials/${key}`).toSorted(),
  ]);
  const promised = await world.act(id, { act: 'accept', promises: [PICTURE, 'food-licence/layout'] });
  expect(promised.body.errors).toEqual([
    { field: '/materials/fire-check/fire-rules', rule: 'material-missing' },
    { field: '/promises/food-licence/layout', rule: 'material-not-tolerable' },
  ]);
  expect((await world.get(id)).state).toBe('received');
});

test('A6, it does not come: acceptance is revoked at the end of its day, with the reason; what comes later is too late', async () => {
  const world = await casesWorld(BEGINS);
  const id = await provisional(world);
  await world.to('2017-10-12 23:59');
  expect((await world.get(id)).state).toBe('provisional');
  await world.to('2017-10-13 00:00');
  const view = await world.get(id);
  expect([view.state, view.tasks.map(({ state }) => state), view.clock?.state]).toEqual([
    'acceptance-revoked',
    ['ended', 'ended', 'ended', 'ended', 'ended'],
    'stopped',
  ]);
  expect((await eventsOf(world, id)).at(-1)).toMatchObject({
    ...{ type: 'lapse-promise', to: 'acceptance-revoked', by: { kind: 'hub' } },
    data: {
      material: PICTURE,
      reason: expect.stringContaining('2017-10-12'),
      basis: expect.stringContaining('第十一条'),
    },
  });
  const [slip = '', ...more] = await slipsOf(world, id, 'acceptance-revoked');
  expect(more).toEqual([]);
  expect(slip).not.toContain('shop-sign/picture');
  for (const said of [
    '容缺材料“店招效果图（昼、夜）”',
    '2017-10-12',
    '第十一条',
    '至 2018-01-11（含）不再容缺受理',
    '六十日内',
  ])
    expect(slip).toContain(said);
  await world.to('2017-10-13 09:00');
  expect((await bringPicture(world, id)).status).toBe(409);
  expect((await world.call('GET /v1/cases', { as: XU, query: {} })).body.items).toEqual([]);
});

test('A6, it does not come though the licence was issued: the licence stays valid, what was only approved is put out no more, and the slip says which', async () => {
  const world = await casesWorld(BEGINS);
  const id = await licensed(world);
  await world.to('2017-10-09 09:00');
  await approve(world, id, 'drainage-permit');
  await world.to('2017-10-13 00:00');
  const view = await world.get(id);
  expect(view.state).toBe('acceptance-revoked');
  expect(view.tasks.map(({ matter, state, result }) => [matter, state, result !== undefined])).toEqual([
    ['company-setup', 'approved', true],
    ['food-licence', 'ended', false],
    ['fire-check', 'ended', false],
    ['shop-sign', 'ended', false],
    ['drainage-permit', 'approved', false],
  ]);
  const [slip = ''] = await slipsOf(world, id, 'acceptance-revoked');
  expect(slip).toMatch(/已发结果，仍然有效[\s\S]*设立登记[\s\S]*已同意但未出件，不再发放[\s\S]*排水/);
  const document = { number: '永康〔2017〕排水', name: { zh: '许可', en: 'permit' } };
  const record = { act: 'record-result', task: 'drainage-permit', result: { document } } as const;
  expect((await world.act(id, record, { as: BODIES['drainage-permit'] })).status).toBe(409);
});

test('A6, what was paid before acceptance is revoked is owed back within ten days', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.paidHouse(world);
  const because = { reason: '合同被确认无效', basis: '行政许可法第六十九条' };
  const view = await taken(world.act(id, { act: 'revoke-acceptance', ...because }));
  expect([view.state, view.refunds]).toMatchObject([
    'acceptance-revoked',
    [{ task: a02.TAX, fen: 1_208_000, cause: 'found', since: '2017-09-25', due: '2017-10-05' }],
  ]);
});

test('A6, a supervisor gives more time, with the reason; an officer of the window may not', async () => {
  const world = await casesWorld(BEGINS);
  const id = await provisional(world);
  const far = { act: 'extend-promise', material: PICTURE, due: '2018-10-16', reason: '设计单位假期停工' } as const;
  expect((await world.act(id, far, { as: 'officer-ge-lin' })).body.errors).toEqual([
    { field: '/due', rule: 'beyond-the-guide' },
  ]);
  const longer = { act: 'extend-promise', material: PICTURE, due: '2017-10-16', reason: '设计单位假期停工' } as const;
  expect((await world.act(id, longer)).status).toBe(403);
  expect((await world.act(id, { ...longer, due: '2017-10-11' }, SUPERVISOR)).body.errors).toEqual([
    { field: '/due', rule: 'later-than-before' },
  ]);
  expect((await world.act(id, longer, SUPERVISOR)).status).toBe(200);
  await world.to('2017-10-13 09:00');
  expect((await bringPicture(world, id)).body.state).toBe('in-progress');
  const [twice] = [await bringPicture(world, id)];
  expect(twice.status).toBe(409);
  await world.to('2017-10-17 09:00');
  const view = await world.get(id);
  expect([view.state, view.materials.map(({ state }) => state).toSorted()]).toEqual([
    'in-progress',
    ['kept', ...SIX.slice(1).map(() => 'present')],
  ]);
});
