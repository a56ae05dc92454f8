/** A6, a promise that was broken 容缺失信限制: no second provisional case for a time, by a local rule, and everything else as before. */
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { caseEvents } from '#functions/cases/events.ts';
import { indexMatters } from '#functions/matters/index-matters.ts';
import { BEGINS, bringPicture, PICTURE, provisional } from '#infra/local/scenarios/a06-tolerance.ts';
import { paper, restaurant, SIX } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { type CasesWorld, casesWorld, city } from '#test/functions/cases/world.ts';

const SUPERVISOR = { as: 'officer-ge-lin' };

/** The promise of Wang Qiang was broken on 13 October. */
const broken = async (world: CasesWorld): Promise<string> => {
  const id = await provisional(world);
  await world.to('2017-10-13 09:00');
  expect((await world.get(id)).state).toBe('acceptance-revoked');
  return id;
};
const promise = (world: CasesWorld, id: string) => world.act(id, { act: 'accept', promises: [PICTURE] });
/** Another restaurant, which lacks the picture too. */
const another = async (world: CasesWorld, over: Partial<OpenCase> = {}): Promise<string> => {
  const { id, parties } = await taken(world.open(restaurant(over)));
  const materials = SIX.filter((key) => key !== PICTURE).map(paper);
  await taken(world.act(id, { act: 'hand-in', materials, onBehalf: parties[0]?.id ?? '' }));
  await taken(world.act(id, { act: 'file', onBehalf: parties[0]?.id ?? '' }));
  return id;
};

const itemsUnder = async ({ client, table }: CasesWorld, key: string) =>
  ((await client.send(new ScanCommand({ TableName: table }))).Items ?? []).filter(({ sk }) => sk === key);
const barsIn = (world: CasesWorld) => itemsUnder(world, 'tolerance');
const liftedIn = async (world: CasesWorld) =>
  (await itemsUnder(world, 'lifted')).map(({ pk, cases }) => ({ pk, cases: [...cases] }));

test('A6, a promise that was broken: for ninety days no second case of his is accepted without the paper; with it at once', async () => {
  const world = await casesWorld(BEGINS);
  const first = await broken(world);
  expect((await world.get(first)).toleranceBar).toEqual({
    ...{ until: '2018-01-11', basis: expect.stringContaining('假定') },
  });
  const second = await another(world);
  const refused = await promise(world, second);
  expect([refused.status, refused.body.errors]).toEqual([409, [{ field: '/promises', rule: 'barred-from-tolerance' }]]);
  for (const said of ['至 2018-01-11（含）', '材料交齐即可受理', 'until the end of 2018-01-11'])
    expect(refused.body.detail).toContain(said);
  expect(refused.body.detail).not.toMatch(/王强|3307841985/);
  expect((await world.get(second)).state).toBe('received');
  // Whole he is accepted like anybody.
  await taken(bringPicture(world, second));
  expect((await world.act(second, { act: 'accept' })).body.state).toBe('accepted');
  // Somebody else promises as before, and the landlord of the first case has broken nothing.
  const chen = { id: 'chen', role: 'applicant', code: CHEN_FUYING, name: '陈福英' } as const;
  expect((await promise(world, await another(world, { parties: [chen], onBehalf: 'chen' }))).body.state).toBe(
    'provisional',
  );
});

test('A6, the bar holds to the end of its last day, for whoever of several applies, and for no day more', async () => {
  const world = await casesWorld(BEGINS);
  await broken(world);
  const li = { id: 'li', role: 'applicant', code: LI_NA, name: '李娜' } as const;
  const both = [li, { id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' } as const];
  await world.to('2018-01-11 09:00');
  const id = await another(world, { parties: both, onBehalf: 'li' });
  const refused = await promise(world, id);
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringMatching(/^wang /)]);
  await world.to('2018-01-11 23:59');
  expect((await promise(world, id)).status).toBe(409);
  await world.to('2018-01-12 00:01');
  expect((await promise(world, id)).body.state).toBe('provisional');
});

test('A6, a supervisor lifts the bar with the reason, once; nobody else does, and another breach bars anew', async () => {
  const world = await casesWorld(BEGINS);
  const first = await broken(world);
  const second = await another(world);
  const lift = { act: 'lift-tolerance-bar', reason: '设计单位停业，非申请人所致' } as const;
  expect((await world.act(first, lift)).status).toBe(403);
  expect((await world.act(second, lift, SUPERVISOR)).status).toBe(409);
  expect((await promise(world, second)).status).toBe(409);
  const lifted = await world.act(first, lift, SUPERVISOR);
  expect(lifted.body).toMatchObject({
    state: 'acceptance-revoked',
    toleranceBar: { liftedAt: '2017-10-13T01:00:00.000Z' },
  });
  expect((await world.act(first, lift, SUPERVISOR)).status).toBe(409);
  expect((await promise(world, second)).body.state).toBe('provisional');
  await world.to('2017-10-23 09:00');
  expect((await world.get(second)).toleranceBar?.until).toBe('2018-01-19');
  expect((await promise(world, await another(world))).body.detail).toContain('2018-01-19');
});

test('A6, of two who broke a promise together one act lifts it of both; who broke another besides stays barred by that', async () => {
  const world = await casesWorld(BEGINS);
  const li = { id: 'li', role: 'applicant', code: LI_NA, name: '李娜' } as const;
  const wang = { id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' } as const;
  await world.to('2017-09-29 09:00');
  const together = await another(world, { parties: [li, wang], onBehalf: 'li' });
  const alone = await another(world);
  for (const id of [together, alone]) await taken(promise(world, id));
  await world.to('2017-10-13 09:00');
  const of = async (parties: OpenCase['parties'], onBehalf: string) =>
    (await promise(world, await another(world, { parties, onBehalf }))).body;
  expect((await of([li], 'li')).errors).toEqual([{ field: '/promises', rule: 'barred-from-tolerance' }]);
  await taken(world.act(together, { act: 'lift-tolerance-bar', reason: '设计单位停业，非申请人所致' }, SUPERVISOR));
  expect((await of([li], 'li')).state).toBe('provisional');
  expect((await of([wang], 'wang')).detail).toContain('2018-01-11');
  expect((await of([li, wang], 'li')).detail).toMatch(/^wang /);
  await taken(world.act(alone, { act: 'lift-tolerance-bar', reason: '设计单位停业，非申请人所致' }, SUPERVISOR));
  expect((await of([li, wang], 'li')).state).toBe('provisional');
});

test('A6, a bar that was lifted while items themselves said so stays lifted', async () => {
  const world = await casesWorld(BEGINS);
  const id = await broken(world);
  const [bar] = await barsIn(world);
  const put = (lifted: boolean) =>
    world.client.send(
      new PutCommand({ TableName: world.table, Item: { ...bar, [id]: { until: '2018-01-11', lifted } } }),
    );
  await put(false);
  expect((await promise(world, await another(world))).status).toBe(409);
  await put(true);
  expect((await promise(world, await another(world))).body.state).toBe('provisional');
});

test('A6, where no local rule says so, or in a case that only tries the hall out, a broken promise bars nobody', async () => {
  const { raw } = city.matters;
  const rule = raw.tolerances?.[0];
  if (!rule) throw new Error('the city has no rule');
  for (const tolerances of [undefined, [], [{ ...rule, places: ['gushan'] }], [{ ...rule, until: '2017-10-12' }]]) {
    const matters = indexMatters({ ...raw, tolerances });
    const world = await casesWorld(BEGINS, undefined, 1, { ...city, matters });
    const first = await broken(world);
    expect((await world.get(first)).toleranceBar).toBeUndefined();
    expect((await promise(world, await another(world))).body.state).toBe('provisional');
  }
  const world = await casesWorld(BEGINS);
  await world.to('2017-09-29 09:00');
  const tried = await another(world, { test: true });
  await promise(world, tried);
  await world.to('2017-10-13 09:00');
  expect([(await world.get(tried)).state, (await world.get(tried)).toleranceBar]).toEqual([
    'acceptance-revoked',
    undefined,
  ]);
  expect((await promise(world, await another(world))).body.state).toBe('provisional');
});

test('A6, a rule that has ended bars nobody any more, whoever broke what under it', async () => {
  const { raw } = city.matters;
  const [rule] = raw.tolerances ?? [];
  if (!rule) throw new Error('the city has no rule');
  const matters = indexMatters({ ...raw, tolerances: [{ ...rule, until: '2017-10-31' }] });
  const world = await casesWorld(BEGINS, undefined, 1, { ...city, matters });
  await broken(world);
  const second = await another(world);
  expect((await promise(world, second)).status).toBe(409);
  await world.to('2017-11-01 09:00');
  const third = await another(world);
  expect((await promise(world, third)).body.state).toBe('provisional');
});

test('A6, the bar is set and lifted once wherever the function dies and however often the timer comes, under digests alone', async () => {
  await everyCrashPoint(async (crash) => {
    const world = await casesWorld(BEGINS, undefined, 2);
    const id = await provisional(world);
    const [due] = [...world.timers.values()].filter((timer) => timer.id.includes('lapse-promise'));
    if (!due) throw new Error('no timer');
    const envelope = {
      v: 1,
      id: `cases#${due.id}@${due.dueAt}`,
      type: due.type,
      at: due.dueAt,
      data: due.data,
    } as const;
    await caseEvents(world.life(crash).deps)(envelope, due.dueAt).catch(() => undefined);
    await world.to('2017-10-13 09:00');
    await caseEvents(world.deps)(envelope, due.dueAt);
    const [bar, ...more] = await barsIn(world);
    expect([bar?.[id], more]).toEqual([{ until: '2018-01-11' }, []]);
    expect(JSON.stringify(bar)).not.toMatch(/王强|3307841985/);
    const sent = {
      ...{ as: SUPERVISOR.as, params: { case: id }, body: { act: 'lift-tolerance-bar', reason: '非申请人所致' } },
      headers: { 'idempotency-key': 'lift' },
    };
    await world.life(crash).call('POST /v1/cases/{case}/acts', sent);
    expect((await world.call('POST /v1/cases/{case}/acts', sent)).status).toBe(200);
    // The item of the applicant stays as it was; that it was lifted stands once, for all of them.
    expect((await barsIn(world)).map((one) => one[id])).toEqual([{ until: '2018-01-11' }]);
    expect(await liftedIn(world)).toEqual([{ pk: 'lifted#2018-01-08', cases: [id] }]);
    expect((await promise(world, await another(world))).body.state).toBe('provisional');
    expect(
      (await world.deps.cases.events(id)).filter(({ type }) => /lapse|lift/.test(type)).map(({ type }) => type),
    ).toEqual([...['lapse-promise', 'lift-tolerance-bar']]);
  });
});
