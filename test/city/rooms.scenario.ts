/** The rooms around the exchange, in the running city: the record as it is read, grants that run out, the description. */
import { beforeAll, expect, test } from 'vitest';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { boot, call, HOMES, review } from './support.ts';

const DAY = 86_400_000;
let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});

const as = async (who: string) => ({
  token: await (who.startsWith('officer-') ? city.officerToken(who) : city.token(who)),
});
const instant = (at: number): string => new Date(at).toISOString();

test('an exchange appears in the record of its two departments, through stream, relay, queue and projection', async () => {
  const asked = await call<{ exchange: string }>(city, 'POST', HOMES, {
    ...(await as('housing-system')),
    body: review(),
  });
  expect(asked.status).toBe(200);
  await city.settle();
  const line = { id: asked.body.exchange, consumer: 'housing', provider: 'real-estate', found: true };
  for (const [who, department] of [
    ['housing-system', 'housing'],
    ['real-estate-system', 'real-estate'],
    ['officer-tong-bo', 'real-estate'],
  ] as const) {
    const path = `/v1/exchanges?date=${beijingDate(city.clock.now())}&department=${department}`;
    const listed = await call<{ items: { id: string }[] }>(city, 'GET', path, await as(who));
    expect(listed.body.items).toContainEqual(expect.objectContaining(line));
  }
  const one = `/v1/exchanges/${asked.body.exchange}`;
  expect((await call(city, 'GET', one, await as('housing-system'))).body).toMatchObject(line);
  expect((await call(city, 'GET', one, await as('fire-system'))).status).toBe(404);
});

test('a grant is given by the provider, found by its consumer, and expired by the clock after an outage of a day', async () => {
  const grant = '/v1/grants/fire-premises';
  const body = {
    consumer: 'fire',
    resource: 'real-estate/premises',
    resourceVersion: 1,
    purposes: [{ kind: 'standing', code: 'fire-inspection', legalBasis: '消防法' }],
    parties: [{ role: 'applicant', ground: '日常监督检查', level: 'predicate' }],
    fields: ['/commercialUse'],
    from: '2020-01-01T00:00:00Z',
    until: instant(city.clock.now() + 3_600_000),
  };
  const headers = { 'if-match': '"0"' };
  const given = await call(city, 'PUT', grant, { ...(await as('officer-xia-yu')), body, headers });
  expect(given).toMatchObject({ status: 200, body: { state: 'active', revision: 1 } });
  expect(given.headers.get('etag')).toBe('"1"');

  city.clock.advance(DAY);
  const fired = await city.fire('due-drain');
  expect(fired.length).toBeGreaterThan(0);
  await city.settle();
  expect((await call(city, 'GET', grant, await as('fire-system'))).body).toMatchObject({
    state: 'expired',
    revision: 2,
  });
  expect(city.engine.refusals()).toEqual([]);
});

test('the description and its page are served to everybody, with the address of this city', async () => {
  const description = await call<{ servers: unknown }>(city, 'GET', '/openapi.json');
  expect(description.body.servers).toEqual([{ url: city.url }]);
  const page = await call(city, 'GET', '/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.text).toContain('数据交换');
});
