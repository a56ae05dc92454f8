/** GET /v1/{collection}: by id, filtered by department and by being suspended. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { Input, Output } from '#functions/kernel/request.ts';
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Collection, departmentRoutes } from '#schemas/routes/access.ts';
import { maySee, reader } from './authority.ts';
import { type AccessItem, departmentOf, KIND_OF } from './collections.ts';

export interface ListDeps {
  readonly snapshots: SnapshotHolder;
  readonly registry: Pick<RegistryStore, 'list'>;
  readonly keys: () => Promise<HubKeys>;
}

/** Items `{ items, next? }` of the collection that the caller may see. Throws invalid-request on a cursor of another caller or filter. */
export const list =
  (collection: Collection, { snapshots, registry, keys }: ListDeps) =>
  async ({ caller, query }: Input<typeof departmentRoutes.list>): Promise<Output> => {
    const who = await reader(snapshots, caller);
    const { limit, cursor, ...filter } = query;
    const bound = { collection, ...filter };
    const as = `${caller.clientId} ${caller.subject}`;
    const { cursor: key } = await keys();
    const wanted = (item: AccessItem) =>
      maySee(who, item) &&
      (filter.department === undefined || [item.id, departmentOf(item)].includes(filter.department)) &&
      (filter.suspended === undefined || filter.suspended === String(item.suspended !== undefined));

    const items: AccessItem[] = [];
    let after = cursor === undefined ? undefined : String(openCursor(key, as, bound, cursor));
    do {
      // One more than asked for tells whether there is a next page.
      const page = await registry.list(KIND_OF[collection], {
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      });
      items.push(...page.items.filter(wanted));
      after = page.last;
    } while (after !== undefined && items.length <= limit);
    const last = items.length > limit ? items[limit - 1] : undefined;
    const next = last && sealCursor(key, as, bound, last.id);
    return { body: { items: items.slice(0, limit), ...(next ? { next } : {}) } };
  };
