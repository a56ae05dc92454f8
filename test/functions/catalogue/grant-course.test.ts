import { beforeEach, describe, expect, test } from 'vitest';
import { authority, type City, provider } from './calls.ts';
import { grantInput, NOW, quickHub } from './hub.ts';

const consumer = 'health-system';
const params = { grant: 'health-title' };
const body = { ...grantInput, until: '2028-01-01T00:00:00+08:00' };
const DAY = 86_400_000;
const midnight = (date: string) => Date.parse(`${date}T00:00:00+08:00`) + DAY;
let city: City;
beforeEach(async () => {
  city = await quickHub();
});

const apply = (over: object = {}, ifMatch = '"0"', as = consumer) =>
  city.call('PUT /v1/grants/{grant}', { as, params, body: { ...body, ...over }, ifMatch });
const act = (name: string, as: string, said: object = {}) =>
  city.call(`PUT /v1/grants/{grant}/${name}`, { as, params, body: said });
const check = (said: object = { outcome: 'complete' }, as = authority) => act('formal-check', as, said);
const decide = (said: object, as = provider) => act('decision', as, said);
const agreed = { outcome: 'agreed', reason: '履职所需' };
const refused = { outcome: 'refused', reason: '用途不明', basis: '政务数据共享条例' };
const list = async (query: Record<string, string>, as = authority): Promise<string[]> =>
  (await city.call('GET /v1/grants', { as, query })).body.items.map(({ id }: { id: string }) => id);
const overdue = (step: string, at: number) =>
  city.events(
    {
      v: 1,
      id: `catalogue#health-title#${step}@${at}`,
      type: 'grant.overdue',
      at,
      data: { grant: 'health-title', step },
    },
    at,
  );

test('asked, checked, decided: each step with who, when, and the date that was counted for it', async () => {
  // Friday 20 November 2026.
  expect(await apply()).toMatchObject({
    status: 200,
    body: {
      state: 'requested',
      application: {
        asked: { by: consumer, at: '2026-11-20T01:00:00.000Z' },
        check: {
          due: {
            date: '2026-11-24',
            workdays: 2,
            rule: { id: 'grant-formal-check-2024', revision: 1 },
            estimated: false,
          },
        },
      },
    },
  });
  expect(await city.timersAt(midnight('2026-11-24'))).toEqual(['catalogue#health-title#check']);
  city.pass(3 * DAY);
  expect(await check()).toMatchObject({
    status: 200,
    body: {
      state: 'checked',
      application: {
        check: { done: { by: authority, outcome: 'complete' } },
        decision: {
          due: {
            date: '2026-12-07',
            workdays: 10,
            rule: { id: 'grant-decision-2025' },
            calendars: [{ year: '2026', revision: 1 }],
          },
        },
      },
    },
  });
  expect(await list({ state: 'checked', provider: 'real-estate' }, provider)).toEqual(['health-title']);
  expect(await list({ state: 'checked', provider: 'taxation' })).toEqual([]);
  const done = await decide(agreed);
  expect(done).toMatchObject({
    status: 200,
    body: {
      state: 'active',
      revision: 3,
      application: {
        decision: { due: { date: '2026-12-07' }, done: { by: provider, outcome: 'agreed', reason: '履职所需' } },
      },
    },
  });
  expect(await city.timersAt(Date.parse(body.until))).toEqual(['catalogue#health-title']);
  const shown = await city.shown('health-title');
  expect(shown).toMatchObject({ state: 'active' });
  expect(shown).not.toHaveProperty('application');
  city.pass(60_000);
  expect(await decide(agreed)).toEqual(done);
});

test('what is incomplete goes back with the reason, and asked anew its time begins anew', async () => {
  await apply();
  expect(await check({ outcome: 'incomplete' })).toMatchObject({
    status: 400,
    body: { errors: [{ rule: 'incomplete-needs-reason' }] },
  });
  expect(await check({ outcome: 'incomplete', reason: '缺少法律依据' })).toMatchObject({
    body: { state: 'returned', application: { check: { done: { outcome: 'incomplete', reason: '缺少法律依据' } } } },
  });
  expect(await decide(agreed)).toMatchObject({ status: 409 });
  city.pass(5 * DAY);
  expect(await apply({ fields: ['/use'] }, '"2"')).toMatchObject({
    body: {
      state: 'requested',
      fields: ['/use'],
      application: { asked: { at: '2026-11-25T01:00:00.000Z' }, check: { due: { date: '2026-11-27' } } },
    },
  });
});

test('a refusal has its reason and its basis, and stays', async () => {
  await apply();
  await check();
  expect(await decide({ outcome: 'refused', reason: '不给' })).toMatchObject({
    status: 400,
    body: { errors: [{ rule: 'refusal-needs-basis' }] },
  });
  expect(await decide(refused)).toMatchObject({
    body: {
      state: 'refused',
      ended: { reason: '用途不明', by: provider },
      application: { decision: { done: { outcome: 'refused', basis: '政务数据共享条例' } } },
    },
  });
  expect(await decide(agreed)).toMatchObject({ status: 409 });
  expect(await apply({}, '"3"', provider)).toMatchObject({ status: 409 });
});

test('who may do which step', async () => {
  await apply();
  for (const as of [consumer, provider, 'fire-system'])
    expect(await check(undefined, as), as).toMatchObject({
      status: 403,
      body: { denial: { rule: 'not-data-authority' } },
    });
  await check();
  for (const as of [consumer, 'fire-system'])
    expect(await decide(agreed, as), as).toMatchObject({ status: 403, body: { denial: { rule: 'not-the-provider' } } });
  expect(await decide(agreed, authority)).toMatchObject({ status: 200 });
  expect(
    await city.call('PUT /v1/grants/{grant}/decision', { as: provider, params: { grant: 'none' }, body: agreed }),
  ).toMatchObject({ status: 404 });
});

describe('provided later', () => {
  test('agreed has its own time limit, and is in force when it is provided', async () => {
    await apply();
    await check();
    expect(await decide({ ...agreed, later: true })).toMatchObject({
      body: {
        state: 'agreed',
        application: {
          provision: { due: { date: '2026-11-27', workdays: 5, rule: { id: 'grant-provision-connected-2024' } } },
        },
      },
    });
    expect(await act('provision', consumer)).toMatchObject({ status: 403 });
    expect(await act('provision', provider)).toMatchObject({
      body: { state: 'active', application: { provision: { done: { by: provider } } } },
    });
    expect(await act('provision', provider)).toMatchObject({ status: 200, body: { revision: 4 } });
  });

  test('what is not connected yet may be asked for and agreed to, and comes into force only when it can be asked', async () => {
    const title = (await city.resource('real-estate/title'))!;
    await city.healthy.registry.put({ ...title, connected: false, revision: 2 });
    expect(await apply({}, '"0"', provider)).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/resource', rule: 'resource-not-connected' }] },
    });
    await apply();
    await check();
    expect(await decide(agreed)).toMatchObject({
      body: {
        state: 'agreed',
        application: { provision: { due: { date: '2026-12-18', workdays: 20, rule: { id: 'grant-provision-2025' } } } },
      },
    });
    expect(await act('provision', provider)).toMatchObject({
      status: 422,
      body: { errors: [{ rule: 'resource-not-connected' }] },
    });
    const { connected: _no, ...connected } = title;
    await city.healthy.registry.put({ ...connected, revision: 3 });
    expect(await act('provision', provider)).toMatchObject({ body: { state: 'active' } });
  });
});

test('what is shared unconditionally is in force when it is asked for, within the same rules', async () => {
  const title = (await city.resource('real-estate/title'))!;
  await city.healthy.registry.put({ ...title, sharing: 'unconditional', revision: 2 });
  expect(await apply({ parties: [{ role: 'landlord', ground: '租赁', level: 'fields' }] })).toMatchObject({
    status: 422,
  });
  expect(await apply()).toMatchObject({ body: { state: 'active', application: { asked: { by: consumer } } } });
  expect(await city.timersAt(Date.parse(body.until))).toEqual(['catalogue#health-title']);
  expect(await apply({ fields: ['/use'] }, '"1"')).toMatchObject({ body: { state: 'active', fields: ['/use'] } });
});

test('a provider that promises to decide sooner is held to it; a use that is not offered is refused', async () => {
  const title = (await city.resource('real-estate/title'))!;
  await city.healthy.registry.put({ ...title, decidesIn: 3, means: ['exchange'], revision: 2 });
  expect(await apply({ uses: ['batch'] })).toMatchObject({
    body: { errors: [{ field: '/uses/0', rule: 'use-not-offered' }] },
  });
  await apply();
  expect((await check()).body.application.decision.due).toMatchObject({ date: '2026-11-25', workdays: 3 });
});

describe('overdue', () => {
  test('what nobody did in time is on the list from the first moment after, until it is done', async () => {
    await apply();
    await overdue('check', midnight('2026-11-24') - 1);
    expect(await list({ overdue: 'true' })).toEqual([]);
    for (const _ of [1, 2]) await overdue('check', midnight('2026-11-24'));
    expect(await list({ overdue: 'true' })).toEqual(['health-title']);
    expect((await city.grant('health-title'))?.application?.overdue).toEqual([
      { step: 'check', since: '2026-11-24T16:00:00.000Z' },
    ]);
    city.pass(10 * DAY);
    await check();
    expect(await list({ overdue: 'true' })).toEqual([]);
    expect(await list({ overdue: 'false' })).toEqual(['health-title']);
    await overdue('check', midnight('2026-11-24'));
    expect((await city.grant('health-title'))?.revision).toBe(3);
    await city.events({ v: 1, id: 'x', type: 'grant.overdue', at: NOW, data: { grant: 'none', step: 'check' } }, NOW);
  });

  test('a date that was an estimate is counted anew when the notice of the year is entered, earlier or later', async () => {
    city.pass(Date.parse('2026-12-29T09:00:00+08:00') - NOW);
    await apply();
    await check();
    const due = async () => (await city.grant('health-title'))?.application?.decision?.due;
    expect(await due()).toMatchObject({
      date: '2027-01-12',
      estimated: true,
      calendars: [{ revision: 1 }, { year: '2027', revision: 0 }],
    });
    const enter = (off: string[], worked: string[], ifMatch: string) =>
      city.call('PUT /v1/calendars/{year}', {
        as: authority,
        params: { year: '2027' },
        body: { off, worked, estimated: false, notice: '国务院办公厅通知' },
        ifMatch,
      });
    const at = NOW + Date.parse('2026-12-29T09:00:00+08:00') - NOW;
    await enter(['2027-01-01', '2027-01-04'], [], '"0"');
    expect(await city.timersAt(at)).toContain('catalogue#calendar#2027');
    await city.events({ v: 1, id: 'c', type: 'calendar.changed', at, data: { year: '2027' } }, at);
    expect(await due()).toMatchObject({
      date: '2027-01-14',
      estimated: false,
      calendars: [{ revision: 1 }, { year: '2027', revision: 1 }],
    });
    expect(await city.timersAt(midnight('2027-01-14'))).toEqual(['catalogue#health-title#decision']);
    // What was counted by a notice stays as it was counted.
    await enter([], ['2027-01-02', '2027-01-03'], '"1"');
    await city.events({ v: 1, id: 'd', type: 'calendar.changed', at, data: { year: '2027' } }, at);
    expect(await due()).toMatchObject({ date: '2027-01-14' });
  });

  test('a timer that comes before the notice was entered finds the later date and is set again', async () => {
    city.pass(Date.parse('2026-12-29T09:00:00+08:00') - NOW);
    await apply();
    await check();
    await city.healthy.registry.put({
      v: 1,
      revision: 1,
      kind: 'calendar',
      id: '2027',
      off: ['2027-01-01'],
      worked: [],
      estimated: false,
      notice: 'x',
    });
    await overdue('decision', midnight('2027-01-12'));
    expect(await list({ overdue: 'true' })).toEqual([]);
    expect(await city.timersAt(midnight('2027-01-13'))).toEqual(['catalogue#health-title#decision']);
    await overdue('decision', midnight('2027-01-13'));
    expect(await list({ overdue: 'true' })).toEqual(['health-title']);
  });
});
