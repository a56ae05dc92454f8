/** Deliveries to endpoints, hours and days in a moment: retries, late, dead, disabled, enabled, redriven, replayed. */
import { expect, test } from 'vitest';
import { takeEvent } from '#functions/events/take.ts';
import type { Delivery } from '#schemas/subscription.ts';
import { keepLines } from '../exchange/lines.ts';
import { changed, FIRM, firm, HOOK, LICENCE, OTHER_FIRM, type World, withGrants, world } from './world.ts';

const lines = keepLines();
const HOUR = 3_600_000;
const FULL = process.env.ONETRIP_FULL === '1';

const confirmed = async () => {
  const room = await world();
  const { status, body } = await room.subscribe();
  expect(status).toBe(201);
  await room.run();
  expect(await room.get(body.id)).toMatchObject({ state: 'active', position: 0 });
  return { ...room, room, id: body.id as string };
};
const params = (subscription: string) => ({ subscription });
const post = (room: World, what: string, id: string, body: unknown = {}) =>
  room.post(`/v1/subscriptions/{subscription}/${what}`, 'fire-system', body, params(id));

test('an endpoint is challenged, then told what is granted and wished for, signed and recorded, and its receipt is kept', async () => {
  const { publish, run, hooks, deliveries, get, id } = await confirmed();
  expect(hooks.messages.map(({ type }) => type)).toEqual(['subscription.challenge']);
  const told = await publish();
  expect(told).toMatchObject({ status: 202, body: { number: 1, state: 'taken' } });
  await run();
  const [message] = hooks.messages.slice(1);
  expect(message).toMatchObject({ id: told.body.event, type: 'licence.changed' });
  // Of what was wished for the representative is not granted to the fire brigade.
  expect(message?.data.record).toEqual({
    firm: FIRM,
    name: '永康市王记餐饮有限公司',
    address: '浙江省永康市东城街道',
    state: '存续',
  });
  expect(message?.data.fields).toEqual(['/firm', '/name', '/address', '/state']);
  const [delivery] = (await deliveries(id)) as Delivery[];
  expect(delivery).toMatchObject({
    number: 1,
    state: 'received',
    attempts: 1,
    status: 204,
    exchange: message?.data.exchange,
  });
  expect(await get(id)).toMatchObject({ position: 1, open: { waiting: 0, retrying: 0, late: 0 } });
});

test('an endpoint that does not answer the challenge gets nothing, and is disabled in the end', async () => {
  const { subscribe, hooks, publish, run, get, now } = await world();
  hooks.behave(HOOK, () => ({ status: 200, body: '{"challenge":"another"}' }));
  const { body } = await subscribe();
  await run();
  await publish();
  await run(now + 48 * HOUR);
  expect(new Set(hooks.messages.map(({ type }) => type))).toEqual(new Set(['subscription.challenge']));
  expect(hooks.messages).toHaveLength(9);
  expect(await get(body.id)).toMatchObject({ state: 'disabled', disabled: { reason: 'challenge-failed' } });
  expect(lines()).toContain('subscription-disabled');
});

test('what is not received is tried again after longer and longer waits, is late after three, and a dead letter with its reason in the end', async () => {
  const { publish, run, hooks, deliveries, get, now, id } = await confirmed();
  hooks.behave(HOOK, () => ({ status: 500 }));
  await publish();
  await run(now + 20 * 60_000);
  expect(await deliveries(id, 'late')).toMatchObject([{ number: 1, attempts: 4, status: 500 }]);
  expect(await get(id)).toMatchObject({ open: { late: 1 }, failing: { attempts: 4 }, state: 'active' });
  expect(lines().match(/"delivery-late"/g)).toHaveLength(1);
  await run(now + 40 * HOUR);
  expect(await deliveries(id, 'dead')).toMatchObject([{ number: 1, attempts: 9, status: 500 }]);
  expect(lines().match(/"delivery-dead"/g)).toHaveLength(1);
  expect(lines()).not.toContain(FIRM);
  const times = hooks.messages.slice(1).map(({ at }) => at - now);
  const waits = times.slice(1).map((at, i) => Math.round((at - (times[i] ?? 0)) / 1000));
  // The due table fires at full minutes, the queue to the second.
  expect(waits[0]).toBe(5);
  expect(waits[1]).toBe(20);
  expect(waits[2]).toBe(300);
  for (const [i, hours] of [2, 5, 10, 14].entries()) expect(waits[4 + i]).toBeCloseTo(hours * 3600, -2);
  expect(times.at(-1)).toBeGreaterThan(24 * HOUR);
});

test('a dead letter is redriven by a person, and received once', async () => {
  const { room, publish, run, hooks, deliveries, now, id } = await confirmed();
  hooks.behave(HOOK, () => ({ cause: 'ECONNREFUSED' }));
  await publish();
  await run(now + 40 * HOUR);
  expect(await deliveries(id, 'dead')).toMatchObject([{ number: 1, cause: 'ECONNREFUSED' }]);
  hooks.behave(HOOK, () => ({ status: 204 }));
  expect((await post(room, 'redrive', id, { numbers: [1, 7] })).body).toEqual({ redriven: [1] });
  await run();
  expect(await deliveries(id)).toMatchObject([{ number: 1, state: 'received' }]);
  expect(await deliveries(id, 'dead')).toEqual([]);
  expect(hooks.effects(HOOK)).toEqual([1]);
  expect((await post(room, 'redrive', id, { numbers: [1] })).body).toEqual({ redriven: [] });
});

test('a later event of the same subject waits for the earlier one; another subject does not', async () => {
  const { publish, run, hooks, deliveries, now, id } = await confirmed();
  hooks.behave(HOOK, ({ data }, nth) => ({ status: data.number === 1 && nth < 3 ? 503 : 204 }));
  await publish();
  await publish(changed({ subject: OTHER_FIRM }));
  await publish();
  await run();
  expect(hooks.effects(HOOK)).toEqual([2]);
  expect((await deliveries(id)).map(({ number, state }: Delivery) => [number, state])).toEqual([
    [3, 'waiting'],
    [2, 'received'],
    [1, 'retrying'],
  ]);
  await run(now + 60_000);
  expect(hooks.effects(HOOK)).toEqual([2, 1, 3]);
  // The first two are sent side by side.
  expect(hooks.came(HOOK).slice(0, 2).toSorted()).toEqual([1, 2]);
  expect(hooks.came(HOOK).slice(2)).toEqual([1, 1, 3]);
});

test('an endpoint that is gone is disabled at once, keeps what came meanwhile, and is challenged when it is enabled again', async () => {
  const { room, publish, run, hooks, get, id } = await confirmed();
  hooks.behave(HOOK, () => ({ status: 410 }));
  await publish();
  await run();
  await publish(changed({ subject: OTHER_FIRM }));
  await run();
  expect(await get(id)).toMatchObject({ state: 'disabled', disabled: { reason: 'gone' } });
  expect(hooks.came(HOOK)).toEqual([1]);
  hooks.behave(HOOK, () => ({ status: 204 }));
  expect((await post(room, 'enable', id)).body).toMatchObject({ state: 'unconfirmed' });
  await run(room.now + 60_000);
  expect(await get(id)).toMatchObject({ state: 'active', position: 2 });
  expect(hooks.effects(HOOK).toSorted()).toEqual([1, 2]);
});

test('an endpoint that takes nothing for three days is disabled', async () => {
  const { publish, run, hooks, get, now, id } = await confirmed();
  hooks.behave(HOOK, () => ({ cause: 'timeout' }));
  for (let i = 0; i < 2; i += 1) await publish();
  await run(now + 60 * HOUR);
  expect(await get(id)).toMatchObject({ state: 'active' });
  await publish(changed({ subject: OTHER_FIRM }));
  await run(now + 120 * HOUR);
  expect(await get(id)).toMatchObject({ state: 'disabled', disabled: { reason: 'failing' } });
  expect(lines()).toContain('subscription-disabled');
});

test('replayed from a number, everything behind it is sent again under the same ids and the same records', async () => {
  const { room, publish, run, hooks, id } = await confirmed();
  for (let i = 0; i < 3; i += 1) await publish(changed({ subject: i === 1 ? OTHER_FIRM : FIRM }));
  await run();
  const records = () => new Set(hooks.messages.slice(1).map(({ data }) => data.exchange));
  expect(records().size).toBe(3);
  expect((await post(room, 'replay', id, { after: 1 })).status).toBe(200);
  await run();
  expect(hooks.came(HOOK).toSorted()).toEqual([1, 2, 2, 3, 3]);
  expect(hooks.effects(HOOK).toSorted()).toEqual([1, 2, 3]);
  expect(records().size).toBe(3);
  const ahead = await post(room, 'replay', id, { after: 9 });
  expect(ahead.body.errors).toEqual([{ field: '/after', rule: 'not-yet-given' }]);
});

test('a grant that is suspended holds the events back, and they go out when it is resumed; nothing is recorded meanwhile', async () => {
  const { room, publish, run, hooks, get, deliveries, setSnapshot, id } = await confirmed();
  const suspended = { since: '2026-11-20T01:00:00Z', reason: '核查', by: 'officer-a' };
  setSnapshot(withGrants((grant) => (grant.id === 'fire-licence-events' ? { ...grant, suspended } : grant)));
  await publish();
  await run();
  expect(await get(id)).toMatchObject({ held: { rule: 'grant-suspended' }, position: 0, state: 'active' });
  expect(await deliveries(id)).toEqual([]);
  setSnapshot({});
  await run(room.now + HOUR);
  expect(hooks.effects(HOOK)).toEqual([1]);
  expect(await get(id)).not.toHaveProperty('held');
});

test('what was told under an earlier version of the resource is given up, and says so', async () => {
  const { publish, run, deliveries, setSnapshot, hooks, id } = await confirmed();
  await publish();
  const next = (version: number) => ({
    ...withGrants((grant) => (grant.id === 'fire-licence-events' ? { ...grant, resourceVersion: version } : grant)),
    resources: withGrants((grant) => grant).resources?.map((one) =>
      one.id === 'market-supervision/licence' ? { ...one, version } : one,
    ),
  });
  setSnapshot(next(2) as never);
  await run();
  expect(await deliveries(id)).toMatchObject([{ number: 1, state: 'dead', cause: 'other-version', attempts: 0 }]);
  expect(hooks.came(HOOK)).toEqual([]);
});

test('a subscription may be for some types only, and a test message is answered for', async () => {
  const room = await world();
  const { body } = await room.subscribe({ types: ['licence.ended'] });
  await room.run();
  await room.publish();
  await room.publish({ ...changed(), type: 'licence.ended', data: { firm: FIRM, state: '注销' } });
  await room.run();
  expect(room.hooks.effects(HOOK)).toEqual([2]);
  room.hooks.behave(HOOK, () => ({ status: 418 }));
  const ping = await post(room, 'ping', body.id);
  expect(ping.status).toBe(202);
  await room.run();
  expect(await room.get(body.id)).toMatchObject({ ping: { id: ping.body.ping, status: 418 }, position: 2 });
});

test('at most eight at once go to one endpoint, and when a hundred wait for another attempt the rest stays in the log', async () => {
  const many = FULL ? 120 : 14;
  const { deps, publish, run, hooks, get, id, now } = await confirmed();
  const resource = (await deps.snapshots.current()).resource(LICENCE);
  if (!resource) throw new Error('no resource');
  const by = (i: number) => ({ by: 'test', place: `p${i}` });
  for (let i = 1; i < many; i += 1) await takeEvent(deps, resource, changed({ subject: firm(i) }), by(i), now);
  hooks.behave(HOOK, () => ({ status: 500 }));
  await publish(changed({ subject: firm(0) }));
  await run(now + 1000);
  const open = Math.min(many, 100);
  expect(await get(id)).toMatchObject({ open: { waiting: 0, retrying: open }, position: open });
  hooks.behave(HOOK, () => ({ status: 204 }));
  await run(now + 60_000);
  // Eight are under way at once, each about another firm: which arrives last is chance.
  const arrived = [...hooks.effects(HOOK)].map(Number).toSorted((a, b) => a - b);
  expect(arrived).toEqual(Array.from({ length: many }, (_, i) => i + 1));
  expect(await get(id)).toMatchObject({ open: { waiting: 0, retrying: 0, late: 0 }, position: many });
  expect(hooks.most).toBeLessThanOrEqual(8);
  // Whether two of fourteen meet is chance; of a hundred and twenty some do.
  if (FULL) expect(hooks.most).toBeGreaterThan(1);
});
