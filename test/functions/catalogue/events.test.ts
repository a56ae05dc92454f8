import { expect, test } from 'vitest';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { grantInput, hub, NOW, UNTIL } from './hub.ts';

const as = 'officer-xia-yu';
const params = { grant: 'health-title' };
type City = Awaited<ReturnType<typeof hub>>;

const give = (city: Pick<City, 'call'>, over: object = {}, ifMatch = '"0"') =>
  city.call('PUT /v1/grants/{grant}', { as, params, body: { ...grantInput, ...over }, ifMatch });

const expire = (at: number, id = 'health-title') =>
  ({ v: 1, id: `catalogue#${id}@${at}`, type: 'grant.expire', at, data: { grant: id } }) as const;

const tick = { v: 1, id: 'snapshot.publish@2026-11-20T01:00', type: 'snapshot.publish', at: NOW, data: {} } as const;

test('a grant that has run out is expired, once, and published so', async () => {
  const city = await hub();
  await give(city);
  await city.events(expire(UNTIL), UNTIL);
  expect(await city.shown('health-title')).toMatchObject({ state: 'expired', revision: 2 });
  await city.events(expire(UNTIL), UNTIL + 1);
  expect(await city.grant('health-title')).toMatchObject({ state: 'expired', revision: 2 });
});

test('an early envelope, one from before an extension, and one for no grant change nothing', async () => {
  const city = await hub();
  await give(city);
  await city.events(expire(UNTIL - 1), UNTIL - 1);
  await give(city, { until: '2027-12-01T00:00:00+08:00' }, '"1"');
  await city.events(expire(UNTIL), UNTIL);
  await city.events(expire(UNTIL, 'never-put'), UNTIL);
  expect(await city.grant('health-title')).toMatchObject({ state: 'active', revision: 2 });
});

test('a suspended grant expires too; one that was revoked stays revoked; an expired one can be given again', async () => {
  const city = await hub();
  await give(city);
  await city.call('PUT /v1/grants/{grant}/suspension', { as, params, body: { reason: 'x' } });
  await city.events(expire(UNTIL), UNTIL);
  const expired = await city.grant('health-title');
  expect(expired).toMatchObject({ state: 'expired', revision: 3 });
  expect(expired).not.toHaveProperty('suspended');
  await give(city, { until: '2028-01-01T00:00:00Z' }, '"3"');
  expect(await city.grant('health-title')).toMatchObject({ state: 'active' });
  await city.call('PUT /v1/grants/{grant}/revocation', { as, params, body: { reason: 'x' } });
  await city.events(expire(Date.parse('2028-01-01T00:00:00Z')), UNTIL);
  expect(await city.grant('health-title')).toMatchObject({ state: 'revoked' });
});

test('the tick publishes what a crash between change and publishing left behind', async () => {
  const city = await hub();
  await give(city);
  const grant = await city.grant('health-title');
  await city.healthy.registry.put({ ...grant!, state: 'suspended', revision: 2 });
  expect(await city.shown('health-title')).toMatchObject({ state: 'active' });
  await city.events(tick, NOW);
  expect(await city.shown('health-title')).toMatchObject({ state: 'suspended' });
});

const ALERT = '6c8f2d3a-53c1-8b44-9a70-1f2e3d4c5b6a';
const order = (revision: number) =>
  ({
    v: 1,
    id: `grant.suspend#${ALERT}`,
    type: 'grant.suspend',
    at: NOW,
    data: { grant: 'health-title', revision, alert: ALERT },
  }) as const;

test('an alert may suspend the grant as it stood then; what a person has resumed or changed since is left alone, told twice or years later', async () => {
  const city = await hub();
  await give(city);
  await city.events(order(2), NOW);
  expect(await city.grant('health-title')).toMatchObject({ state: 'active', revision: 1 });
  await city.events(order(1), NOW);
  expect(await city.shown('health-title')).toMatchObject({
    state: 'suspended',
    revision: 2,
    suspended: { by: 'onetrip-alerts', reason: expect.stringContaining(ALERT) },
  });
  await city.events(order(1), NOW);
  expect(await city.grant('health-title')).toMatchObject({ revision: 2 });
  await city.call('DELETE /v1/grants/{grant}/suspension', { as, params });
  await city.events(order(1), NOW + 1);
  expect(await city.grant('health-title')).toMatchObject({ state: 'active', revision: 3 });
});

test('an envelope of another kind or form is refused, and ends in the dead letters', async () => {
  const city = await hub();
  await expect(city.events({ ...tick, type: 'constructor' as 'snapshot.publish' }, NOW)).rejects.toThrow(
    'another kind',
  );
  await expect(city.events({ ...expire(UNTIL), data: { grant: 'NOT A SLUG' } }, NOW)).rejects.toThrow();
});

test('crash at every await boundary of giving: an active grant always has its timer, and the repeat completes', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const city = await hub(crash);
    await city.snapshots.current().catch(() => undefined);
    await give(city).catch(() => undefined);
    const grant = await city.grant('health-title');
    if (grant) expect(await city.timersAt(UNTIL)).toEqual(['catalogue#health-title']);
    crash.at(Number.POSITIVE_INFINITY);
    expect(await give(city.healthy)).toMatchObject({ status: 200, body: { state: 'active', revision: 1 } });
    expect(await city.shown('health-title')).toMatchObject({ state: 'active' });
    expect(await city.timersAt(UNTIL)).toEqual(['catalogue#health-title']);
  });
  expect(boundaries).toBeGreaterThanOrEqual(30);
});

test('crash at every await boundary of expiring: delivered again, it is expired and published', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const city = await hub(crash);
    await give(city.healthy);
    await city.events(expire(UNTIL), UNTIL).catch(() => undefined);
    crash.at(Number.POSITIVE_INFINITY);
    await city.events(expire(UNTIL), UNTIL);
    expect(await city.shown('health-title')).toMatchObject({ state: 'expired', revision: 2 });
  });
  expect(boundaries).toBeGreaterThanOrEqual(20);
});
