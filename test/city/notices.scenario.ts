/** 告知, through the running city: whose premises were looked at is told of it, by the department that looked. */
import { beforeAll, expect, test } from 'vitest';
import { CHEN_FUYING, WANG_SHOP } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Answered } from '#schemas/exchange.ts';
import type { Notice } from '#schemas/notice.ts';
import { boot, call } from './support.ts';

let city: LocalCity;
let [asker, other] = ['', ''];
beforeAll(async () => {
  city = await boot();
  [asker, other] = await Promise.all([city.officerToken('officer-hu-min'), city.officerToken('officer-xu-qing')]);
});

const CASE = '330784-test-0011';
const RESOURCE = 'real-estate/premises';

/** As market supervision asks about the landlord when a restaurant is opened. */
const premises = async () => {
  const ticket = await city.ticket({
    case: CASE,
    matter: 'company-setup',
    department: 'market-supervision',
    parties: [{ role: 'landlord', code: CHEN_FUYING }],
    resources: [RESOURCE],
    level: 'predicate',
  });
  const body = {
    purpose: { kind: 'matter', matter: 'company-setup', ticket },
    party: { role: 'landlord' },
    request: { unitNumber: WANG_SHOP, holder: CHEN_FUYING },
    fields: ['/isHolder', '/commercialUse', '/notSeized'],
  };
  return call<Answered>(city, 'POST', `/v1/exchange/${RESOURCE}`, { token: asker, body });
};

test('the landlord’s premises are asked about: a notice is due, with a text in both languages, and is given', async () => {
  const { status, body } = await premises();
  expect([status, body.found]).toEqual([200, true]);
  await city.settle();

  const list = (token: string) => call<{ items: Notice[] }>(city, 'GET', `/v1/notices?case=${CASE}`, { token });
  const { items } = (await list(asker)).body;
  const line = { id: body.exchange, state: 'due', party: 'landlord', provider: 'real-estate', case: CASE };
  expect(items).toEqual([expect.objectContaining(line)]);
  expect(items[0]?.text.zh).toMatch(/永康市市场监督管理局.*不动产登记中心.*是否为权利人、是否商业用途、是否未被查封/);
  expect(items[0]?.text.en).toMatch(/Market Supervision.*Is the holder, Is for commercial use, Is not seized/);

  const one = `/v1/notices/${body.exchange}`;
  const give = { body: { channel: 'sms' } };
  expect((await list(other)).body.items).toEqual([]);
  expect((await call(city, 'GET', one, { token: other })).status).toBe(404);
  expect((await call(city, 'POST', `${one}/given`, { token: other, ...give })).status).toBe(404);

  const given = await call<Notice>(city, 'POST', `${one}/given`, { token: asker, ...give });
  expect(given.body).toMatchObject({ state: 'given', given: { channel: 'sms', by: 'officer-hu-min' } });
  expect((await list(asker)).body.items).toEqual([given.body]);
  const due = await call<{ items: Notice[] }>(city, 'GET', '/v1/notices', { token: asker });
  expect(due.body.items.map(({ id }) => id)).not.toContain(body.exchange);
  expect(city.engine.refusals()).toEqual([]);
});
