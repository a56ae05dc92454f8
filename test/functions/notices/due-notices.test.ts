import { expect, test } from 'vitest';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { exchangeRecord } from '../relay/records.ts';
import { aboutLandlord, notices } from './world.ts';

const of = (room: Awaited<ReturnType<typeof notices>>, ofCase?: string) =>
  room.store.list('market-supervision', ofCase, 10).then((page) => page.notices);

test('an answer about a third party makes a notice that is due; told twice, it is one, and a closed one stays closed', async () => {
  const room = await notices();
  const record = aboutLandlord();
  await room.take(record);
  await room.take(record);
  const [notice, ...more] = await of(room);
  expect(notice).toMatchObject({
    id: record.id,
    state: 'due',
    party: 'landlord',
    case: 'case-1',
    handle: record.handle,
  });
  expect(more).toEqual([]);
  await room.store.change({ ...notice!, state: 'given', revision: 2 });
  await room.take(record);
  expect(await of(room)).toEqual([]);
  expect((await of(room, 'case-1')).map(({ state }) => state)).toEqual(['given']);
});

test('nobody is told of what was not found, of his own case, or of a certificate made for him', async () => {
  const room = await notices();
  for (const record of [aboutLandlord({ found: false }), exchangeRecord(), aboutLandlord({ kind: 'issue' })])
    await room.take(record);
  for (const consumer of ['market-supervision', 'housing'])
    expect((await room.store.list(consumer, undefined, 10)).notices).toEqual([]);
});

test('killed at any moment while it is made, and told again: one notice, whole', async () => {
  const points = await everyCrashPoint(async (crash) => {
    const room = await notices(crash);
    const record = aboutLandlord();
    await room.take(record, true).catch(() => undefined);
    await room.take(record);
    expect(await of(room)).toHaveLength(1);
    expect(await of(room, 'case-1')).toEqual(await of(room));
  });
  expect(points).toBeGreaterThanOrEqual(2);
});
