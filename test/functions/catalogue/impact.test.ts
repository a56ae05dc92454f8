import { beforeAll, expect, test } from 'vitest';
import { type City, next, provider, secondInput, TITLE } from './calls.ts';
import { grantInput, NOW, quickHub } from './hub.ts';
import { gardenInput, titleInput } from './resource-input.ts';

const DAY = 86_400_000;
const ENDS = '2026-12-18T16:00:00.000Z';
let city: City;
beforeAll(async () => {
  city = await quickHub();
  const matter = (name: string) => [{ kind: 'matter', matter: name, legalBasis: '条例', ticket: true }];
  for (const [id, over] of [
    ['a-use', { fields: ['/use', '/location'], purposes: matter('catering-business-setup') }],
    ['b-area', { consumer: 'fire', fields: ['/area'], purposes: matter('fire-check'), uses: ['batch'] }],
    ['c-over', { consumer: 'fire', fields: ['/use'] }],
    ['d-other', { resource: 'real-estate/premises', fields: ['/commercialUse'] }],
  ] as const)
    await city.call('PUT /v1/grants/{grant}', {
      as: provider,
      params: { grant: id },
      body: { ...grantInput, until: '2028-01-01T00:00:00Z', ...over },
      ifMatch: '"0"',
    });
  await city.call('PUT /v1/grants/{grant}/revocation', {
    as: provider,
    params: { grant: 'c-over' },
    body: { reason: 'x' },
  });
  await next(city, secondInput);
  city.pass(31_000);
  const use = (grant: string, id: string, days: number) =>
    city.used.push({ grant, case: id, matter: 'catering-business-setup', at: NOW - days * DAY });
  use('a-use', 'YK-1', 2);
  use('a-use', 'YK-2', 29);
  use('a-use', 'YK-0', 31);
  use('b-area', 'YK-2', 1);
});

const impact = (change: object, as = provider) =>
  city.call('POST /v1/resources/{department}/{resource}/impact', { as, params: TITLE, body: change });
const ofGrant = (change: object, as = provider, grant = 'a-use') =>
  city.call('POST /v1/grants/{grant}/impact', { as, params: { grant }, body: change });

test('a breaking change in place: what differs, that it needs a new version, and whom it would break', async () => {
  const { status, body } = await impact({ event: 'put', resource: { ...titleInput, fields: secondInput.fields } });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    changes: [
      { field: '/use', rule: 'leaf-removed', breaking: true },
      { field: '/built', rule: 'leaf-added', breaking: false },
    ],
    needsNewVersion: true,
    notice: { date: '2026-12-18', workdays: 20 },
    grants: [{ id: 'a-use', consumer: 'health', version: 1, lost: ['/use'], reasons: ['leaf-removed'] }],
    consumers: ['health'],
    matters: ['catering-business-setup'],
    cases: { since: '2026-10-21T01:00:31.000Z', count: 2, more: false, items: [{ case: 'YK-1' }, { case: 'YK-2' }] },
  });
  expect(await city.resource('real-estate/title')).toMatchObject({ version: 1, revision: 1 });
});

test('what nobody notices breaks nobody', async () => {
  const harmless = await impact({ event: 'put', resource: { ...titleInput, updatePeriod: '每日' } });
  expect(harmless.body).toMatchObject({
    changes: [],
    needsNewVersion: false,
    grants: [],
    matters: [],
    cases: { count: 0, items: [] },
  });
  expect(harmless.body).not.toHaveProperty('notice');
  const means = await impact({ event: 'put', resource: { ...titleInput, means: ['exchange'] } });
  expect(means.body.grants).toMatchObject([{ id: 'b-area', reasons: ['means-removed'], lost: [] }]);
});

test('publishing the next version, deprecating, withdrawing, suspending: everybody who is concerned, from when', async () => {
  expect((await impact({ event: 'publish', version: 2 })).body).toMatchObject({
    grants: [
      { id: 'a-use', lost: ['/use'], reasons: ['leaf-removed', 'version-ends'], from: ENDS },
      { id: 'b-area', lost: [], reasons: ['version-ends'], from: ENDS },
    ],
    consumers: ['fire', 'health'],
    matters: ['catering-business-setup', 'fire-check'],
    cases: { count: 2, items: [{ case: 'YK-2', grant: 'b-area' }, { case: 'YK-1' }, { case: 'YK-2', grant: 'a-use' }] },
  });
  expect((await impact({ event: 'deprecate', version: 1 })).body).toMatchObject({
    notice: { date: '2026-12-18' },
    grants: [{ lost: ['/use', '/location'], from: ENDS }, {}],
  });
  const gone = await impact({ event: 'withdraw', version: 1 });
  expect(gone.body.grants).toHaveLength(2);
  expect(gone.body.grants[0]).not.toHaveProperty('from');
  expect((await impact({ event: 'suspend' })).body.grants[0]).toMatchObject({ reasons: ['resource-suspended'] });
  expect((await impact({ event: 'publish', version: 9 })).status).toBe(404);
});

test('of a grant: what it would lose, and which cases used it lately', async () => {
  const before = await city.grant('a-use');
  const { purposes, parties, fields, consumer, resource, resourceVersion, from, until } = before!;
  const same = { purposes, parties, fields, consumer, resource, resourceVersion, from, until };
  expect((await ofGrant({ event: 'put', grant: same })).body).toMatchObject({ grants: [], cases: { count: 0 } });
  const less = {
    ...same,
    fields: ['/location'],
    purposes: [{ kind: 'matter', matter: 'fire-check', legalBasis: '条例', ticket: true }],
    parties: [{ ...parties[0], level: 'predicate' }],
    until: '2027-01-01T00:00:00Z',
    signature: true,
    quota: { perDay: 10, perSecond: 1 },
  };
  expect((await ofGrant({ event: 'put', grant: less })).body.grants).toMatchObject([
    {
      id: 'a-use',
      lost: ['/use'],
      reasons: ['field-ends', 'purpose-ends', 'party-changes', 'signature-demanded', 'ends-sooner', 'quota-lowered'],
    },
  ]);
  expect((await ofGrant({ event: 'revoke' })).body).toMatchObject({
    grants: [{ id: 'a-use', lost: ['/use', '/location'], reasons: ['grant-revoked'] }],
    cases: { count: 2 },
  });
  expect((await ofGrant({ event: 'suspend' }, provider, 'c-over')).body.grants).toEqual([]);
});

test('the owner is shown the impact of a resource; of a grant its two departments; the data authority both', async () => {
  expect(await impact({ event: 'suspend' }, 'health-system')).toMatchObject({ status: 403 });
  expect(await impact({ event: 'suspend' }, 'officer-li-yan')).toMatchObject({ status: 200 });
  expect(await ofGrant({ event: 'revoke' }, 'health-system')).toMatchObject({ status: 200 });
  expect(await ofGrant({ event: 'revoke' }, 'fire-system')).toMatchObject({
    status: 403,
    body: { denial: { rule: 'not-a-party' } },
  });
  expect(await ofGrant({ event: 'revoke' }, provider, 'none')).toMatchObject({ status: 404 });
  expect(await impact({ event: 'put', resource: gardenInput, colour: 'red' })).toMatchObject({ status: 400 });
});
