/** What a caller is to a grant: its consumer, its provider, the data authority. */
import { forbidden, type Party } from '#functions/snapshot/caller.ts';
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { certificateResource } from '#schemas/certificate-resource.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import type { GrantActor } from './grant-lifecycle.ts';

/** The resource as it is declared now: a department's, or a certificate type seen as one. */
export const declaredResource = async (
  registry: Pick<RegistryStore, 'get'>,
  id: string,
): Promise<Resource | undefined> => {
  const [room, name = ''] = id.split('/');
  if (room !== 'certificates') return registry.get('resource', id);
  const type = await registry.get('certificate-type', name);
  return type && certificateResource(type);
};

export const actorsOf = (
  { department }: Party,
  { consumer }: Pick<Grant, 'consumer'>,
  provider: string | undefined,
): GrantActor[] => [
  ...(department.dataAuthority ? (['data-authority'] as const) : []),
  ...(department.id === provider ? (['provider'] as const) : []),
  ...(department.id === consumer ? (['consumer'] as const) : []),
];

export const notTheProvider = (snapshot: IndexedSnapshot) =>
  forbidden(snapshot, 'not-the-provider', '由提供部门或主管部门决定 The provider or the data authority decides');
