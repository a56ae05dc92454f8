/** The stores in memory do what the tables do, word for word: otherwise what is tested on them would prove nothing. */
import { expect, test } from 'vitest';
import { claims } from '#city/claims.ts';
import { resources } from '#city/resources/index.ts';
import { type RegistryStore, registryStore } from '#functions/snapshot/registry.store.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { freshTables } from '#test/engines/tables.ts';
import { memoryRegistry } from './memory.ts';

const [resource] = resources as [RegistryItem, ...RegistryItem[]];
const second = { ...resource, revision: 2 } as RegistryItem;

/** Everything that a body may find out about a store, as one list. */
const story = async (store: RegistryStore): Promise<unknown[]> => [
  await store.version(),
  await store.get('resource', resource.id),
  await store.put(second),
  await store.put(resource),
  await store.put(resource),
  await store.putAll([second, ...claims.slice(0, 5)]),
  await store.putAll([{ ...second, revision: 3 } as RegistryItem, ...claims.slice(4, 6)]),
  await store.get('claim', claims[5]!.id),
  await store.get('resource', resource.id),
  await store.list('claim', { limit: 3 }),
  await store.list('claim', { after: claims[0]!.id, limit: 100 }),
  await store.list('grant'),
  await store.version(),
];

test('put by revision, all or none, read back whole, listed upward', async () => {
  const { names, client } = await freshTables('registry');
  expect(await story(memoryRegistry())).toEqual(await story(registryStore(client, names.registry)));
});
