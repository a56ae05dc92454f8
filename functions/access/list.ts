/** GET /v1/{collection}: by id, filtered by department and by being suspended. */
import type { Input, Output } from '#functions/kernel/request.ts';
import { type PageDeps, registryPage } from '#functions/snapshot/page.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Collection, departmentRoutes } from '#schemas/routes/access.ts';
import { maySee, reader } from './authority.ts';
import { type AccessItem, departmentOf, KIND_OF } from './collections.ts';

export interface ListDeps extends PageDeps {
  readonly snapshots: SnapshotHolder;
}

/** Items `{ items, next? }` of the collection that the caller may see. Throws invalid-request on a cursor of another caller or filter. */
export const list =
  (collection: Collection, deps: ListDeps) =>
  async ({ caller, query }: Input<typeof departmentRoutes.list>): Promise<Output> => {
    const who = await reader(deps.snapshots, caller);
    const wanted = (item: AccessItem) =>
      maySee(who, item) &&
      (query.department === undefined || [item.id, departmentOf(item)].includes(query.department)) &&
      (query.suspended === undefined || query.suspended === String(item.suspended !== undefined));
    return { body: await registryPage(deps, { kind: KIND_OF[collection], caller, query, wanted }) };
  };
