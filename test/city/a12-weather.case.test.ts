import { expect, test } from 'vitest';
import { WANG_JI_CATERING, YONGKANG_HARDWARE } from '#city/cast.ts';
import * as a12 from '#infra/local/scenarios/a12-weather.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { taken, XU } from '#infra/local/scenarios/stage.ts';
import type { CaseView } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { casesWorld } from '#test/functions/cases/world.ts';

const { PROJECT, REPORT, report } = a12;
const reportIn = ({ materials }: CaseView) => materials.find(({ material }) => material === REPORT);

test('A12: the firm pushes report T-0001, the application shows it there, and one visit is enough', async () => {
  const world = await casesWorld(a12.BEGINS);
  const [id = ''] = await a12.play(world);
  const view = await world.get(id);
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    ...{ state: 'closed', visits: 1, materials: 0, notices: 0, approved: 1, decidedOn: '2025-10-15' },
  });
  expect(reportIn(view)).toMatchObject({
    state: 'present',
    report: { number: 'T-0001', issuedOn: '2025-10-10', until: '2026-10-10', current: true },
  });
  const events: { type: string; at: string; data: { reports?: { number: string; firm: { licence: string } }[] } }[] =
    await world.events(id);
  const filed = events.find(({ type }) => type === 'file');
  expect(filed?.data.reports).toMatchObject([
    { material: REPORT, number: 'T-0001', firm: { licence: expect.any(String) } },
  ]);
  expect(events.map(({ type }) => type)).not.toContain('hand-in');
});

test('A12: who hands the report in himself, though it was pushed, has brought a paper', async () => {
  const world = await casesWorld(a12.BEGINS);
  await taken(world.push(report()));
  const id = await a12.applied(world);
  const brought = async () => (await world.trip(id)).papers.asked.map(({ material }) => material);
  expect(await brought()).not.toContain(REPORT);
  const materials = [{ material: REPORT, medium: 'paper' as const, files: [], original: true }];
  await taken(world.act(id, { act: 'hand-in', materials, onBehalf: 'firm' }));
  expect(await brought()).toContain(REPORT);
});

test('A12: a report is kept once however often it comes; another under its number is refused, and only the firm’s people push', async () => {
  const world = await casesWorld(a12.BEGINS);
  const first = await world.push(report());
  expect([first.status, first.body]).toEqual([
    201,
    expect.objectContaining({ number: 'T-0001', receivedAt: '2025-10-13T01:00:00.000Z' }),
  ]);
  await world.to('2025-10-13 11:00');
  expect((await world.push(report())).body).toEqual(first.body);
  const other = await world.push(report({ issuedOn: '2025-10-12' }));
  expect([other.status, other.body.code]).toEqual([409, 'conflict']);
  expect((await world.deps.reports.about(YONGKANG_HARDWARE)).length).toBe(1);
  for (const as of [XU, 'officer-hu-ya', 'one-window-system'])
    expect((await world.push(report(), { as })).body.denial?.rule).toBe('scope-not-held');
  // Its people are no officers of the hall: they read no case and take none.
  const id = await a12.applied(world);
  const read = await world.call('GET /v1/cases/{case}', { as: 'officer-tong-jie', params: { case: id } });
  expect([read.status, read.body.denial.rule]).toEqual([403, 'scope-not-held']);
});

test.each([
  ['before its licence', '2022-12-30 09:00', '2022-12-29', 'lightning-report', 'intermediary-not-licensed'],
  [
    'made before its licence, pushed after',
    '2023-01-04 09:00',
    '2022-12-29',
    'lightning-report',
    'intermediary-not-licensed',
  ],
  [
    'pushed when its licence is over',
    '2028-01-05 09:00',
    '2027-12-30',
    'lightning-report',
    'intermediary-not-licensed',
  ],
  ['of another kind', '2025-10-13 09:00', '2025-10-10', 'health-report', 'intermediary-other-service'],
])('A12, a report %s is refused, and nothing of it is kept', async (_, now, issuedOn, paper, rule) => {
  const world = await casesWorld(now);
  const { status, body } = await world.push(report({ issuedOn, paper }));
  expect([status, body.denial.rule]).toEqual([403, rule]);
  expect(await world.deps.reports.about(YONGKANG_HARDWARE)).toEqual([]);
});

test('A12, a report of more than twelve months ago is shown and is not current: it is missing until a newer one comes', async () => {
  const world = await casesWorld(a12.BEGINS);
  await taken(world.push(report({ number: 'T-0000', issuedOn: '2024-10-13' })));
  const onTheDay = await a12.applied(world);
  expect(reportIn(await world.get(onTheDay))).toMatchObject({ state: 'present', report: { until: '2025-10-13' } });
  await world.to('2025-10-14 10:00');
  const id = await a12.applied(world);
  expect(reportIn(await world.get(id))).toMatchObject({
    state: 'missing',
    report: { number: 'T-0000', current: false },
  });
  expect((await world.act(id, { act: 'accept' })).body.errors).toEqual([
    { field: `/materials/${REPORT}`, rule: 'material-missing' },
  ]);
  const old = await world.act(id, { act: 'take-reports', onBehalf: 'firm' });
  expect([old.status, old.body.detail]).toEqual([409, expect.stringContaining('T-0000, 2025-10-13')]);
  const items = [{ item: REPORT, what: '检测报告已超过十二个月' }];
  await taken(world.act(id, { act: 'give-notice', items, due: '2025-10-21' }));
  await taken(world.push(report({ issuedOn: '2025-10-14' })));
  await world.to('2025-10-14 11:00');
  const again = await taken(world.act(id, { act: 'take-reports', onBehalf: 'firm' }));
  expect([again.state, reportIn(again)]).toMatchObject([
    'received',
    { state: 'present', report: { number: 'T-0001' } },
  ]);
  expect((await taken(world.act(id, { act: 'accept' }))).state).toBe('accepted');
});

test('A12, of several reports of one day the one that came last is shown', async () => {
  const world = await casesWorld(a12.BEGINS);
  const numbers = ['T-0004', 'T-0001', 'T-0005', 'T-0003', 'T-0002'];
  for (const [minute, number] of numbers.entries()) {
    await world.to(`2025-10-13 10:0${minute}`);
    await taken(world.push(report({ number })));
    const id = await a12.applied(world);
    expect(reportIn(await world.get(id))).toMatchObject({ state: 'present', report: { number } });
  }
});

test('A12, a report about other works, or for somebody else, is none for this application', async () => {
  const world = await casesWorld(a12.BEGINS);
  await taken(world.push(report({ about: '2510-330784-04-01-000002' })));
  await taken(world.push(report({ client: WANG_JI_CATERING, number: 'T-0003' })));
  const id = await a12.applied(world, YONGKANG_HARDWARE, PROJECT);
  expect(reportIn(await world.get(id))).toEqual(expect.not.objectContaining({ report: expect.anything() }));
  expect(reportIn(await world.get(id))?.state).toBe('missing');
});

/** A hundred in the full run. */
const [COUNT, TOO_OLD] = process.env.ONETRIP_FULL === '1' ? [100, 3] : [20, 5];

test('A12: of a hundred applications thirty lacked the report; with the service point three do, whose report is too old', async () => {
  const without = await casesWorld(a12.BEGINS);
  const before = await a12.morning(without, 'weather', false, COUNT);
  const withPoint = await casesWorld(a12.BEGINS);
  const after = await a12.morning(withPoint, 'weather', true, COUNT);
  expect([before.length, after.length]).toEqual([COUNT, COUNT]);
  expect(a12.deficiency(before)).toBe(30);
  expect(a12.deficiency(after)).toBe(TOO_OLD);
  expect(a12.deficiency(after)).toBeLessThanOrEqual(5);
  for (const view of after)
    expect([view.state, view.visits.length]).toEqual([view.notices.length ? 'noticed' : 'accepted', 1]);
  expect(
    new Set(after.filter(({ notices }) => notices.length > 0).map((view) => reportIn(view)?.report?.issuedOn)),
  ).toEqual(new Set(['2024-10-01']));
}, 900_000);

test('A12, a balloon inside restricted airspace: said while it is a draft, with its basis; outside nothing is said', async () => {
  const world = await casesWorld(a12.BEGINS);
  const release = (latitude: number, longitude: number): OpenCase => ({
    ...{ subject: { matter: 'balloon-release' }, channel: 'online', place: 'yongkang-hall', answers: {} },
    parties: [{ id: 'firm', role: 'applicant', code: YONGKANG_HARDWARE, name: '永康五金工具有限公司' }],
    form: { 'release.latitude': latitude, 'release.longitude': longitude },
  });
  const { id, advice, state } = await taken(world.open(release(28.9, 120.05)));
  expect([state, advice]).toMatchObject([
    'draft',
    [{ zone: { zh: expect.stringContaining('限制区') }, advice: { zh: expect.stringContaining('空域批准') } }],
  ]);
  const moved = { act: 'amend', form: { 'release.latitude': 28.95, 'release.longitude': 120.15 } } as const;
  expect((await taken(world.act(id, moved))).advice).toEqual([]);
  expect((await taken(world.open(release(28.95, 120.15)))).advice).toEqual([]);
  const filed = await taken(world.act(id, { act: 'file' }));
  expect([filed.state, filed.advice, filed.tasks.map(({ matter }) => matter)]).toEqual([
    'received',
    [],
    ['balloon-release'],
  ]);
});
