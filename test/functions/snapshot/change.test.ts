import { expect, test } from 'vitest';
import { change, resume, suspend } from '#functions/snapshot/change.ts';
import { publishIfBehind } from '#functions/snapshot/publish.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient } from '#test/engines/tables.ts';
import { department, NOW, world } from './world.ts';

const suspension = { reason: '系统升级', by: 'officer-zhu-ning', now: NOW };

/** The same world through a client that dies at its crash point. */
const mortal = async (crash: CrashPoints) => {
  const alive = await world();
  await alive.registry.put(department('health'));
  await alive.publish();
  const client = documentClient(alive.endpoint);
  counting(client, crash);
  const { registry, snapshots } = alive.names;
  return { alive, deps: { registry: registryStore(client, registry), published: publishedStore(client, snapshots) } };
};

const shown = async ({ alive }: Awaited<ReturnType<typeof mortal>>) =>
  ((await alive.published.read(undefined)) as Snapshot).departments[0];

test('killed at every boundary of a suspension: the minute after, the snapshot says what the registry says', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const both = await mortal(crash);
    await suspend(both.deps, 'department', 'health', suspension).catch((error) => expect(error).toBeInstanceOf(Crash));
    await publishIfBehind(both.alive.deps, NOW + 60_000);
    expect(await shown(both)).toEqual(await both.alive.registry.get('department', 'health'));
  });
  expect(boundaries).toBeGreaterThanOrEqual(20);
  console.log(`suspension: ${boundaries} crash points`);
});

test("killed at every boundary of a change: the caller's repeat is answered as done and takes effect once", async () => {
  const next = department('health', { revision: 2, name: { zh: '卫健', en: 'Health' } });
  const boundaries = await everyCrashPoint(async (crash) => {
    const both = await mortal(crash);
    await change(both.deps, next, NOW).catch((error) => expect(error).toBeInstanceOf(Crash));
    expect(await change(both.alive.deps, next, NOW)).toEqual(next);
    expect(await shown(both)).toEqual(next);
    expect(await both.alive.registry.version()).toBe(2);
  });
  expect(boundaries).toBeGreaterThanOrEqual(18);
});

test('a lost acknowledgement is no second change', async () => {
  const { deps, client, registry } = await world();
  counting(client).fault({ kind: 'lose', operation: 'TransactWriteItems', nth: 1 });
  await change(deps, department('health'), NOW);
  expect(await registry.version()).toBe(1);
});

test('another change in between is refused', async () => {
  const { deps } = await world();
  await change(deps, department('health'), NOW);
  await change(deps, department('health', { revision: 2, name: { zh: '甲', en: 'A' } }), NOW);
  await expect(
    change(deps, department('health', { revision: 2, name: { zh: '乙', en: 'B' } }), NOW),
  ).rejects.toMatchObject({ code: 'precondition-failed' });
  await expect(change(deps, department('fire', { revision: 5 }), NOW)).rejects.toMatchObject({
    code: 'precondition-failed',
  });
});

test('suspending and resuming may be repeated and change once', async () => {
  const { deps, registry } = await world();
  await change(deps, department('health'), NOW);
  await suspend(deps, 'department', 'health', suspension);
  const suspended = await suspend(deps, 'department', 'health', { ...suspension, reason: '其他', now: NOW + 1 });
  expect(suspended).toMatchObject({ revision: 2, suspended: { reason: '系统升级', by: 'officer-zhu-ning' } });
  await resume(deps, 'department', 'health', NOW);
  expect(await resume(deps, 'department', 'health', NOW)).toEqual({ ...department('health'), revision: 3 });
  expect(await registry.version()).toBe(3);
  await expect(suspend(deps, 'officer', 'nobody', suspension)).rejects.toMatchObject({ code: 'not-found' });
});
