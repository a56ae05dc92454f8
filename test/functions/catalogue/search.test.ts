import { beforeAll, expect, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import { highestSensitivity } from '#functions/catalogue/search.ts';
import { grantInput, quickHub } from './hub.ts';

let city: Awaited<ReturnType<typeof quickHub>>;
beforeAll(async () => {
  city = await quickHub();
  for (const one of resources.filter(({ department }) => department !== 'real-estate'))
    await city.healthy.registry.put(one);
});

const found = async (query: Record<string, string>): Promise<string[]> => {
  const { status, body } = await city.call('GET /v1/resources', {
    as: 'fire-system',
    query: { limit: '100', ...query },
  });
  expect(status).toBe(200);
  return body.items.map(({ id }: { id: string }) => id);
};

test.each([
  ['Chinese of a field', '是否查封', ['real-estate/title', 'real-estate/titles-by-holder']],
  [
    'several words, any case, both languages',
    'TITLE 共有情况 unit',
    ['real-estate/title', 'real-estate/titles-by-holder'],
  ],
  [
    'a data element',
    'de00101',
    ['market-supervision/licence', 'market-supervision/registration', 'taxation/taxpayer-registration'],
  ],
  ['a code, in full-width digits too', '１０２００１/0001', ['market-supervision/licence']],
  ['a pointer', '/marks/seized', ['real-estate/title', 'real-estate/titles-by-holder']],
  ['the paper that it replaces', '不动产权证书复印件', ['real-estate/premises', 'real-estate/title']],
  ['a word that stands nowhere', '复印件 gardens', []],
])('%s', async (_what, q, ids) => {
  expect(await found({ q })).toEqual(ids);
});

test('filters narrow, alone and together with words', async () => {
  const all = resources.map(({ id }) => id).toSorted();
  expect(await found({})).toEqual(all);
  const of = (fits: (one: (typeof resources)[number]) => boolean) =>
    resources
      .filter(fits)
      .map(({ id }) => id)
      .toSorted();
  expect(await found({ protocol: 'SOAP' })).toEqual(of(({ protocol }) => protocol === 'SOAP'));
  expect(await found({ sharing: 'unconditional' })).toEqual(['market-supervision/licence']);
  expect(await found({ state: 'deprecated' })).toEqual([]);
  expect(await found({ sensitivity: 'personal' })).toEqual(of((one) => highestSensitivity(one) === 'personal'));
  expect(await found({ department: 'taxation', q: '税务登记' })).toEqual(['taxation/taxpayer-registration']);
  expect(await city.call('GET /v1/resources', { as: 'fire-system', query: { sensitivity: 'secret' } })).toMatchObject({
    status: 400,
  });
});

test('words bind the cursor as filters do', async () => {
  const ask = (query: Record<string, string>) => city.call('GET /v1/resources', { as: 'fire-system', query });
  const first = await ask({ q: '登记', limit: '2' });
  expect(first.body.items).toHaveLength(2);
  const second = await ask({ q: '登记', limit: '100', cursor: first.body.next });
  expect(second.body.items.length).toBeGreaterThan(0);
  expect(await ask({ q: '产权', limit: '2', cursor: first.body.next })).toMatchObject({ status: 400 });
});

test('the owner sees who may ask what, and nobody else does', async () => {
  const params = { department: 'real-estate', resource: 'title' };
  for (const [id, over] of [
    ['a', {}],
    [
      'b',
      { consumer: 'fire', fields: ['/use'], purposes: [{ kind: 'standing', code: 'round', legalBasis: '消防法' }] },
    ],
    ['c', { consumer: 'fire' }],
  ] as const)
    await city.call('PUT /v1/grants/{grant}', {
      as: 'officer-xia-yu',
      params: { grant: id },
      body: { ...grantInput, ...over },
      ifMatch: '"0"',
    });
  await city.call('PUT /v1/grants/{grant}/revocation', {
    as: 'officer-xia-yu',
    params: { grant: 'c' },
    body: { reason: 'x' },
  });
  city.pass(31_000);
  const day = (period: string, asked: number) =>
    city.days.push({
      v: 1,
      resource: 'real-estate/title',
      provider: 'real-estate',
      period,
      counted: { asked, found: asked - 1, byKind: {}, byConsumer: { health: asked }, byPurpose: {}, used: 0, ms: [] },
    });
  day('2026-10-20', 100);
  day('2026-11-01', 5);
  day('2026-11-19', 7);
  const use = (as: string) => city.call('GET /v1/resources/{department}/{resource}/use', { as, params });
  const { status, body } = await use('real-estate-system');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    resource: 'real-estate/title',
    versions: [{ version: 1, state: 'published', grants: 2 }],
    lately: { from: '2026-10-21', until: '2026-11-20', asked: 12, found: 10, byConsumer: { health: 12 } },
    states: { active: 2, revoked: 1 },
    consumers: [
      {
        consumer: 'fire',
        grants: [
          { id: 'b', standing: ['round'], matters: [] },
          { id: 'c', state: 'revoked' },
        ],
      },
      {
        consumer: 'health',
        grants: [{ id: 'a', matters: ['catering-business-setup'], fields: ['/location', '/use'] }],
      },
    ],
  });
  const grantsOf = (pointer: string) => body.fields.find((one: { pointer: string }) => one.pointer === pointer).grants;
  expect([grantsOf('/use'), grantsOf('/location'), grantsOf('/marks/seized')]).toEqual([2, 1, 0]);
  expect(await use('officer-li-yan')).toMatchObject({ status: 200 });
  expect(await use('health-system')).toMatchObject({ status: 403, body: { denial: { rule: 'other-department' } } });
});
