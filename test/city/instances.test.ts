/** Eight instances, each with its own memory: what one learns, all obey in time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalCity, startCity } from '#infra/local/city.ts';
import { type Answer, call, contract, HOMES, review, TITLE } from './support.ts';

const INSTANCES = 8;
const BITES_WITHIN_MS = 30_000;
const full = process.env.ONETRIP_FULL === '1';

let city: LocalCity;
let housing: string;
let taxation: string;
let authority: string;
beforeAll(async () => {
  // As many as the test counts, so that a burst wakes no ninth.
  city = await startCity({
    port: 0,
    quiet: true,
    departments: ['real-estate'],
    context: { concurrency: { 'real-estate': INSTANCES } },
  });
  [housing, taxation, authority] = await Promise.all([
    city.token('housing-system', ['exchange']),
    city.token('taxation-system', ['exchange']),
    city.token('data-authority-system', ['registry.manage', 'catalogue.manage', 'supervision', 'catalogue']),
  ]);
  await city.instances('onetrip-real-estate', INSTANCES);
});
afterAll(() => city?.stop());

/** As many at once as there are instances, so that each answers one. */
const everywhere = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: INSTANCES }, ask));

test('fifty calls with one key: one record for one outcome, and another body under that key is refused', async () => {
  const headers = { 'idempotency-key': 'fifty-at-once' };
  const body = review();
  // The gateway's own 503 (all instances busy) is no answer of ours: a caller repeats, which is what the key is for.
  const ask = async (request = body): Promise<Answer<{ exchange: string }>> => {
    const answer = await call<{ exchange: string }>(city, 'POST', HOMES, { token: housing, headers, body: request });
    if (answer.status !== 503 || answer.body.code !== undefined) return answer;
    await sleep(50);
    return ask(request);
  };
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body: { exchange } }) => exchange)).size).toBe(1);
  const other = await everywhere(() => ask(review(undefined, ['/more'])));
  expect(new Set(other.map(({ body: { code } }) => code))).toEqual(new Set(['idempotency-key-reused']));
  expect(city.pool.instances('onetrip-real-estate').length).toBe(INSTANCES);
});

test('a revoked grant and a suspended client bite on all eight within 30 s', async () => {
  const asks = {
    grant: async () => (await call(city, 'POST', HOMES, { token: housing, body: review() })).status,
    client: async () =>
      (
        await call(city, 'POST', HOMES, {
          token: taxation,
          body: { ...review(), purpose: { kind: 'matter', matter: 'existing-house-tax' }, party: { role: 'buyer' } },
        })
      ).body.denial?.rule,
  };
  expect(new Set(await everywhere(asks.grant))).toEqual(new Set([200]));
  expect(new Set(await everywhere(asks.client))).toEqual(new Set(['ticket-missing']));
  const reason = { reason: 'end-to-end test' };
  const changed = await Promise.all([
    call(city, 'PUT', '/v1/grants/housing-rental-review/revocation', { token: authority, body: reason }),
    call(city, 'PUT', '/v1/clients/taxation-system/suspension', { token: authority, body: reason }),
  ]);
  expect(changed.map(({ status }) => status)).toEqual([200, 200]);
  const since = performance.now();
  const bitten: Record<string, number> = {};
  while (Object.keys(bitten).length < 2 && performance.now() - since < BITES_WITHIN_MS + 5_000) {
    // One after the other: sixteen at once would be turned away by eight instances.
    const grants = await everywhere(asks.grant);
    const clients = await everywhere(asks.client);
    const at = performance.now() - since;
    if (grants.every((status) => status === 403)) bitten.grant ??= at;
    if (clients.every((rule) => rule === 'client-suspended')) bitten.client ??= at;
    await sleep(1_000);
  }
  console.log('bitten on all instances after ms:', bitten);
  expect(bitten.grant).toBeLessThanOrEqual(BITES_WITHIN_MS);
  expect(bitten.client).toBeLessThanOrEqual(BITES_WITHIN_MS);
});

test('a dead department: at most one probe in five seconds from all eight, callers told at once, and it recovers', async () => {
  const body = await contract(city);
  const ask = () => call(city, 'POST', TITLE, { token: housing, body });
  await city.departments['real-estate'].hostile('drop');
  // Until every instance has learnt it.
  for (let round = 0; round < 6; round += 1) await everywhere(ask);
  const before = await city.departments['real-estate'].asked();
  const window = full ? 15_000 : 10_000;
  const since = performance.now();
  const told: number[] = [];
  const codes = new Set<string | undefined>();
  while (performance.now() - since < window) {
    const asked = performance.now();
    const answers = await everywhere(ask);
    told.push(performance.now() - asked);
    for (const answer of answers) codes.add(answer.body.code);
    await sleep(600);
  }
  const probes = (await city.departments['real-estate'].asked()) - before;
  const lasted = performance.now() - since;
  console.log(
    `probes in ${Math.round(lasted / 1000)} s: ${probes}; eight callers told within ms (median):`,
    told.sort((a, b) => a - b)[told.length >> 1],
  );
  expect(codes).toContain('department-unavailable');
  expect(probes).toBeLessThanOrEqual(lasted / 5_000 + 1);
  await city.departments['real-estate'].hostile('none');
  // The next probe finds it well, and the others hear of it.
  const well = async () => (await everywhere(ask)).map(({ status }) => status);
  await expect.poll(well, { interval: 600 }).toContain(200);
});
