/** Pulling by number, receipts, and what a department may see of subscriptions. */
import { expect, test } from 'vitest';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { type Delivered, EVENT_KEPT_MS } from '#schemas/published.ts';
import { eventsRoutes } from '#schemas/routes/events.ts';
import { keys } from '../exchange/world.ts';
import { changed, FIRM, HOOK, LICENCE, OTHER_FIRM, type World, wanted, withGrants, world } from './world.ts';

const OFFICER = 'officer-fang-yuan';
const EVENTS = 'GET /v1/subscriptions/{subscription}/events';
/** What is refused leaves nothing behind, so one world does for all of it. */
let shared: ReturnType<typeof world> | undefined;
const refusing = () => {
  shared ??= world();
  return shared;
};
const pulling = async () => {
  const room = await world();
  const { status, body } = await room.subscribe({ target: { kind: 'pull' } });
  expect([status, body.state, body.secret]).toEqual([201, 'active', undefined]);
  const params = { subscription: body.id as string };
  const pull = (query: Record<string, string> = {}, as = 'fire-system') => room.call(EVENTS, { as, params, query });
  const receive = (upTo: number) =>
    room.post('/v1/subscriptions/{subscription}/receipts', 'fire-system', { upTo }, params);
  return { ...room, room, id: params.subscription, params, pull, receive };
};

test('by increasing number, a hundred at most, and it says whether there is more; a receipt moves the beginning', async () => {
  const { publish, pull, receive, get, id } = await pulling();
  for (let i = 0; i < 5; i += 1) await publish(changed({ subject: i % 2 ? OTHER_FIRM : FIRM }));
  const first = await pull({ limit: '2' });
  expect(eventsRoutes.pullEvents.answer.safeParse(first.body).error?.issues).toBeUndefined();
  expect(first.body).toMatchObject({ upTo: 2, more: true });
  expect(first.body.items.map(({ data }: Delivered) => [data.number, data.record])).toMatchObject([
    [1, { firm: FIRM }],
    [2, { firm: OTHER_FIRM }],
  ]);
  expect(first.body.items[0]?.data.record).not.toHaveProperty('representative');
  const rest = await pull({ after: '2' });
  expect([rest.body.items.length, rest.body.upTo, rest.body.more]).toEqual([3, 5, false]);
  expect((await pull()).body.items).toHaveLength(5);
  expect((await receive(3)).body).toMatchObject({ receipt: { upTo: 3 }, position: 3 });
  expect((await receive(2)).body).toMatchObject({ receipt: { upTo: 3 } });
  expect((await pull()).body.items.map(({ data }: Delivered) => data.number)).toEqual([4, 5]);
  expect((await receive(6)).body.errors).toEqual([{ field: '/upTo', rule: 'not-yet-given' }]);
  expect((await get(id)).receipt.upTo).toBe(3);
});

test('each event that is pulled has its record, the same when it is pulled again', async () => {
  const { publish, pull } = await pulling();
  for (let i = 0; i < 3; i += 1) await publish();
  const ids = async () => (await pull({ after: '0' })).body.items.map(({ data }: Delivered) => data.exchange);
  const first = await ids();
  expect(new Set(first).size).toBe(3);
  expect(await ids()).toEqual(first);
});

test('decided anew at each pull: a revoked grant is explained, a field less is a field less', async () => {
  const { publish, pull, setSnapshot } = await pulling();
  await publish();
  const change = (over: object) =>
    setSnapshot(withGrants((grant) => (grant.id === 'fire-licence-events' ? { ...grant, ...over } : grant)));
  change({ fields: ['/state'], revision: 2 });
  expect((await pull()).body.items[0].data).toMatchObject({ record: { state: '存续' }, fields: ['/state'] });
  change({ uses: ['batch'] });
  expect(await pull()).toMatchObject({ status: 403, body: { denial: { rule: 'use-not-granted' } } });
  change({ state: 'revoked' });
  expect(await pull()).toMatchObject({ status: 403, body: { denial: { rule: 'grant-revoked' } } });
});

test('what is being checked about the firm is named, where the event tells of it', async () => {
  const { publish, pull, setSnapshot } = await pulling();
  await publish();
  await publish(changed({ subject: OTHER_FIRM }));
  const handle = subjectHandle(keys, FIRM);
  const doubts = async (fields: string[]) => {
    setSnapshot({ openDoubts: [{ resource: LICENCE, fields, handle }] });
    const { items } = (await pull()).body as { items: Delivered[] };
    return items.map(({ data }) => data.doubtful?.fields);
  };
  expect(await doubts(['/address', '/scope'])).toEqual([['/address'], undefined]);
  // Not among what it is told.
  expect(await doubts(['/capital'])).toEqual([undefined, undefined]);
});

test('after thirty days 410, by data; a subscription cannot begin there either', async () => {
  const { publish, pull, advance, subscribe } = await pulling();
  await publish();
  advance(EVENT_KEPT_MS / 2);
  await publish();
  advance(EVENT_KEPT_MS / 2);
  expect(await pull()).toMatchObject({ status: 410, body: { code: 'events-expired' } });
  expect((await pull({ after: '1' })).body.items).toHaveLength(1);
  const pull30 = { target: { kind: 'pull' as const } };
  expect(await subscribe({ ...pull30, after: 0 })).toMatchObject({ status: 410 });
  expect(await subscribe({ ...pull30, after: 1 })).toMatchObject({ status: 201, body: { after: 1 } });
  expect(await subscribe({ ...pull30, after: 3 })).toMatchObject({ status: 422 });
});

test.each([
  [
    'a purpose of somebody else',
    { purpose: { kind: 'standing', code: 'taxpayer-upkeep' } },
    403,
    { denial: { rule: 'purpose-not-granted' } },
  ],
  ['a role that is not granted', { party: { role: 'landlord' } }, 403, { denial: { rule: 'party-not-granted' } }],
  [
    'a field that is not declared',
    { fields: ['/phone'] },
    400,
    { errors: [{ field: '/fields/0', rule: 'not-a-declared-leaf' }] },
  ],
  ['fields none of which is granted', { fields: ['/capital'] }, 403, { denial: { rule: 'no-field-granted' } }],
  ['a type that is not declared', { types: ['licence.born'] }, 400, { errors: [{ field: '/types/0' }] }],
  [
    'a type that the resource does not tell of',
    { types: ['shop.changed'] },
    422,
    { errors: [{ field: '/types/0', rule: 'not-a-declared-event' }] },
  ],
  [
    'a resource that tells of nothing',
    { resource: 'real-estate/premises', fields: ['/isHolder'] },
    422,
    { errors: [{ field: '/resource', rule: 'tells-of-nothing' }] },
  ],
  ['a resource that there is not', { resource: 'real-estate/nothing' }, 404, {}],
  [
    'an endpoint on this machine',
    { target: { kind: 'webhook', url: 'https://127.0.0.1/x' } },
    400,
    { errors: [{ field: '/target/url', rule: 'address-refused' }] },
  ],
  [
    'an endpoint in plain',
    { target: { kind: 'webhook', url: 'http://events.example/x' } },
    400,
    { errors: [{ field: '/target/url', rule: 'tls-needed' }] },
  ],
  [
    'an endpoint with a secret in its address',
    { target: { kind: 'webhook', url: 'https://events.example/x?key=1' } },
    400,
    { errors: [{ field: '/target/url', rule: 'no-query-fragment-or-credentials' }] },
  ],
])('nobody subscribes for %s', async (_what, over, status, told) => {
  const { post } = await refusing();
  const answer = await post('/v1/subscriptions', 'fire-system', { ...wanted(), ...over });
  expect([answer.status, answer.body]).toMatchObject([status, told]);
});

test('a repeat finds the subscription and shows the secret for a day; another request under its key is refused', async () => {
  const { call, advance } = await world();
  const send = (over = {}) =>
    call('POST /v1/subscriptions', {
      as: 'fire-system',
      body: { ...wanted(), ...over },
      headers: { 'idempotency-key': 'k' },
    });
  const first = await send();
  expect(first.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(first.body.publicKey).toMatch(/^whpk_/);
  expect((await send()).body).toEqual(first.body);
  expect(await send({ fields: ['/state'] })).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  advance(86_400_000);
  expect((await send()).body).not.toHaveProperty('secret');
});

test('another department’s subscription is as unknown as none; an officer of one’s own reads, and is shown no secret', async () => {
  const { call, id, params, room } = await pulling();
  for (const [name, route] of Object.entries(eventsRoutes)) {
    if (!route.path.includes('{subscription}')) continue;
    const body = { upTo: 0, after: 0, numbers: [1] };
    const wants = 'body' in route ? Object.keys(route.body.shape) : [];
    const given = Object.fromEntries(Object.entries(body).filter(([key]) => wants.includes(key)));
    const ask = { as: 'taxation-system', params, ...('body' in route ? { body: given } : {}) };
    const answer = await call(`${route.method} ${route.path}`, ask);
    expect([name, answer.status]).toEqual([name, 404]);
  }
  const hook = await room.subscribe();
  expect((await room.get(id, OFFICER)).target).toEqual({ kind: 'pull' });
  const rotated = await rotate(room, hook.body.id);
  expect(rotated.body.secret).not.toBe(hook.body.secret);
  const asked = await rotate(room, hook.body.id, OFFICER);
  expect([asked.status, asked.body.secret]).toEqual([409, undefined]);
});

const rotate = (room: World, id: string, as = 'fire-system') =>
  room.post('/v1/subscriptions/{subscription}/secret', as, {}, { subscription: id });

test('after a rotation both secrets verify for a day', async () => {
  const room = await world();
  const { body } = await room.subscribe();
  await room.run();
  const rotated = await rotate(room, body.id);
  // The endpoint still holds the old one, and verifies with it.
  await room.publish();
  await room.run();
  room.hooks.know(HOOK, rotated.body.secret);
  await room.publish();
  await room.run();
  expect(room.hooks.effects(HOOK)).toEqual([1, 2]);
  room.hooks.know(HOOK, body.secret);
  room.advance(86_400_000);
  await room.publish();
  await expect(room.run()).rejects.toThrow('No matching signature');
});

test('lists one’s own, page by page; what has ended is gone from the list and gets nothing more', async () => {
  const room = await world();
  const made: string[] = [];
  for (let i = 0; i < 3; i += 1) made.push((await room.subscribe({ target: { kind: 'pull' } })).body.id);
  const list = async (as: string) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: '2', ...(cursor ? { cursor } : {}) };
      const { body } = await room.call('GET /v1/subscriptions', { as, query });
      found.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next;
    } while (cursor);
    return found;
  };
  expect(await list('fire-system')).toEqual(made.toSorted());
  expect(await list('taxation-system')).toEqual([]);
  const params = { subscription: made[0] ?? '' };
  const end = () => room.call('DELETE /v1/subscriptions/{subscription}', { as: 'fire-system', params });
  expect([(await end()).body.state, (await end()).body.state]).toEqual(['ended', 'ended']);
  expect(await list('fire-system')).toHaveLength(2);
  expect((await room.call(EVENTS, { as: 'fire-system', params, query: {} })).status).toBe(409);
});

test('a webhook held for more than thirty days goes on with what is kept, and says how much it missed', async () => {
  const room = await world();
  const { body } = await room.subscribe();
  await room.run();
  const suspended = { since: '2026-11-20T01:00:00Z', reason: '核查', by: 'officer-a' };
  room.setSnapshot(withGrants((grant) => (grant.id === 'fire-licence-events' ? { ...grant, suspended } : grant)));
  for (let i = 0; i < 3; i += 1) await room.publish();
  room.advance(EVENT_KEPT_MS + 1);
  await room.publish();
  room.setSnapshot({});
  await room.run();
  expect(room.hooks.effects(HOOK)).toEqual([4]);
  expect(await room.get(body.id)).toMatchObject({ missed: 3, position: 4 });
});
