/** Who answers a resource that is asked later, as the registry has it now: the owner may change it at any time, without a deployment. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { AGENT, MANUAL } from '#schemas/resource.ts';

export type Way = typeof AGENT | typeof MANUAL;

/** Undefined: neither, or the resource is not in the catalogue. */
export const wayOf = (snapshot: IndexedSnapshot, resource: string): Way | undefined => {
  const protocol = snapshot.resource(resource)?.protocol;
  return protocol === AGENT || protocol === MANUAL ? protocol : undefined;
};

/** title, of deeds/title. */
export const nameIn = (resource: string): string => resource.slice(resource.indexOf('/') + 1);
