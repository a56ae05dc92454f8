import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { calendars } from '#city/calendars/index.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { clients } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { grants } from '#city/grants.ts';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import { suspend } from '#functions/snapshot/change.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { cityItems, yongkang } from '#infra/local/city-items.ts';
import { publicHalf, signInKeys } from '#infra/local/oidc/keys.ts';
import { brought, seed } from '#infra/local/seed.ts';
import { RegistryItem, type Snapshot } from '#schemas/snapshot.ts';
import { credentials, freshTables, region } from '#test/engines/tables.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const systems = clients.map(({ id }) => id).filter((id) => id !== 'onetrip-console');

const stage = async () => {
  const { names, client, endpoint } = await freshTables('registry', 'snapshots', 'due');
  const target = { dynamodb: new DynamoDBClient({ endpoint, region, credentials }), tables: names, now: NOW };
  const deps = { registry: registryStore(client, names.registry), published: publishedStore(client, names.snapshots) };
  return { target, ...deps };
};

test('the whole city is written once, published, and left alone by a second start', async () => {
  const { target, registry, published } = await stage();
  const keys = await signInKeys(systems);
  const items = cityItems(yongkang, keys.clients, keys.tickets);
  expect(await seed(target, items)).toBe(items.length);
  const snapshot = (await published.read(undefined)) as Snapshot;
  expect(snapshot.departments).toHaveLength(departments.length);
  expect(snapshot.clients).toHaveLength(clients.length);
  expect(snapshot.officers).toHaveLength(officers.length);
  expect(snapshot.resources).toHaveLength(resources.length);
  expect(snapshot.certificateTypes).toHaveLength(certificateTypes.length);
  expect(snapshot.grants).toHaveLength(grants.length);
  expect(JSON.stringify(snapshot)).not.toMatch(/"d":/);
  expect(await seed(target, items)).toBe(0);

  const suspension = { reason: '停用', by: 'officer-zhu-ning', now: NOW };
  await suspend({ registry, published }, 'client', 'health-system', suspension);
  const renewed = await signInKeys(systems);
  expect(await seed(target, cityItems(yongkang, renewed.clients, renewed.tickets))).toBe(systems.length + 1);
  expect(await registry.get('client', 'health-system')).toMatchObject({
    suspended: { reason: '停用' },
    keys: [{ kid: 'health-system-1', x: renewed.clients['health-system']?.x }],
  });
});

test('a system without a key is not registered, because without one it would count as the console', async () => {
  const keys = await signInKeys(['health-system']);
  const registered = cityItems(yongkang, keys.clients, keys.tickets).filter(({ kind }) => kind === 'client');
  expect(registered.map(({ id }) => id)).toEqual(['health-system', 'onetrip-console']);
  for (const item of cityItems(yongkang, keys.clients, keys.tickets)) expect(RegistryItem.parse(item)).toEqual(item);
});

test('a newer version of a resource replaces the older one, keeps its suspension, and what was changed by hand stays', () => {
  const [wanted] = resources;
  if (!wanted) throw new Error('no resource');
  const suspended = { since: '2026-03-02T01:00:00Z', reason: 'x', by: 'y' };
  const found = { ...wanted, revision: 4, suspended };
  expect(brought(found, { ...wanted, version: wanted.version + 1 })).toEqual({
    ...wanted,
    version: wanted.version + 1,
    revision: 5,
    suspended,
  });
  expect(brought({ ...found, updatePeriod: '每日' }, wanted)).toBeUndefined();
  const [department] = departments;
  if (!department) throw new Error('no department');
  expect(brought({ ...department, revision: 2 }, department)).toBeUndefined();
  const [calendar] = calendars;
  if (!calendar) throw new Error('no calendar');
  expect(brought({ ...calendar, off: [], revision: 2 }, calendar)).toBeUndefined();
  expect(brought({ ...calendar, off: [], estimated: true, revision: 2 }, calendar)).toEqual({
    ...calendar,
    revision: 3,
  });
});

test('no private member of a key is ever in its public half', async () => {
  const { signing, tickets } = await signInKeys([]);
  expect(Object.keys(publicHalf(signing)).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  expect(Object.keys(publicHalf(tickets)).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
});
