import { beforeEach, describe, expect, test } from 'vitest';
import { putGrant } from '#functions/catalogue/grants.ts';
import { catalogueTimers } from '#functions/catalogue/timers.ts';
import { GrantInput } from '#schemas/routes/grants.ts';
import type { Answer, Ask } from '../http.ts';
import { grantInput, NOW, quickHub, UNTIL } from './hub.ts';

const provider = 'officer-xia-yu';
const authority = 'officer-li-yan';
const params = { grant: 'health-title' };

const noTimers = catalogueTimers({ put: async () => {} });

let city: Awaited<ReturnType<typeof quickHub>>;
beforeEach(async () => {
  city = await quickHub();
});

const put = (over: Partial<Ask> = {}): Promise<Answer> =>
  city.call('PUT /v1/grants/{grant}', { as: provider, params, body: grantInput, ifMatch: '"0"', ...over });
const act = (route: string, as = provider): Promise<Answer> =>
  city.call(route, { as, params, body: { reason: '年度核查' } });
const suspend = 'PUT /v1/grants/{grant}/suspension';
const resume = 'DELETE /v1/grants/{grant}/suspension';
const revoke = 'PUT /v1/grants/{grant}/revocation';

test('the provider gives a grant: in force at once in what is published, and its end is a timer', async () => {
  expect(await put()).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { id: 'health-title', state: 'active', revision: 1, ...grantInput },
  });
  expect(await city.shown('health-title')).toMatchObject({ state: 'active' });
  expect(await city.timersAt(UNTIL)).toEqual(['catalogue#health-title']);
  expect(await city.call('GET /v1/grants/{grant}', { as: 'officer-jin-tao', params })).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { state: 'active' },
  });
});

test('the consumer can only ask; what it asked for is given by the provider, or refused', async () => {
  const asked = await put({ as: 'health-system' });
  expect(asked).toMatchObject({ status: 200, body: { state: 'requested' } });
  expect(await put({ as: 'health-system', ifMatch: '"1"' })).toMatchObject({
    body: { state: 'requested', revision: 2 },
  });
  expect(await act(suspend, 'health-system')).toMatchObject({
    status: 403,
    body: { denial: { rule: 'not-the-provider' } },
  });
  expect(await put({ ifMatch: '"2"' })).toMatchObject({ status: 200, body: { state: 'active', revision: 3 } });

  const other = { grant: 'health-other' };
  await put({ as: 'health-system', params: other });
  const refused = await city.call(revoke, { as: provider, params: other, body: { reason: '理由不足' } });
  expect(refused).toMatchObject({
    status: 200,
    body: { state: 'refused', ended: { reason: '理由不足', by: provider } },
  });
});

test('nobody else decides: another department, a role without the right, a token without the scope', async () => {
  await put();
  for (const ask of [
    { as: 'fire-system' },
    { as: 'officer-cheng-lan' },
    { as: provider, scopes: ['catalogue'] },
    { as: 'nobody-system' },
  ]) {
    const own = { params: { grant: 'own' }, body: { ...grantInput, consumer: 'taxation' } };
    expect(await put({ ...ask, ...own })).toMatchObject({ status: 403 });
    expect(await city.call(revoke, { ...ask, params, body: { reason: 'x' } })).toMatchObject({ status: 403 });
  }
  expect(await city.grant('own')).toBeUndefined();
  expect(await act(revoke, authority)).toMatchObject({ status: 200, body: { state: 'revoked' } });
});

test('suspended, resumed, revoked: each published, a repeat harmless, what cannot be is a conflict', async () => {
  expect(await act(suspend)).toMatchObject({ status: 404 });
  await put();
  const suspended = await act(suspend);
  expect(suspended).toMatchObject({
    status: 200,
    body: { state: 'suspended', suspended: { reason: '年度核查', by: provider } },
  });
  expect(await act(suspend)).toEqual(suspended);
  expect(await city.shown('health-title')).toMatchObject({ state: 'suspended' });
  expect(await put({ ifMatch: '"2"' })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  const resumed = await act(resume);
  expect(resumed.body).toMatchObject({ state: 'active', revision: 3 });
  expect(resumed.body).not.toHaveProperty('suspended');
  expect(await act(revoke)).toMatchObject({ body: { state: 'revoked', revision: 4 } });
  expect(await act(revoke)).toMatchObject({ status: 200, body: { revision: 4 } });
  expect(await act(resume)).toMatchObject({ status: 409 });
  expect(await city.shown('health-title')).toMatchObject({ state: 'revoked' });
});

describe('a grant that breaks a rule is not put, and each rule is named with its field', () => {
  test.each([
    ['an undeclared field', { fields: ['/location', '/owner'] }, '/fields/1', 'field-not-declared'],
    ['the same field twice', { fields: ['/use', '/use'] }, '/fields/1', 'field-twice'],
    ['an unknown resource', { resource: 'real-estate/gardens' }, '/resource', 'resource-unknown'],
    ['an unknown certificate type', { resource: 'certificates/gardens' }, '/resource', 'resource-unknown'],
    ['another version of the resource', { resourceVersion: 2 }, '/resourceVersion', 'resource-version'],
    ['an unknown consumer', { consumer: 'parks' }, '/consumer', 'department-unknown'],
    ['an end in the past', { until: '2026-11-20T08:59:59+08:00' }, '/until', 'in-the-past'],
    ['an end before its beginning', { from: '2027-01-01T00:00:00Z' }, '/from', 'grant-from-before-until'],
    ['a role twice', { parties: [grantInput.parties[0], grantInput.parties[0]] }, '/parties/1', 'role-twice'],
    [
      'a third party above yes or no',
      { parties: [{ role: 'landlord', ground: '租赁合同', level: 'fields' }] },
      '/parties/0/level',
      'third-party-level',
    ],
    ['a purpose twice', { purposes: [grantInput.purposes[0], grantInput.purposes[0]] }, '/purposes/1', 'purpose-twice'],
  ])('%s', async (_name, change, field, rule) => {
    const answer = await put({ as: authority, body: { ...grantInput, ...change } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'unprocessable' } });
    expect(answer.body.errors).toContainEqual({ field, rule });
    expect(await city.grant('health-title')).toBeUndefined();
  });

  test('whom and what a grant is about cannot change later', async () => {
    await put();
    const body = { ...grantInput, consumer: 'fire', resource: 'real-estate/premises', fields: ['/commercialUse'] };
    expect((await put({ body, ifMatch: '"1"' })).body.errors).toEqual([
      { field: '/consumer', rule: 'cannot-change' },
      { field: '/resource', rule: 'cannot-change' },
    ]);
  });

  test('unknown and malformed members are refused by name', async () => {
    const answer = await put({ body: { ...grantInput, state: 'active', from: 'yesterday' } });
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([{ field: '/state', rule: 'unknown-field' }, expect.objectContaining({ field: '/from' })]),
    );
  });
});

test('If-Match decides between two who change at once, and a repeat of the same put is answered as done', async () => {
  expect(await city.call('PUT /v1/grants/{grant}', { as: provider, params, body: grantInput })).toMatchObject({
    status: 428,
  });
  const first = await put();
  expect(await put()).toEqual(first);
  expect(await put({ body: { ...grantInput, fields: ['/use'] } })).toMatchObject({ status: 412 });
  const bodies = [['/use'], ['/location'], ['/area']].map((fields) => ({ ...grantInput, fields }));
  const answers = await Promise.all(bodies.map((body) => put({ body, ifMatch: '"1"' })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
});

test('a revision that nobody has seen yet does not undo the revocation that makes it', async () => {
  await put();
  const { registry, published, snapshots } = city;
  const revokedMeanwhile = async (...of: Parameters<typeof registry.get>) => {
    const found = await registry.get(...of);
    if (of[0] === 'grant') await act(revoke, authority);
    return found;
  };
  const deps = {
    registry: { ...registry, get: revokedMeanwhile as typeof registry.get },
    published,
    snapshots,
    cases: { lately: async () => [] },
    statistics: { days: async () => [] },
    taken: { today: async () => 0 },
  };
  const ahead = putGrant({ ...deps, keys: () => Promise.reject(), timers: noTimers })({
    params,
    query: undefined,
    body: GrantInput.parse(grantInput),
    caller: { clientId: 'onetrip-console', subject: provider, scopes: ['catalogue.manage'] },
    now: NOW,
    requestId: 'test',
    ifMatch: 2,
  });
  await expect(ahead).rejects.toMatchObject({ code: 'precondition-failed' });
  expect(await city.grant('health-title')).toMatchObject({ state: 'revoked', revision: 2 });
});

test('before asking, a department can learn whether it would be granted, and why not', async () => {
  await put({ body: { ...grantInput, purposes: [{ kind: 'standing', code: 'yearly-check', legalBasis: '条例' }] } });
  city.pass(40_000);
  const question = {
    resource: 'real-estate/title',
    purpose: { kind: 'standing', code: 'yearly-check' },
    party: { role: 'applicant' },
    fields: ['/location'],
  };
  const check = (as: string, body: unknown = question) => city.call('POST /v1/grants/check', { as, body });
  expect(await check('health-system')).toMatchObject({
    status: 200,
    body: { granted: true, grant: 'health-title', until: grantInput.until, released: ['/location'], cut: [] },
  });
  expect(await check('health-system', { ...question, use: 'batch' })).toMatchObject({
    body: { granted: false, rule: 'use-not-granted', facts: { ticket: 'not-required', uses: [] } },
  });
  expect(await check('fire-system')).toMatchObject({ body: { granted: false, rule: 'grant-missing' } });
  expect((await check('health-system')).body.facts).not.toHaveProperty('leftToday');
  const quota = { perDay: 20, perSecond: 2 };
  const purposes = [{ kind: 'standing', code: 'yearly-check', legalBasis: '条例' }];
  await put({ body: { ...grantInput, purposes, quota }, ifMatch: '"1"' });
  city.pass(40_000);
  for (const [spent, leftToday] of [
    [7, 13],
    [25, 0],
  ] as const) {
    city.spent.set('grant#health-title', spent);
    expect((await check('health-system')).body.facts).toMatchObject({ ...quota, leftToday });
  }
  expect(await check('health-system', { ...question, fields: ['/nothing'] })).toMatchObject({ status: 400 });
});
