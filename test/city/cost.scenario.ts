/** What a warm synchronous exchange costs, counted where the calls pass: one put, nothing else. */
import { beforeAll, expect, test } from 'vitest';
import type { LocalCity } from '#infra/local/city.ts';
import { boot, call, HOMES, review } from './support.ts';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});

const ADAPTER = 'onetrip-real-estate';
const EXCHANGES = process.env.ONETRIP_FULL === '1' ? 1000 : 120;
const ABREAST = 4;
/** For which an instance takes its share of what a second allows. */
const WINDOW_MS = 30_000;

test(`${EXCHANGES} warm exchanges make ${EXCHANGES} writes of one unit; snapshot refreshes are counted apart`, async () => {
  const token = await city.token('housing-system', ['exchange']);
  const ask = async () => (await call(city, 'POST', HOMES, { token, body: review() })).status;
  // Warm: as many instances as callers.
  expect(await Promise.all(Array.from({ length: ABREAST * 2 }, ask))).toEqual(Array(ABREAST * 2).fill(200));
  city.engine.reset();
  const begun = Math.floor(city.clock.now() / WINDOW_MS);
  let left = EXCHANGES;
  const statuses = new Map<number, number>();
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      const status = await ask();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, caller));
  expect(statuses).toEqual(new Map([[200, EXCHANGES]]));
  const windows = Math.floor(city.clock.now() / WINDOW_MS) - begun + 1;

  // The queue of its batches is polled by Lambda itself.
  const calls = city.engine.read().filter(({ fn, operation }) => fn === ADAPTER && operation !== 'ReceiveMessage');
  const refresh = calls.filter(({ service, operation }) => service === 'dynamodb' && /Get/.test(operation));
  // Of a quota large enough for leases a share is renewed now and then, whatever is asked meanwhile.
  const renewals = calls.filter(({ operation }) => operation === 'UpdateItem');
  const exchange = calls.filter((one) => !refresh.includes(one) && !renewals.includes(one));
  console.log(
    'per exchange:',
    exchange.map((c) => `${c.service} ${c.operation} ${c.calls / EXCHANGES} calls, ${c.writeUnits / EXCHANGES} units`),
    'refreshes apart:',
    refresh.map((c) => `${c.operation} ${c.calls}, ${c.readUnits} units`),
  );
  expect(exchange.map(({ service, operation }) => `${service} ${operation}`)).toEqual(['dynamodb PutItem']);
  expect(exchange[0]?.calls).toBeGreaterThanOrEqual(EXCHANGES);
  expect(exchange[0]?.calls).toBeLessThanOrEqual(EXCHANGES * 1.01);
  expect(renewals.reduce((sum, one) => sum + one.calls, 0)).toBeLessThanOrEqual(
    ABREAST * 4 * windows + EXCHANGES * 0.01,
  );
  expect(exchange[0]?.writeUnits).toBeLessThanOrEqual(EXCHANGES * 1.02);
});
