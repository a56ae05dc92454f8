/** A small registry on real DynamoDB Local. */
import { caseEnds } from '#functions/snapshot/case-ends.store.ts';
import { publishIfBehind } from '#functions/snapshot/publish.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import type { Department } from '#schemas/department.ts';
import { freshTables } from '#test/engines/tables.ts';

export const NOW = Date.parse('2026-03-02T01:00:00Z');

export const department = (id: string, over: Partial<Department> = {}): Department => ({
  v: 1,
  revision: 1,
  kind: 'department',
  id,
  name: { zh: id, en: id },
  creditCode: '113307840026100134',
  division: '330784',
  contact: { office: '办公室', phone: '0579-00000000' },
  ...over,
});

export const world = async () => {
  const { names, client, endpoint } = await freshTables('registry', 'snapshots');
  const deps = { registry: registryStore(client, names.registry), published: publishedStore(client, names.snapshots) };
  const ends = caseEnds(client, names.snapshots);
  return { ...deps, deps, ends, names, client, endpoint, publish: () => publishIfBehind(deps, NOW) };
};
