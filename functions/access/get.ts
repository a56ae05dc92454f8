/** GET /v1/{collection}/{id} */
import { problem } from '#functions/kernel/problem.ts';
import type { Input, Output } from '#functions/kernel/request.ts';
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Collection, departmentRoutes } from '#schemas/routes/access.ts';
import { maySee, reader } from './authority.ts';
import { KIND_OF } from './collections.ts';

export interface GetDeps {
  readonly snapshots: SnapshotHolder;
  readonly registry: Pick<RegistryStore, 'get'>;
}

/** Throws not-found, also for another department's item: that it exists is not the caller's to know. */
export const get =
  (collection: Collection, { snapshots, registry }: GetDeps) =>
  async ({ caller, params }: Input<typeof departmentRoutes.get>): Promise<Output> => {
    const who = await reader(snapshots, caller);
    const item = await registry.get(KIND_OF[collection], params.id);
    if (!item || !maySee(who, item)) throw problem('not-found');
    return revised(item);
  };
