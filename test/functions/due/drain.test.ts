import { expect, test } from 'vitest';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { dueWorld, fired, MINUTE, NOON, timer } from './world.ts';

test('a timer is never fired early, is fired in the first minute after it is due, and once', async () => {
  const { store, drainAt, received } = await dueWorld();
  await store.put(timer('late', NOON + 1));
  await drainAt(NOON);
  expect(fired(await received())).toEqual([]);
  await drainAt(NOON + MINUTE);
  const [envelope, ...others] = (await received()).filter(({ type }) => type === 'grant.expire');
  expect(envelope).toEqual({
    v: 1,
    id: `catalogue#late@${NOON + 1}`,
    type: 'grant.expire',
    at: NOON + 1,
    data: { grant: 'late' },
  });
  expect(others).toEqual([]);
  await drainAt(NOON + 2 * MINUTE);
  expect(fired(await received())).toEqual([]);
});

test('each run ticks, so that a snapshot left behind is published within a minute', async () => {
  const { drainAt, received } = await dueWorld();
  await drainAt(NOON);
  expect(await received()).toEqual([
    { v: 1, id: 'snapshot.publish@2026-11-20T12:00', type: 'snapshot.publish', at: NOON, data: {} },
  ]);
});

test('setting the same timer twice fires it once', async () => {
  const { store, drainAt, received } = await dueWorld();
  await store.put(timer('twice', NOON));
  await store.put(timer('twice', NOON));
  await drainAt(NOON);
  expect(fired(await received())).toEqual(['twice']);
});

test.each([
  ['an hour', 60],
  ['a day', 1_440],
  ['two months', 86_400],
])('after an outage of %s everything is fired, the longest overdue first, with few calls', async (_name, minutes) => {
  const { store, drainAt, received, database } = await dueWorld();
  await drainAt(NOON);
  const gap = minutes * MINUTE;
  for (const part of [0.9, 0.1, 0.5]) await store.put(timer(`at-${part}`.replace('.', '-'), NOON + gap * part));
  database.reset();
  await drainAt(NOON + gap);
  expect(fired(await received())).toEqual(['at-0-1', 'at-0-5', 'at-0-9']);
  expect(database.total).toBeLessThan(30 + minutes / 1_440);
});

test('many timers of one minute are fired page by page', async () => {
  const { store, drainAt, received } = await dueWorld();
  const ids = Array.from({ length: 210 }, (_, i) => `t-${i}`);
  for (let i = 0; i < ids.length; i += 50)
    await Promise.all(ids.slice(i, i + 50).map((id) => store.put(timer(id, NOON))));
  await drainAt(NOON);
  expect(fired(await received()).toSorted()).toEqual(ids.toSorted());
});

test('a run that has no time left stops, and the next goes on where it stopped', async () => {
  const { store, drainAt, received } = await dueWorld();
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id, i) => store.put(timer(id, NOON + i * MINUTE))));
  let steps = 3;
  await drainAt(NOON + 5 * MINUTE, { enoughTime: () => steps-- > 0 });
  const first = fired(await received());
  expect(first.length).toBeGreaterThan(0);
  expect(first.length).toBeLessThan(5);
  await drainAt(NOON + 6 * MINUTE);
  expect([...first, ...fired(await received())]).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a timer put into a minute that is closed already is fired all the same, months later too', async () => {
  const { store, drainAt, received } = await dueWorld();
  const later = NOON + 90 * 1_440 * MINUTE;
  await drainAt(later);
  await store.put(timer('overdue', NOON));
  await drainAt(later + MINUTE);
  expect(fired(await received())).toEqual(['overdue']);
});

test('what the queue refuses stays, the run says so, and the next sends it', async () => {
  const { store, drainAt, received, sending } = await dueWorld();
  await store.put(timer('kept', NOON));
  sending.fault({ kind: 'refuse', operation: 'SendMessageBatch', final: true });
  await expect(drainAt(NOON)).rejects.toThrow('left behind');
  sending.clear();
  expect(fired(await received())).toEqual([]);
  await drainAt(NOON + MINUTE);
  expect(fired(await received())).toEqual(['kept']);
});

test('a timer of a room without a queue stays and is told, and holds up no other', async () => {
  const { store, drainAt, received } = await dueWorld();
  await store.put({ ...timer('lost', NOON), room: 'cases' });
  await store.put(timer('found', NOON));
  await expect(drainAt(NOON)).rejects.toThrow('left behind');
  expect(fired(await received())).toEqual(['found']);
});

test('a lost acknowledgement of the queue sends again under the same id, so that consumers dedupe', async () => {
  const { store, drainAt, received, sending } = await dueWorld();
  await store.put(timer('again', NOON));
  sending.fault({ kind: 'lose', operation: 'SendMessageBatch', nth: 2 });
  await drainAt(NOON);
  const ids = (await received()).filter(({ type }) => type === 'grant.expire').map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
});

test('crash at every await boundary of a run: nothing is lost', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const { healthy, drainAt, drainHealthy, received } = await dueWorld(crash);
    await drainHealthy(NOON - 5 * MINUTE);
    await healthy.put(timer('one', NOON - 3 * MINUTE));
    await healthy.put(timer('two', NOON));
    await drainAt(NOON).catch(() => undefined);
    const before = await received();
    crash.at(Number.POSITIVE_INFINITY);
    await drainHealthy(NOON + MINUTE);
    expect(new Set(fired([...before, ...(await received())]))).toEqual(new Set(['one', 'two']));
  });
  expect(boundaries).toBeGreaterThanOrEqual(20);
});

test('crash at every await boundary of setting a timer: set again, it is fired; or nothing was promised', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const { store, healthy, drainHealthy, received } = await dueWorld(crash);
    await drainHealthy(NOON - MINUTE);
    const done = await store.put(timer('put', NOON)).then(
      () => true,
      () => false,
    );
    crash.at(Number.POSITIVE_INFINITY);
    if (!done) await healthy.put(timer('put', NOON));
    await drainHealthy(NOON);
    expect(fired(await received())).toEqual(['put']);
  });
  expect(boundaries).toBe(6);
});

test('a timer put while the drain closes its minute is fired, wherever the two meet', async () => {
  const rounds = Array.from({ length: 20 }, (_, i) => i);
  const { store, drainAt, received } = await dueWorld();
  for (const i of rounds)
    await Promise.all([drainAt(NOON + i * MINUTE), store.put(timer(`r-${i}`, NOON + i * MINUTE))]);
  await drainAt(NOON + 40 * MINUTE);
  expect(new Set(fired(await received()))).toEqual(new Set(rounds.map((i) => `r-${i}`)));
});
