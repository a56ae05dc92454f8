/** Events are taken by who owns the resource, in the declared form, once each; their numbers grow without a gap. */
import { expect, test } from 'vitest';
import { takeEvent } from '#functions/events/take.ts';
import type { ProblemError } from '#functions/kernel/problem.ts';
import { publishEvent } from '#functions/kernel/publish-event.ts';
import { EVENT_KEPT_MS, type StoredEvent } from '#schemas/published.ts';
import { keys } from '../exchange/world.ts';
import { changed, FIRM, firm, HOOK, LICENCE, NOW, OTHER_FIRM, world } from './world.ts';

const OWNER = 'market-supervision-system';
const PATH = 'POST /v1/events/{department}/{resource}';
const params = { department: 'market-supervision', resource: 'licence' };
/** What is refused leaves nothing behind, so one world does for all of it. */
let shared: ReturnType<typeof world> | undefined;
const refusing = () => {
  shared ??= world();
  return shared;
};
const key = (name: string) => ({ 'idempotency-key': name });

test('taken once: the same message again is known, another under its key is refused, and nothing of the subject stands in a key', async () => {
  const { call, deps } = await world();
  const send = (body: object, name = 'a') => call(PATH, { as: OWNER, params, body, headers: key(name) });
  const first = await send(changed());
  expect(first).toMatchObject({ status: 202, body: { resource: LICENCE, number: 1, state: 'taken' } });
  expect((await send(changed())).body).toEqual({ ...first.body, state: 'known' });
  expect(await send(changed({ subject: OTHER_FIRM }))).toMatchObject({
    status: 422,
    body: { code: 'idempotency-key-reused' },
  });
  expect((await send(changed({ subject: OTHER_FIRM }), 'b')).body).toMatchObject({ number: 2, state: 'taken' });
  const [one] = (await deps.log.page(LICENCE, 0, 10)) as StoredEvent[];
  expect(one).toMatchObject({ at: NOW, by: OWNER, origin: { node: '330784', event: one?.id }, hops: ['330784'] });
  expect(JSON.stringify(one)).not.toMatch(/91330784MA9|王|东城/);
});

test.each([
  ['another department', 'fire-system', {}, 403, { denial: { rule: 'not-the-owner' } }],
  ['an officer of its own', 'officer-hu-min', {}, 403, { denial: { rule: 'not-the-owner' } }],
  [
    'a type that is not declared',
    OWNER,
    { type: 'licence-copy.changed' },
    422,
    { errors: [{ field: '/type', rule: 'not-a-declared-event' }] },
  ],
  [
    'a leaf that the type does not declare',
    OWNER,
    { data: { firm: FIRM, kind: '企业' } },
    400,
    { errors: [{ field: '/data', rule: 'not-a-declared-leaf' }] },
  ],
  [
    'a member that nobody declares',
    OWNER,
    { data: { firm: FIRM, [FIRM]: { a: [], b: 1 } } },
    400,
    { errors: [{ field: '/data', rule: 'not-a-declared-leaf' }] },
  ],
  [
    'a leaf of another type',
    OWNER,
    { data: { firm: FIRM, capital: '100' } },
    400,
    { errors: [{ field: '/data/capital', rule: 'no-integer' }] },
  ],
  [
    'an object where a leaf stands',
    OWNER,
    { data: { firm: FIRM, name: { zh: 'x' } } },
    400,
    { errors: [{ field: '/data', rule: 'not-a-declared-leaf' }] },
  ],
  [
    'another subject than in the data',
    OWNER,
    { data: { firm: OTHER_FIRM } },
    400,
    { errors: [{ field: '/subject', rule: 'not-in-the-data' }] },
  ],
  ['hops without an origin', OWNER, { hops: ['330000'] }, 400, { errors: [{ field: '/hops', rule: 'no-origin' }] }],
  [
    'a subject that is none',
    OWNER,
    { subject: '1234' },
    400,
    { errors: [{ field: '/subject', rule: 'subject-code' }] },
  ],
])('%s is refused by rule, and nothing stands in the log', async (_who, as, over, status, told) => {
  const { call, deps } = await refusing();
  const answer = await call(PATH, { as, params, body: { ...changed(), ...over }, headers: key('a') });
  expect([answer.status, answer.body]).toMatchObject([status, told]);
  expect(JSON.stringify(answer.body)).not.toContain(FIRM);
  expect(await deps.log.last(LICENCE)).toBe(0);
});

test('many at once: each once, numbers without a gap, and a reader at any moment sees a beginning of the log', async () => {
  const { deps, now } = await world();
  const resource = (await deps.snapshots.current()).resource(LICENCE);
  if (!resource) throw new Error('no resource');
  const many = 24;
  let done = false;
  const seen: number[][] = [];
  const reader = async () => {
    while (!done) {
      const page = await deps.log.page(LICENCE, 0, 100);
      seen.push(page === 'gone' ? [-1] : page.map(({ number }) => number));
    }
  };
  /** As a teller does: who is turned away for now comes again. */
  const tell = async (i: number): Promise<unknown> => {
    try {
      return await takeEvent(deps, resource, changed({ subject: firm(i) }), { by: 'test', place: `p${i % 20}` }, now);
    } catch (error) {
      const { code } = error as ProblemError;
      if (code === 'hub-not-ready') return tell(i);
      expect(code).toBe('idempotency-key-reused');
    }
  };
  const reading = reader();
  await Promise.all(Array.from({ length: many }, (_, i) => tell(i)));
  done = true;
  await reading;
  const log = (await deps.log.page(LICENCE, 0, 100)) as StoredEvent[];
  expect(log.map(({ number }) => number)).toEqual(log.map((_, i) => i + 1));
  // Four of the messages bear a name that was given before, to another event.
  expect(log).toHaveLength(20);
  for (const numbers of seen) expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(seen.length).toBeGreaterThan(1);
});

test('a room of the hub tells of its own event through the queue, sealed, and told twice it is one', async () => {
  const { deps, waiting, run } = await world();
  const happening = { ...changed(), id: 'licence-7-closed', by: 'certificates', resource: LICENCE };
  const { hops: _hops, origin: _origin, ...told } = happening;
  for (let i = 0; i < 2; i += 1) await publishEvent(keys, deps.queue, told, NOW);
  expect(JSON.stringify(waiting)).not.toMatch(/91330784MA9|王/);
  await run();
  expect(await deps.log.page(LICENCE, 0, 10)).toMatchObject([
    { number: 1, by: 'certificates', type: 'licence.changed' },
  ]);
});

test('an event that began here or has passed here is taken and goes nowhere; one that comes by two ways is one', async () => {
  const { post, publish, deps, subscribe, run, hooks } = await world();
  await subscribe();
  await run();
  const own = await publish();
  const foreign = { origin: { node: '330700', event: own.body.event as string }, hops: ['330700'] };
  const send = (over: object) => post('/v1/events/{department}/{resource}', OWNER, { ...changed(), ...over }, params);
  const home = { origin: { node: '330784', event: own.body.event }, hops: ['330784', '330700'] };
  expect((await send(home)).body).toMatchObject({ event: own.body.event, state: 'known' });
  const first = await send(foreign);
  expect(first.body).toMatchObject({ number: 2, state: 'taken' });
  const other = { ...foreign, hops: ['330700', '330000'] };
  expect((await send(other)).body).toEqual({ ...first.body, state: 'known' });
  expect((await send({ ...foreign, hops: ['330700', '330784'] })).body).toMatchObject({ state: 'known' });
  const far = { origin: { node: 'x', event: own.body.event }, hops: ['x', 'a', 'b', 'c', 'd', 'e', 'f', 'g'] };
  expect((await send(far)).body.errors).toEqual([{ field: '/hops', rule: 'too-many-hops' }]);
  expect(await deps.log.page(LICENCE, 1, 10)).toMatchObject([{ hops: ['330700', '330784'], origin: foreign.origin }]);
  expect(hooks.came(HOOK)).toEqual([]);
});

test('a hub that subscribes is not told what has passed it', async () => {
  const { subscribe, publish, run, hooks } = await world();
  await subscribe({ node: '330700' });
  await run();
  const event = '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11';
  await publish(changed({ origin: { node: '330700', event }, hops: ['330700'] }));
  await publish(changed({ origin: { node: '330600', event }, hops: ['330600', '330700'] }));
  await publish(changed({ origin: { node: '330600', event: event.replace('a11', 'a12') }, hops: ['330600'] }));
  await run();
  expect(hooks.came(HOOK)).toEqual([3]);
});

test('a message is known for thirty days, by data and not by when the engine sweeps', async () => {
  const { deps } = await world();
  const resource = (await deps.snapshots.current()).resource(LICENCE);
  if (!resource) throw new Error('no resource');
  const at = (now: number) => takeEvent(deps, resource, changed(), { by: 'test', place: 'p' }, now);
  expect((await at(NOW)).state).toBe('taken');
  expect((await at(NOW + EVENT_KEPT_MS - 1)).state).toBe('known');
  expect((await at(NOW + EVENT_KEPT_MS)).state).toBe('taken');
});
