/** Who manages a resource: the department that answers for it, and the data authority. */
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, type Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Resource } from '#schemas/resource.ts';
import type { CatalogueDeps } from './deps.ts';

export interface ResourceParams {
  readonly department: string;
  readonly resource: string;
}

export const idOf = (params: ResourceParams): string => `${params.department}/${params.resource}`;

export const isOwner = ({ department }: Party, owner: string): boolean =>
  department.dataAuthority === true || department.id === owner;

/** A party that may manage resources of that department. Throws forbidden. */
export const manager = async (
  { snapshots }: Pick<CatalogueDeps, 'snapshots'>,
  caller: Caller,
  owner: string,
): Promise<{ readonly snapshot: IndexedSnapshot; readonly who: Party }> => {
  const snapshot = await snapshots.current();
  const who = identify(snapshot, caller, 'catalogue.manage');
  if (!isOwner(who, owner))
    throw forbidden(
      snapshot,
      'other-department',
      '由提供部门或主管部门发布 The department itself or the data authority publishes',
    );
  return { snapshot, who };
};

/** A draft is its owner's: to everybody else it is as unknown as one that was never written. Throws not-found. */
export const visible = (who: Party, resource: Resource | undefined): Resource => {
  if (!resource || (resource.state === 'draft' && !isOwner(who, resource.department))) throw problem('not-found');
  return resource;
};
