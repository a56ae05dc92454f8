import { beforeAll, expect, test } from 'vitest';
import { clients } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { ROLE_SCOPES } from '#schemas/access.ts';
import { type Answer, type Ask, hub } from './hub.ts';

let city: Awaited<ReturnType<typeof hub>>;
beforeAll(async () => {
  city = await hub();
});

const call = (routeKey: string, ask: Ask): Promise<Answer> => city.call(routeKey, ask);
const manager = 'officer-zhu-ning';
const health = { name: { zh: '卫生', en: 'Health' }, creditCode: departments[8]?.creditCode, division: '330784' };
const contact = { office: '办公室', phone: '0579-00000000' };
const newOfficer = { department: 'health', name: '新人', post: '窗口', roles: ['window-officer'] };
const errors = (answer: Answer) => answer.body.errors;

test('registers with If-Match "0", changes with the last revision, and refuses any other', async () => {
  const params = { id: 'officer-new' };
  const put = (ifMatch: string | undefined, body: unknown = newOfficer) =>
    call('PUT /v1/officers/{id}', { as: manager, params, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  expect(await put(undefined)).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
  expect(await put('"7"')).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
  expect(await put('"0"')).toMatchObject({ status: 200, etag: '"1"', body: { id: 'officer-new', revision: 1 } });
  expect(await put('"0"')).toMatchObject({ status: 200, etag: '"1"' });
  expect(await put('"0"', { ...newOfficer, post: '后台' })).toMatchObject({ status: 412 });
  expect(await put('"1"', { ...newOfficer, post: '后台' })).toMatchObject({ status: 200, etag: '"2"' });
  expect(await call('GET /v1/officers/{id}', { as: manager, params })).toMatchObject({
    etag: '"2"',
    body: { post: '后台', department: 'health' },
  });
});

test('names the field and the rule it breaks', async () => {
  const put = (path: string, body: unknown) =>
    call(`PUT /v1/${path}/{id}`, { as: manager, params: { id: 'new' }, body, ifMatch: '0' });
  const client = { department: 'health', name: { zh: 'x', en: 'x' }, scopes: ['exchange'] };
  const privateKey = { kty: 'EC', kid: 'k', x: 'x', y: 'y', d: 'secret' };
  const cases = [
    [await put('officers', { ...newOfficer, department: 'nowhere' }), '/department', 'department-unknown'],
    [await put('clients', { ...client, department: 'nowhere' }), '/department', 'department-unknown'],
    [await put('clients', { ...client, keys: [privateKey] }), '/keys/0/d', 'private-key'],
    [await put('ticket-issuers', { key: privateKey }), '/key/d', 'private-key'],
    [await put('departments', { ...health, contact, dataAuthority: true }), '/dataAuthority', 'data-authority-fixed'],
  ] as const;
  for (const [answer, field, rule] of cases) {
    expect(answer.status).toBe(422);
    expect(errors(answer)).toEqual([{ field, rule }]);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  }
  expect(await put('officers', { ...newOfficer, roles: ['mayor'] })).toMatchObject({ status: 400 });
  expect(errors(await put('officers', { ...newOfficer, revision: 9 }))).toEqual([
    { field: '/revision', rule: 'unknown-field' },
  ]);
  expect(errors(await put('departments', { ...health, contact, creditCode: '11330784002610001H' }))).toEqual(
    expect.arrayContaining([{ field: '/creditCode', rule: 'credit-code-check' }]),
  );
});

test('a suspension is kept by a change, ends by resuming, and nobody suspends himself', async () => {
  const params = { id: 'officer-fang-yuan' };
  const suspension = { params, as: manager, body: { reason: '借调' } };
  const suspended = await call('PUT /v1/officers/{id}/suspension', suspension);
  expect(suspended).toMatchObject({ status: 200, etag: '"2"', body: { suspended: { reason: '借调', by: manager } } });
  expect(await call('PUT /v1/officers/{id}/suspension', suspension)).toEqual(suspended);
  const body = { department: 'fire', name: '方圆', post: '新岗', roles: ['approval-officer'] };
  const changed = await call('PUT /v1/officers/{id}', { as: manager, params, body, ifMatch: '"2"' });
  expect(changed.body).toMatchObject({ post: '新岗', suspended: { reason: '借调' } });
  const resumed = await call('DELETE /v1/officers/{id}/suspension', { as: manager, params });
  expect(resumed.body).not.toHaveProperty('suspended');
  for (const [path, id] of [
    ['officers', manager],
    ['clients', 'onetrip-console'],
    ['departments', 'data-authority'],
  ])
    expect(
      await call(`PUT /v1/${path}/{id}/suspension`, { as: manager, params: { id: id ?? '' }, body: { reason: 'x' } }),
    ).toMatchObject({ status: 422, body: { errors: [{ rule: 'own-registration' }] } });
  expect(
    await call('PUT /v1/clients/{id}/suspension', { as: manager, params: { id: 'nobody' }, body: { reason: 'x' } }),
  ).toMatchObject({ status: 404 });
});

test('lists page by page, each item once, with filters; a cursor serves its caller and filter only', async () => {
  const list = (query: Record<string, string>, as = manager) => call('GET /v1/officers', { as, query });
  const seen: string[] = [];
  let next: string | undefined;
  do {
    const page = await list({ limit: '5', ...(next ? { cursor: next } : {}) });
    expect(page.body.items.length).toBeLessThanOrEqual(5);
    seen.push(...page.body.items.map((item: { id: string }) => item.id));
    next = page.body.next;
  } while (next);
  expect(seen).toEqual([...new Set(seen)].sort());
  expect(seen.length).toBeGreaterThanOrEqual(officers.length);
  const filtered = await list({ department: 'real-estate' });
  expect(filtered.body.items.map((item: { department: string }) => item.department)).toEqual(
    officers.filter(({ department }) => department === 'real-estate').map(() => 'real-estate'),
  );
  expect((await list({ suspended: 'true', department: 'taxation' })).body).toEqual({ items: [] });
  const { next: cursor } = (await list({ limit: '2' })).body;
  for (const foreign of [
    await list({ limit: '2', cursor, department: 'health' }),
    await list({ limit: '2', cursor }, 'officer-tong-bo'),
    await call('GET /v1/clients', { as: manager, query: { cursor } }),
    await list({ cursor: `${cursor.slice(0, -2)}AA` }),
  ])
    expect(foreign).toMatchObject({ status: 400, body: { errors: [{ field: '/query/cursor', rule: 'cursor' }] } });
  expect((await list({ limit: '2', cursor })).status).toBe(200);
});

test('every party on every verb: the data authority with registry.manage changes, readers read, the rest is refused', async () => {
  const parties = [
    ...clients
      .filter(({ keys, id }) => !keys && id !== 'onetrip-console')
      .map((c) => ({ ...c, scopes: [...c.scopes] })),
    ...officers.map((o) => ({ ...o, scopes: o.roles.flatMap((role) => [...ROLE_SCOPES[role]]) })),
  ];
  const params = { id: 'one-window-system' };
  for (const { id, department, scopes } of parties) {
    const reads = scopes.includes('registry');
    const manages = scopes.includes('registry.manage') && department === 'data-authority';
    const statuses = await Promise.all([
      call('GET /v1/clients', { as: id }),
      call('GET /v1/clients/{id}', { as: id, params }),
      call('PUT /v1/clients/{id}', {
        as: id,
        params,
        ifMatch: '99',
        body: { department: 'health', name: health.name, scopes: [] },
      }),
      call('DELETE /v1/clients/{id}/suspension', { as: id, params }),
    ]).then((answers) => answers.map(({ status }) => status));
    expect([id, ...statuses]).toEqual([
      id,
      reads ? 200 : 403,
      reads ? 200 : 403,
      manages ? 412 : 403,
      manages ? 200 : 403,
    ]);
  }
  const powerless = await call('GET /v1/clients', { as: manager, scopes: ['exchange'] });
  expect(powerless).toMatchObject({ status: 403, body: { denial: { rule: 'scope-not-held' } } });
});

test('another department with the same scopes reads its own systems and officers only, and changes nothing', async () => {
  const params = { id: 'health-registry' };
  const scopes = ['registry', 'registry.manage'];
  const body = { department: 'health', name: health.name, scopes, keys: [{ kty: 'EC', kid: 'k' }] };
  expect((await call('PUT /v1/clients/{id}', { as: manager, params, body, ifMatch: '0' })).status).toBe(200);
  city.pass(31_000);
  const ask = (routeKey: string, id: string) => call(routeKey, { as: 'health-registry', params: { id } });
  const seen = (await call('GET /v1/clients', { as: 'health-registry' })).body.items.map(
    (item: { id: string }) => item.id,
  );
  expect(seen).toEqual(['health-registry', 'health-system']);
  expect((await ask('GET /v1/officers/{id}', 'officer-jin-tao')).status).toBe(200);
  expect((await ask('GET /v1/officers/{id}', 'officer-hu-min')).body).toMatchObject({ code: 'not-found' });
  expect((await ask('GET /v1/departments/{id}', 'taxation')).status).toBe(200);
  expect(await ask('DELETE /v1/clients/{id}/suspension', 'health-system')).toMatchObject({
    status: 403,
    body: { denial: { rule: 'not-data-authority', ask: expect.stringContaining('大数据') } },
  });
});

test('nobody changes his own rights, by whatever door: another manager does', async () => {
  const get = async (path: string, id: string) => {
    const { body } = await call(`GET /v1/${path}/{id}`, { as: manager, params: { id } });
    const { v: _v, kind: _kind, id: _id, revision, suspended: _suspended, ...input } = body;
    return { revision, input };
  };
  const put = async (as: string, path: string, id: string, change: object) => {
    const { revision, input } = await get(path, id);
    return call(`PUT /v1/${path}/{id}`, { as, params: { id }, body: { ...input, ...change }, ifMatch: `${revision}` });
  };
  const own: [string, string, string, object, string][] = [
    [manager, 'officers', manager, { roles: ['registry-manager', 'certificate-issuer'] }, '/roles'],
    [manager, 'officers', manager, { department: 'real-estate' }, '/department'],
    [manager, 'clients', 'onetrip-console', { scopes: [] }, '/scopes'],
    [manager, 'clients', 'onetrip-console', { keys: [{ kty: 'EC', kid: 'k' }] }, '/keys'],
    ['data-authority-system', 'clients', 'data-authority-system', { scopes: ['exchange'] }, '/scopes'],
    ['data-authority-system', 'clients', 'data-authority-system', { department: 'housing' }, '/department'],
    ['data-authority-system', 'clients', 'data-authority-system', { keys: undefined }, '/keys'],
  ];
  for (const [as, path, id, change, field] of own)
    expect(await put(as, path, id, change)).toMatchObject({
      status: 422,
      body: { errors: [{ field, rule: 'own-registration' }] },
    });
  expect((await put(manager, 'officers', manager, { post: '登记管理岗一' })).status).toBe(200);
  const renewed = { keys: [{ kty: 'EC', kid: 'next' }] };
  expect((await put('data-authority-system', 'clients', 'data-authority-system', renewed)).status).toBe(200);
  expect((await put('data-authority-system', 'officers', manager, { roles: ['registry-manager'] })).status).toBe(200);
});
