/** Where the versions of a resource stand: the current one under the resource's own id, every other beside it. */

import type { ItemOf } from '#functions/snapshot/kinds.ts';
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import { asResource, type Resource, type ResourceVersion, versionId } from '#schemas/resource.ts';

/** As it is stored beside the current one. `revision`: of the item that stands there already, 0 for none. */
export const beside = (resource: Resource, revision: number): ResourceVersion => ({
  ...resource,
  kind: 'resource-version',
  id: versionId(resource.id, resource.version),
  revision: revision + 1,
});

export const getBeside = (
  registry: Pick<RegistryStore, 'get'>,
  id: string,
  version: number,
): Promise<ResourceVersion | undefined> => registry.get('resource-version', versionId(id, version));

/** The version, wherever it stands. What was published from a draft beside is told by the current item, not by that draft. */
export const findVersion = async (
  registry: Pick<RegistryStore, 'get'>,
  id: string,
  version: number,
): Promise<Resource | undefined> => {
  const current = await registry.get('resource', id);
  if (current?.version === version) return current;
  const found = await getBeside(registry, id, version);
  return found && asResource(found);
};

/** Newest first. */
export const everyVersion = async (registry: Pick<RegistryStore, 'get' | 'list'>, id: string): Promise<Resource[]> => {
  const current = await registry.get('resource', id);
  if (!current) return [];
  const found: Resource[] = [current];
  const prefix = `${id}@`;
  for (let after: string | undefined = prefix; after?.startsWith(prefix); ) {
    const page: { items: ItemOf<'resource-version'>[]; last?: string } = await registry.list('resource-version', {
      after,
      limit: 50,
    });
    const own: ItemOf<'resource-version'>[] = page.items.filter((item) => item.id.startsWith(prefix));
    found.push(...own.map(asResource).filter(({ version }) => version !== current.version));
    after = own.length === page.items.length ? page.last : undefined;
  }
  return found.toSorted((a, b) => b.version - a.version);
};
