import { expect, test } from 'vitest';
import { BEGINS, GUSHAN, MATTER, play, renewal } from '#infra/local/scenarios/a07-cross-town.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { restaurant } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { casesWorld, XU } from '#test/functions/cases/world.ts';

test('A7: taken in the town, decided by the county, handed out in the town; one case, no trip to the county', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  const view = await world.get(id);
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    state: 'closed',
    visits: 1,
    tasks: 1,
    results: 1,
    notices: 0,
  });
  expect([view.place, view.channel, view.tasks[0]?.department]).toEqual(['gushan', 'town', 'public-security']);
  expect(view.visits.filter(({ place }) => place !== 'gushan')).toEqual([]);
  expect(view.materials.map(({ material, state, handedIn }) => [material, state, handedIn?.original])).toEqual([
    [`${MATTER}/old-card`, 'present', true],
  ]);
  const { body } = await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } });
  const by = Object.groupBy(body.items as { by: { id: string } }[], (event) => event.by.id);
  expect(Object.keys(by).toSorted()).toEqual(['officer-hu-ya', 'officer-lv-fang']);
  const ofTown = (by['officer-hu-ya'] ?? []) as unknown as { type: string; data: object }[];
  expect(ofTown.map(({ type }) => type)).toEqual([
    ...['open', 'note-visit', 'file', 'hand-in', 'accept', 'put-out', 'deliver', 'close'],
  ]);
  expect(ofTown.find(({ type }) => type === 'deliver')?.data).toMatchObject({ way: 'town', to: 'chen' });
});

test('A7: scanned once in the town, its original seen by the officer there; the county decides on the scan', async () => {
  const world = await casesWorld(BEGINS);
  const { id } = await taken(world.open(renewal(), GUSHAN));
  await taken(world.act(id, { act: 'file', onBehalf: 'chen' }, GUSHAN));
  const scan = 's'.repeat(43);
  await world.uploaded(id, scan);
  const lacks = (await world.get(id)).materials.map(({ material }) => material);
  const scanned = lacks.map((material) => ({
    ...{ material, medium: 'electronic' as const, files: [scan], original: true },
  }));
  await taken(world.act(id, { act: 'hand-in', materials: scanned }, GUSHAN));
  await taken(world.act(id, { act: 'accept' }, GUSHAN));
  const police = { as: 'officer-lv-fang' };
  expect(
    (await world.get(id, police.as)).materials.map(({ handedIn }) => [handedIn?.files, handedIn?.original]),
  ).toEqual(lacks.map(() => [[scan], true]));
  await taken(world.act(id, { act: 'decide', task: MATTER, decision: 'approve' }, police));
  const handed = (await world.events(id)).filter(({ type }: { type: string }) => type === 'hand-in');
  expect(handed.map(({ by }: { by: { id: string } }) => by.id)).toEqual(['officer-hu-ya']);
  // One case on each list: of the place that took it, and of the body that decides.
  const linesOf = async (as: string) => (await world.call('GET /v1/cases', { as, query: {} })).body.items;
  expect((await linesOf(XU)).map((line: { id: string }) => line.id)).toEqual([id]);
});

test('A7, what the town does not take is said before anything is filled in, with the nearest place that takes it', async () => {
  const world = await casesWorld(BEGINS);
  const here = await world.open(restaurant({ place: 'gushan', channel: 'town' }));
  expect([here.status, here.body.errors]).toEqual([422, [{ field: '/place', rule: 'not-taken-here' }]]);
  expect(here.body.detail).toContain('永康市行政服务中心');
  const nowhere = await world.open(restaurant({ place: 'fangyan', channel: 'town' }));
  expect(nowhere.body.errors).toEqual([{ field: '/place', rule: 'place-unknown' }]);
  expect((await world.call('GET /v1/cases', { as: XU, query: {} })).body.items).toEqual([]);
});

test('A7, an officer of the town takes what she is certified for, in her town and nowhere else', async () => {
  const world = await casesWorld(BEGINS);
  const other = await world.open(renewal(), { as: 'officer-lv-ning' });
  expect([other.status, other.body.denial.rule]).toEqual([403, 'officer-matter']);
  const elsewhere = await world.open(renewal({ place: 'yongkang-hall', channel: 'window' }), GUSHAN);
  expect([elsewhere.status, elsewhere.body.denial.rule]).toEqual([403, 'officer-place']);
  // Both are told the window that takes it.
  const { phone } = world.matters.raw.hall.windows.find(({ kind }) => kind === 'public-security') ?? {};
  for (const { denial } of [other.body, elsewhere.body]) expect(denial.ask).toContain(phone);
  const { id } = await taken(world.open(renewal(), GUSHAN));
  const filed = await world.act(id, { act: 'file' }, { as: 'officer-lv-ning' });
  expect([filed.status, filed.body.denial.rule]).toEqual([403, 'officer-matter']);
  // Whoever may not take it may do nothing in it, and is told of nothing that he may do.
  const mayDo = async (as?: string) => (await world.get(id, as)).mayDo;
  expect([await mayDo('officer-lv-ning'), (await mayDo(GUSHAN.as)).includes('file')]).toEqual([[], true]);
  // Who approves is not asked for it, and who accepts does not approve.
  expect((await world.act(id, { act: 'decide', task: MATTER, decision: 'approve' }, GUSHAN)).status).toBe(403);
  expect((await world.act(id, { act: 'file' }, GUSHAN)).status).toBe(200);
});

test('A7, the network is cut: the draft keeps its number and the time at which it was written, and is marked', async () => {
  const world = await casesWorld('2017-09-25 14:00');
  const offline = { number: '古山-离线-0007', writtenAt: '2017-09-25T10:20:00+08:00' };
  const { id } = await taken(world.open(renewal({ offline }), GUSHAN));
  const view = await world.get(id);
  expect([view.offline, view.openedAt]).toEqual([offline, '2017-09-25T06:00:00.000Z']);
  const ahead = await world.open(renewal({ offline: { ...offline, writtenAt: '2017-09-25T15:00:00+08:00' } }), GUSHAN);
  expect(ahead.body.errors).toEqual([{ field: '/offline/writtenAt', rule: 'not-in-the-future' }]);
  expect((await world.get((await taken(world.open(renewal(), GUSHAN))).id)).offline).toBeUndefined();
});

test('A7, a slip is typed once: by whomever it is typed again, the case that it is already is named; an old one is none', async () => {
  const world = await casesWorld('2017-09-25 14:00');
  const slip = (number: string, writtenAt = '2017-09-25T10:20:00+08:00') => renewal({ offline: { number, writtenAt } });
  world.counted.reset();
  const first = await taken(world.open(slip('GS-1'), { ...GUSHAN, key: 'first' }));
  expect(world.counted.calls).toEqual({ TransactWriteItems: 1 });
  // The same command again is the same case.
  expect((await taken(world.open(slip('GS-1'), { ...GUSHAN, key: 'first' }))).id).toBe(first.id);
  const again = await world.open(slip('GS-1'), GUSHAN);
  expect([again.status, again.body.errors]).toEqual([
    409,
    [{ field: '/offline/number', rule: 'offline-number-taken' }],
  ]);
  expect(again.body.detail).toContain(first.id);
  await taken(world.open(slip('GS-2'), GUSHAN));
  // Each place numbers its own slips.
  await taken(world.open({ ...slip('GS-1'), place: 'yongkang-hall', channel: 'window' }));
  const old = await world.open(slip('GS-3', '1999-11-20T10:00:00+08:00'), GUSHAN);
  expect([old.status, old.body.errors]).toEqual([422, [{ field: '/offline/writtenAt', rule: 'older-than-30-days' }]]);
});

test('A7, a slip is one case wherever the function dies', async () => {
  await everyCrashPoint(async (crash) => {
    const world = await casesWorld('2017-09-25 14:00');
    const offline = { number: 'GS-1', writtenAt: '2017-09-25T10:20:00+08:00' };
    const sent = { as: GUSHAN.as, body: renewal({ offline }), headers: { 'idempotency-key': 'slip' } };
    await world.life(crash).call('POST /v1/cases', sent);
    const { status, body } = await world.call('POST /v1/cases', sent);
    expect([status, (await world.open(renewal({ offline }), GUSHAN)).status]).toEqual([201, 409]);
    expect((await world.deps.cases.events(body.id)).map(({ type }) => type)).toEqual(['open']);
  });
});
