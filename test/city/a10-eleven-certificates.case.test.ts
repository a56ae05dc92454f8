import { expect, test } from 'vitest';
import { departments } from '#city/departments.ts';
import { levelsOf } from '#functions/matters/figures.ts';
import {
  acceptedTrade,
  BEGINS,
  DAYS,
  issued,
  play,
  worked,
  workedOn,
} from '#infra/local/scenarios/a10-foreign-trade.ts';
import { officerOf, resulted } from '#infra/local/scenarios/bodies.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { type CasesWorld, casesWorld, XU } from '#test/functions/cases/world.ts';

const LAST = 'export-refund-filing';
const eventsOf = async (world: CasesWorld, id: string): Promise<{ type: string }[]> =>
  (await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } })).body.items;
const refused = async (world: CasesWorld): Promise<string> => {
  const id = await acceptedTrade(world);
  await worked(world, id, LAST);
  const as = officerOf(await world.get(id), LAST);
  const because = { reason: '未通过出口退（免）税资格核查', basis: '出口货物退（免）税管理办法' };
  await taken(world.act(id, { act: 'decide', task: LAST, decision: 'deny', ...because }, { as }));
  return id;
};

test('A10: one case for the firm, eleven results in levels, one parcel', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  const view = await world.get(id);
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    ...{ state: 'closed', visits: 1, forms: 1, tasks: 11, approved: 11, results: 11, notices: 0 },
  });
  expect(new Set(view.tasks.map(({ result }) => result?.document?.number)).size).toBe(11);
  const template = world.matters.templates('foreign-trade').find(({ version }) => version === view.pinned?.template);
  expect(levelsOf(template?.matters ?? []).map((level) => level.length)).toEqual([1, 3, 4, 3]);
  const types = (await eventsOf(world, id)).map(({ type }) => type);
  expect(types.filter((type) => ['open', 'file', 'accept', 'put-out', 'deliver'].includes(type))).toEqual([
    ...['open', 'file', 'accept', 'put-out', 'deliver'],
  ]);
  // No step began before what it waits for was completed.
  const done = new Map(view.tasks.map(({ matter, decidedAt }) => [matter, Date.parse(decidedAt ?? '')]));
  for (const { clock, after } of view.tasks)
    for (const earlier of after) expect(Date.parse(clock?.countsFrom ?? '')).toBeGreaterThanOrEqual(done.get(earlier)!);
});

test('A10: one case to the firm and the hall, eleven items to the departments, each on its own list when its turn comes', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedTrade(world);
  const lines = async () =>
    (await Promise.all(departments.map((one) => world.deps.work.list(one.id, 50)))).flatMap((all) => all.lines);
  const items = new Set<string>();
  const seen = async () => {
    const all = await lines();
    expect(all.filter(({ task }) => task === undefined)).toMatchObject([{ id, department: 'one-window' }]);
    for (const { task } of all) if (task) items.add(task);
    const open = (await world.get(id)).tasks.filter(({ state, department }) => state === 'open' && department);
    expect(all.flatMap(({ task }) => task ?? []).toSorted()).toEqual(open.map(({ matter }) => matter).toSorted());
  };
  await seen();
  for (const day of DAYS) {
    await workedOn(world, id, day);
    await seen();
  }
  const joined = (await world.get(id)).tasks.filter(({ department }) => department !== undefined);
  expect([items.size, joined.length, (await world.get(id)).tasks.length]).toEqual([joined.length, joined.length, 11]);
});

test('A10, a kind ends between filing and issue: the template stays, the officer is told, the result is given', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedTrade(world);
  const over = async () =>
    (await world.get(id)).tasks.flatMap((task) => (task.over ? [[task.matter, task.over.until]] : []));
  expect([(await world.get(id)).pinned, await over()]).toMatchObject([{ template: 1, filedOn: '2018-04-19' }, []]);
  await world.to('2018-04-23 09:00');
  expect(await over()).toContainEqual(['quarantine-filing', '2018-04-19']);
  await worked(world, id);
  await issued(world, id);
  const view = await world.get(id);
  expect(view.tasks.find(({ matter }) => matter === 'quarantine-filing')).toMatchObject({
    state: 'approved',
    result: { document: { number: expect.stringContaining('quarantine-filing') } },
  });
  expect(view.pinned?.template).toBe(1);
  const later = await casesWorld('2018-04-23 09:00');
  expect((await later.get(await acceptedTrade(later))).tasks.map(({ matter }) => matter)).not.toContain(
    'quarantine-filing',
  );
});

test('A10, a body answers twice: one effect', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedTrade(world);
  const decide = { act: 'decide', task: 'company-setup', decision: 'approve' } as const;
  const as = 'officer-hu-min';
  const answers = [await world.act(id, decide, { as, key: 'one' }), await world.act(id, decide, { as, key: 'one' })];
  expect(answers[1]?.body).toEqual(answers[0]?.body);
  expect((await world.act(id, decide, { as, key: 'two' })).status).toBe(409);
  const types = (await eventsOf(world, id)).map(({ type }) => type);
  expect(types.filter((type) => type === 'decide')).toHaveLength(1);
});

test('A10, one of eleven is refused: nothing goes out before the firm has chosen, and then what it chose', async () => {
  const parts = await casesWorld(BEGINS);
  const one = await refused(parts);
  expect((await parts.act(one, { act: 'put-out' })).body.detail).toContain('选择出件方式');
  await expect(resulted(parts, one, 'electronic-port-card')).rejects.toThrow('409');
  await taken(parts.act(one, { act: 'choose-output', rule: 'partial', onBehalf: 'zhou' }));
  await issued(parts, one);
  expect(
    countersOf(parts.matters, await taken(parts.act(one, { act: 'put-out' })), await parts.trip(one)),
  ).toMatchObject({
    ...{ state: 'output', approved: 10, denied: 1, results: 10 },
  });

  const whole = await casesWorld(BEGINS);
  const other = await refused(whole);
  await taken(whole.act(other, { act: 'choose-output', rule: 'all-or-nothing', onBehalf: 'zhou' }));
  await expect(resulted(whole, other, 'electronic-port-card')).rejects.toThrow('409');
  expect(
    countersOf(whole.matters, await taken(whole.act(other, { act: 'put-out' })), await whole.trip(other)),
    // 先照后证: the licence, on which all the others rest, is issued ahead of them.
  ).toMatchObject({ results: 1 });
});
