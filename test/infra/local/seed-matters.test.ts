import { expect, test } from 'vitest';
import { matterCatalogue } from '#city/matters/catalogue.ts';
import { mattersStore } from '#functions/matters/matters.store.ts';
import { seedMatters } from '#infra/local/seed-matters.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const wanted = matterCatalogue();

test('is published once, left alone while it says the same, and followed by the next version when it does not', async () => {
  const { names, client } = await freshTables('matters');
  const target = { dynamodb: client, table: names.matters, now: NOW };
  expect(await seedMatters(target, wanted)).toBe(1);
  expect(await seedMatters(target, wanted)).toBe(1);
  const fewer = { ...wanted, matters: wanted.matters.filter(({ id }) => id !== 'traffic-fine') };
  expect(await seedMatters(target, fewer)).toBe(2);
  const read = await mattersStore(client, names.matters).read(undefined);
  expect(read).toEqual({ ...fewer, version: 2 });
});

test('killed at every boundary, what stood stands or what is new, never half of it; repeated, it is done', async () => {
  const told = { ...wanted, exceptions: wanted.exceptions.map((one) => ({ ...one, why: { zh: '新', en: 'new' } })) };
  const boundaries = await everyCrashPoint(async (crash) => {
    const { names, client, endpoint } = await freshTables('matters');
    await seedMatters({ dynamodb: client, table: names.matters, now: NOW }, wanted);
    const dying = documentClient(endpoint);
    counting(dying, crash);
    await seedMatters({ dynamodb: dying, table: names.matters, now: NOW }, told).catch((error) =>
      expect(error).toBeInstanceOf(Crash),
    );
    const store = mattersStore(client, names.matters);
    expect([wanted, { ...told, version: 2 }]).toContainEqual(await store.read(undefined));
    expect(await seedMatters({ dynamodb: client, table: names.matters, now: NOW }, told)).toBe(2);
    expect(await store.read(undefined)).toEqual({ ...told, version: 2 });
  });
  expect(boundaries).toBeGreaterThanOrEqual(10);
});
