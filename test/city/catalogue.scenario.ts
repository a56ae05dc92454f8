/** The catalogue in the running city: a new version, an application with its steps, what a change would break, an end with notice, and every denial explained. */
import { beforeAll, expect, test } from 'vitest';
import { WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Answered } from '#schemas/exchange.ts';
import type { Explained } from '#schemas/explained.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Impact } from '#schemas/impact.ts';
import type { Resource } from '#schemas/resource.ts';
import { ResourceInput } from '#schemas/routes/resources.ts';
import { boot, call } from './support.ts';

const RESOURCE = '/v1/resources/housing/building-fire-acceptance';
const ID = 'housing/building-fire-acceptance';
const GRANT = '/v1/grants/city-management-acceptance';
const CASE = '330784-test-0101';

const [provider, consumer, fire, authority] = [
  'housing-system',
  'city-management-system',
  'fire-system',
  'officer-li-yan',
];

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});

/** Made anew each time: the scenarios before have moved the clock. */
const as = async (who: string) => ({
  token: await (who.startsWith('officer-') ? city.officerToken(who) : city.token(who)),
});
const put = async <T>(who: string, path: string, body: object, ifMatch?: string) =>
  call<T>(city, 'PUT', path, {
    ...(await as(who)),
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
  });
const impact = async (change: object): Promise<Impact> =>
  (await call<Impact>(city, 'POST', `${RESOURCE}/impact`, { ...(await as(provider)), body: change })).body;

/** Functions that have just started read what is published now; those that run would, within 30 s. */
const renewed = (): void => {
  for (const fn of ['onetrip-housing', 'onetrip-catalogue']) city.pool.restart(fn);
};

const standing = { kind: 'standing', code: 'shop-sign-round' } as const;
const ask = async (who: string, fields: readonly string[], purpose: object = standing) =>
  call<Answered>(city, 'POST', `/v1/exchange/${ID}`, {
    ...(await as(who)),
    body: { purpose, party: { role: 'applicant' }, request: { applicant: WANG_QIANG, unitNumber: WANG_SHOP }, fields },
  });
const check = async (fields: readonly string[], use?: string): Promise<Explained> => {
  const body = { resource: ID, purpose: standing, party: { role: 'applicant' }, fields, ...(use ? { use } : {}) };
  return (await call<Explained>(city, 'POST', '/v1/grants/check', { ...(await as(consumer)), body })).body;
};
/** The fire brigade asks for a case, under its grant of the first version. */
const fireAsks = async (fields: readonly string[]) =>
  ask(fire, fields, {
    kind: 'matter',
    matter: 'fire-check',
    ticket: await city.ticket({
      case: CASE,
      matter: 'fire-check',
      department: 'fire',
      parties: [{ role: 'applicant', code: WANG_QIANG }],
      resources: [ID],
      level: 'fields',
    }),
  });

let before: Resource;
let second: object;

test('a breaking change needs a version of its own, and it is shown beforehand whom it would break', async () => {
  expect((await fireAsks(['/accepted', '/number'])).body).toMatchObject({ found: true, resourceVersion: 1 });
  await city.settle();
  before = (await call<Resource>(city, 'GET', RESOURCE, await as(provider))).body;
  const allowed = new Set(Object.keys(ResourceInput.shape));
  const input = Object.fromEntries(Object.entries(before).filter(([name]) => allowed.has(name)));
  second = { ...input, fields: before.fields.filter(({ pointer }) => pointer !== '/number') };
  expect((await put(provider, RESOURCE, second, `"${before.revision}"`)).body.errors).toEqual([
    { field: '/number', rule: 'breaking-leaf-removed' },
  ]);
  expect(await impact({ event: 'put', resource: second })).toMatchObject({
    needsNewVersion: true,
    grants: [{ id: 'fire-building-acceptance', lost: ['/number'], reasons: ['leaf-removed'] }],
    matters: ['fire-check'],
    cases: { count: expect.any(Number), items: expect.arrayContaining([expect.objectContaining({ case: CASE })]) },
  });
});

test('published, the old version goes on for who has it, and says with every answer until when', async () => {
  const draft = await put<Resource>(provider, `${RESOURCE}/versions/2`, { ...second, version: 2 }, '"0"');
  expect(draft).toMatchObject({ status: 200, body: { state: 'draft' } });
  const published = await put<Resource>(provider, `${RESOURCE}/versions/2/publication`, {});
  expect(published).toMatchObject({ status: 200, body: { state: 'published', version: 2 } });
  renewed();
  const answer = await fireAsks(['/accepted', '/number']);
  expect(answer.body).toMatchObject({ found: true, resourceVersion: 1, answer: { number: expect.any(String) } });
  expect(Date.parse(answer.headers.get('sunset') ?? '')).toBeGreaterThan(city.clock.now());
});

test('a department applies; the data authority checks the form, the provider decides, and then it may ask', async () => {
  const body = {
    consumer: 'city-management',
    resource: ID,
    resourceVersion: 2,
    purposes: [{ ...standing, legalBasis: '浙江省城市市容和环境卫生管理条例' }],
    parties: [{ role: 'applicant', ground: '日常巡查 daily round', level: 'predicate' }],
    fields: ['/accepted', '/kind'],
    quota: { perDay: 100, perSecond: 2 },
    from: '2020-01-01T00:00:00Z',
    until: '2031-01-01T00:00:00Z',
  };
  const applied = await put<Grant>(consumer, GRANT, body, '"0"');
  expect(applied.body).toMatchObject({ state: 'requested', application: { check: { due: { workdays: 2 } } } });
  const checked = await put<Grant>(authority, `${GRANT}/formal-check`, { outcome: 'complete' });
  expect(checked.body).toMatchObject({ state: 'checked', application: { decision: { due: { workdays: 10 } } } });
  renewed();
  expect((await ask(consumer, ['/accepted'])).body.denial).toMatchObject({ rule: 'grant-undecided' });
  const inbox = await call<{ items: Grant[] }>(
    city,
    'GET',
    '/v1/grants?state=checked&provider=housing',
    await as(provider),
  );
  expect(inbox.body.items.map(({ id }) => id)).toEqual(['city-management-acceptance']);

  const decided = await put<Grant>(provider, `${GRANT}/decision`, { outcome: 'agreed', reason: '巡查需要' });
  expect(decided.body).toMatchObject({
    state: 'active',
    application: { decision: { done: { by: 'housing-system' } } },
  });
  renewed();
  expect(await check(['/accepted', '/kind', '/acceptedOn'])).toMatchObject({
    granted: true,
    level: 'predicate',
    resourceVersion: 2,
    released: ['/accepted'],
    cut: [
      { field: '/kind', rule: 'field-above-level' },
      { field: '/acceptedOn', rule: 'field-not-granted' },
    ],
    facts: { perDay: 100, perSecond: 2, ticket: 'not-required', signature: 'not-required', uses: [] },
  });
  expect(await check(['/accepted'], 'batch')).toMatchObject({ granted: false, rule: 'use-not-granted' });
  const answer = await ask(consumer, ['/accepted', '/kind']);
  expect(answer.body).toMatchObject({ found: true, resourceVersion: 2, fields: ['/accepted'] });
  expect(Object.keys(answer.body.answer as object)).toEqual(['accepted']);
});

test('the resource ends: shown, deprecated with notice, withdrawn by the data authority, and each denial says why', async () => {
  const ending = await impact({ event: 'deprecate', version: 2 });
  expect(ending).toMatchObject({
    notice: { workdays: 20 },
    grants: [{ id: 'city-management-acceptance', reasons: ['version-ends'] }],
    consumers: ['city-management'],
  });
  const end = (who: string, event: string) =>
    put<Resource>(who, `${RESOURCE}/versions/2/${event}`, { reason: '系统整合' });
  expect((await end(provider, 'deprecation')).body).toMatchObject({
    state: 'deprecated',
    deprecated: { reason: '系统整合' },
  });
  renewed();
  expect((await ask(consumer, ['/accepted'])).headers.get('deprecation')).toMatch(/^@\d{10}$/);
  expect((await end(provider, 'withdrawal')).body.errors).toEqual([
    { field: '/params/version', rule: 'notice-running' },
  ]);
  expect((await end(authority, 'withdrawal')).body).toMatchObject({ state: 'withdrawn' });
  renewed();
  const denied = await ask(consumer, ['/accepted']);
  expect(denied).toMatchObject({ status: 403, body: { denial: { rule: 'resource-not-published' } } });
  expect(await check(['/accepted'])).toMatchObject({
    granted: false,
    rule: 'resource-not-published',
    need: denied.body.denial?.need,
    ask: denied.body.denial?.ask,
  });
  expect(city.engine.refusals()).toEqual([]);
});
