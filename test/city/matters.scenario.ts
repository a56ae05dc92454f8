/** Matters, guides and bundles in the running city: seeded, published, served to who signs in and to everybody. */
import { beforeAll, expect, test } from 'vitest';
import type { LocalCity } from '#infra/local/city.ts';
import { boot, call } from './support.ts';

let city: LocalCity;
let token: string;
beforeAll(async () => {
  city = await boot();
  token = await city.officerToken('officer-xu-qing');
});
const get = <T>(path: string) => call<T>(city, 'GET', path, { token });

test('the window finds a matter by words, in the version of the day', async () => {
  const { status, body } = await get<{ items: { id: string; star: number }[] }>(
    `/v1/matters?q=${encodeURIComponent('食品经营许可（新办）')}`,
  );
  expect([status, body.items.map(({ id }) => id)]).toEqual([200, ['food-licence']]);
  const old = await get<{ matter: { version: number }; body: { name: { zh: string } } }>(
    '/v1/matters/fire-check?on=2017-10-16',
  );
  expect(old.body).toMatchObject({ matter: { version: 1 }, body: { name: { zh: '永康市公安消防大队' } } });
});

test('the restaurant of 2017 is told as it was made one: 21 to 6, 5 to 1, 30 to 10, 66.67 %', async () => {
  const { body } = await get('/v1/bundles/catering?on=2017-10-16');
  expect(body).toMatchObject({
    typical: {
      figures: {
        materials: { before: 21, after: 6, dropped: 15 },
        forms: { before: 5, after: 1 },
        workdays: { before: 30, after: 10, savedPercent: 66.67 },
      },
    },
  });
});

test('the review finds what the city’s own grants leave to win', async () => {
  const { body } = await get<{ matters: number; oncePercent: number; wins: unknown[] }>(
    '/v1/matters-review?on=2017-10-16&most=5',
  );
  expect([body.matters, body.oncePercent, body.wins.length]).toEqual([1_145, 93.28, 5]);
});

test('a guide is a page for everybody; what signs in is asked for elsewhere', async () => {
  const page = await call(city, 'GET', '/guide/shop-sign?form=long');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.text).toContain('户外招牌设施设置');
  expect((await call(city, 'GET', '/v1/matters')).status).toBe(401);
});
