/** Whose back-fill it is: the issuing department's system, or any officer's of it. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { StoredBackFill } from '#schemas/stored-back-fill.ts';
import type { BackFillsStore } from './back-fills.store.ts';

export interface OwnDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly backFills: BackFillsStore;
}

/** Throws forbidden, explained; not-found: another's is as unknown as one that never was. */
export const own = async (deps: OwnDeps, caller: Caller, id: string): Promise<StoredBackFill> => {
  const who = identify(await deps.snapshots.current(), caller, 'certificates.issue');
  const found = await deps.backFills.get(id);
  if (!found || found.client !== who.client.id || found.consumer !== who.department.id) throw problem('not-found');
  return found;
};
