/** 配额 and 预警, through the running city: what a caller hears when his quota is used up, what a large one costs, and who is noticed. */
import { beforeAll, expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Alert } from '#schemas/alert.ts';
import type { Explained } from '#schemas/explained.ts';
import type { Grant } from '#schemas/grant.ts';
import { boot, call, HOMES, review } from './support.ts';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});

const ADAPTER = 'onetrip-real-estate';
const WINDOW_MS = 30_000;
const EXCHANGES = process.env.ONETRIP_FULL === '1' ? 1000 : 100;
const ABREAST = 4;

/** Puts it, and has the function read it at once: else it would be up to 30 s. */
const put = async (who: string, path: string, body: unknown, ifMatch: number, fn: string) => {
  const token = await (who.startsWith('officer-') ? city.officerToken(who) : city.token(who));
  const answer = await call(city, 'PUT', path, { token, body, headers: { 'if-match': `"${ifMatch}"` } });
  expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
  city.pool.restart(fn);
};

const PREMISES = '/v1/exchange/real-estate/premises';
const inspection = (holder: string) => ({
  purpose: { kind: 'standing', code: 'fire-quota' },
  party: { role: 'applicant' },
  request: { unitNumber: WANG_SHOP, holder },
  fields: ['/commercialUse'],
});

test('a small quota is used up by whoever asks; the answer says by which rule and until when, and after midnight it begins anew', async () => {
  const grant = {
    ...{ consumer: 'fire', resource: 'real-estate/premises', resourceVersion: 1, fields: ['/commercialUse'] },
    purposes: [{ kind: 'standing', code: 'fire-quota', legalBasis: '消防法' }],
    parties: [{ role: 'applicant', ground: '日常监督检查', level: 'predicate' }],
    quota: { perDay: 3, perSecond: 10 },
    ...{ from: '2020-01-01T00:00:00Z', until: '2035-01-01T00:00:00Z' },
  };
  await put('officer-xia-yu', '/v1/grants/fire-quota', grant, 0, ADAPTER);
  const ask = async (holder = CHEN_FUYING) =>
    call(city, 'POST', PREMISES, { token: await city.token('fire-system', ['exchange']), body: inspection(holder) });
  const left = async () => {
    const { purpose, party, fields } = inspection(LI_NA);
    const body = { resource: 'real-estate/premises', purpose, party, fields };
    return (await call<Explained>(city, 'POST', '/v1/grants/check', { token: await city.token('fire-system'), body }))
      .body.facts?.leftToday;
  };
  city.pool.restart('catalogue');
  expect([await left(), await left()]).toEqual([3, 3]);
  // Found or not, a question is a question.
  expect([await ask(), await ask(LI_NA), await ask()].map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await left()).toBe(0);
  const refused = await ask();
  const midnight = Math.ceil((city.clock.now() + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000;
  const wait = Number(refused.headers.get('retry-after')) * 1000;
  expect(refused).toMatchObject({
    status: 429,
    body: {
      code: 'too-many-requests',
      denial: { rule: 'quota-day', grant: { id: 'fire-quota', revision: 1 }, limit: 3 },
    },
  });
  expect(refused.body.denial?.need).toMatch(/北京时间零点.*midnight in Beijing/);
  expect(refused.body.denial?.ask).toMatch(/不动产登记中心/);
  expect(Math.abs(city.clock.now() + wait - midnight)).toBeLessThan(10_000);

  city.clock.advance(midnight - city.clock.now());
  expect((await ask()).status).toBe(200);
  expect(city.engine.refusals()).toEqual([]);
});

test(`a large quota costs ${EXCHANGES} warm exchanges next to nothing`, async () => {
  const path = '/v1/grants/housing-rental-review';
  const read = await call<Grant>(city, 'GET', path, { token: await city.officerToken('officer-xia-yu') });
  const {
    v: _v,
    kind: _kind,
    id: _id,
    revision,
    state: _state,
    suspended: _suspended,
    ended: _ended,
    ...grant
  } = read.body;
  const quota = { perDay: 1_000_000, perSecond: 2_000 };
  await put('officer-xia-yu', path, { ...grant, quota }, revision, ADAPTER);
  const token = await city.token('housing-system', ['exchange']);
  const ask = async () => (await call(city, 'POST', HOMES, { token, body: review() })).status;
  // From the beginning of a window on, so that few shares are renewed on the way.
  city.clock.advance(WINDOW_MS - (city.clock.now() % WINDOW_MS));
  for (let round = 0; round < 2; round += 1)
    expect(new Set(await Promise.all(Array.from({ length: ABREAST * 2 }, ask)))).toEqual(new Set([200]));
  city.engine.reset();
  const begun = Math.floor(city.clock.now() / WINDOW_MS);
  const statuses = new Map<number, number>();
  let left = EXCHANGES;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      const status = await ask();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, caller));
  expect(statuses).toEqual(new Map([[200, EXCHANGES]]));
  const windows = Math.floor(city.clock.now() / WINDOW_MS) - begun;
  const instances = city.pool.instances(ADAPTER).length;
  const calls = city.engine.read().filter(({ fn, service }) => fn === ADAPTER && service === 'dynamodb');
  const of = (operation: string) => calls.find((one) => one.operation === operation)?.calls ?? 0;
  console.log(`${EXCHANGES} exchanges: ${of('PutItem')} puts, ${of('UpdateItem')} for quotas, ${windows} windows`);
  expect(of('PutItem')).toBe(EXCHANGES);
  // Each instance renews its share when a window begins, and none beside.
  expect(of('UpdateItem')).toBeLessThanOrEqual(EXCHANGES * 0.01 + windows * instances * 2);
});

test('who looks at more people than the threshold is noticed, and a supervisor takes it up and closes it', async () => {
  const threshold = { watch: 'client', pattern: 'many', distinct: 4, minutes: 1440, from: '2020-01-01T00:00:00Z' };
  await put('data-authority-system', '/v1/thresholds/few', threshold, 0, 'alerts-watch');
  const token = await city.token('housing-system', ['exchange']);
  const people = generate()
    .people.slice(0, 8)
    .map(({ code }) => code);
  for (const holder of [WANG_QIANG, LI_NA, ...people])
    expect((await call(city, 'POST', HOMES, { token, body: review(holder) })).status).toBe(200);
  await city.settle();

  const supervisor = await city.token('data-authority-system', ['supervision']);
  const list = async (state = 'raised') =>
    (await call<{ items: Alert[] }>(city, 'GET', `/v1/alerts?state=${state}&limit=100`, { token: supervisor })).body
      .items;
  const mine = (await list()).filter((one) => one.threshold === 'few' && one.who === 'housing-system');
  expect(mine).toMatchObject([{ watch: 'client', pattern: 'many', department: 'housing', distinct: 4 }]);
  const one = `/v1/alerts/${mine[0]?.id}`;
  const own = await city.token('housing-system', ['supervision']);
  const reason = { body: { reason: '年度复核，已报备' } };
  expect((await call(city, 'POST', `${one}/dismissal`, { token: own, ...reason })).status).toBe(403);
  expect((await call(city, 'POST', `${one}/acknowledgement`, { token: supervisor })).status).toBe(200);
  const closed = await call(city, 'POST', `${one}/dismissal`, { token: supervisor, ...reason });
  expect(closed.body).toMatchObject({ state: 'dismissed', dismissed: { reason: '年度复核，已报备' } });
  expect((await list('dismissed')).map(({ id }) => id)).toContain(mine[0]?.id);
  expect(city.engine.refusals()).toEqual([]);
});
