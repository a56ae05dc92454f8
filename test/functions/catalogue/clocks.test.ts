import { beforeAll, expect, test } from 'vitest';
import { calendars } from '#city/calendars/index.ts';
import { clocks } from '#city/clocks.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { Snapshot } from '#schemas/snapshot.ts';
import { hub } from './hub.ts';

let city: Awaited<ReturnType<typeof hub>>;
beforeAll(async () => {
  city = await hub();
});

const calendar = { off: ['2027-01-01'], worked: [], estimated: true, notice: '尚未公布 not known yet' };
const putYear = (as: string, body: unknown, ifMatch = '"0"', year = '2027') =>
  city.call('PUT /v1/calendars/{year}', { as, params: { year }, body, ifMatch });
const rule = {
  clock: 'grant-decision',
  scope: 'local',
  workdays: 5,
  from: '2026-11-01',
  legalBasis: '永康市政务数据共享工作规则（样例）',
};
const putRule = (as: string, body: unknown, ifMatch = '"0"', id = 'grant-decision-local') =>
  city.call('PUT /v1/clock-rules/{rule}', { as, params: { rule: id }, body, ifMatch });
const published = async () => {
  const snapshot = await city.healthy.published.read(undefined);
  return indexSnapshot(snapshot as Snapshot);
};

test('the data authority enters a year, and changes it when the notice comes; everybody reads it and counts by it', async () => {
  expect(await putYear('officer-li-yan', calendar)).toMatchObject({ status: 200, headers: { etag: '"1"' } });
  expect((await published()).clocks.calendars.get('2027')).toMatchObject({ estimated: true, revision: 1 });
  const notice = { ...calendar, off: ['2027-01-01', '2027-01-02'], estimated: false, notice: '国务院办公厅通知' };
  expect(await putYear('officer-li-yan', notice, '"1"')).toMatchObject({ status: 200, body: { revision: 2 } });
  expect(await putYear('officer-li-yan', notice, '"1"')).toMatchObject({ status: 200, body: { revision: 2 } });
  expect(await putYear('officer-li-yan', calendar, '"1"')).toMatchObject({ status: 412 });
  const read = { as: 'fire-system', params: { year: '2027' } };
  expect(await city.call('GET /v1/calendars/{year}', read)).toMatchObject({ body: { id: '2027', off: notice.off } });
  const listed = await city.call('GET /v1/calendars', { as: 'fire-system', query: { limit: '100' } });
  expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([...calendars.map(({ id }) => id), '2027']);
  expect(await city.call('GET /v1/calendars/{year}', { ...read, params: { year: '1999' } })).toMatchObject({
    status: 404,
  });
});

test('a local rule is entered and holds from its day on', async () => {
  expect(await putRule('officer-li-yan', rule)).toMatchObject({ status: 200, body: { id: 'grant-decision-local' } });
  expect((await published()).clocks.rules).toContainEqual(expect.objectContaining({ id: 'grant-decision-local' }));
  const listed = await city.call('GET /v1/clock-rules', { as: 'fire-system', query: { clock: 'grant-decision' } });
  expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([
    'grant-decision-2016',
    'grant-decision-2025',
    'grant-decision-local',
  ]);
  const one = { as: 'fire-system', params: { rule: 'grant-provision-2025' } };
  expect((await city.call('GET /v1/clock-rules/{rule}', one)).body).toEqual(
    clocks.find(({ id }) => id === 'grant-provision-2025'),
  );
});

test.each([
  ['a provider', 'officer-xia-yu'],
  ['a system without the scope', 'health-system'],
])('%s keeps neither', async (_who, as) => {
  expect(await putYear(as, calendar, '"0"', '2028')).toMatchObject({ status: 403 });
  expect(await putRule(as, rule, '"0"', 'foreign')).toMatchObject({ status: 403 });
  expect(await city.healthy.registry.get('clock-rule', 'foreign')).toBeUndefined();
});

test.each([
  ['a day of another year', { off: ['2026-01-01'] }, 'day-of-another-year'],
  ['a day both off and worked', { worked: ['2027-01-01'] }, 'day-twice'],
])('%s is refused by name', async (_what, over, name) => {
  const answer = await putYear('officer-li-yan', { ...calendar, ...over }, '"2"');
  expect(answer).toMatchObject({ status: 422 });
  expect(answer.body.errors).toContainEqual(expect.objectContaining({ rule: name }));
});

test('a rule that ends before it begins is refused by name', async () => {
  expect(await putRule('officer-li-yan', { ...rule, until: '2026-10-31' }, '"1"')).toMatchObject({
    status: 422,
    body: { errors: [{ rule: 'from-after-until' }] },
  });
});

test('a snapshot of the release before is read, and what is published without any says nothing of them', async () => {
  const { calendars: _c, clockRules: _r, ...old } = (await city.healthy.published.read(undefined)) as Snapshot;
  expect(indexSnapshot(Snapshot.parse(old)).clocks).toEqual({ calendars: new Map(), rules: [] });
  const bare = await hub(undefined, []);
  expect(await bare.healthy.published.read(undefined)).not.toHaveProperty('calendars');
});
