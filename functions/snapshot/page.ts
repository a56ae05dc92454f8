/** A page of the registry: one kind, upward by id, filtered; the cursor is bound to caller and filter. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { readerOf } from './caller.ts';
import type { ItemOf, Kind } from './kinds.ts';
import type { RegistryStore } from './registry.store.ts';

export interface PageDeps {
  readonly registry: Pick<RegistryStore, 'list'>;
  readonly keys: () => Promise<HubKeys>;
}

export interface PageOf<K extends Kind> {
  readonly kind: K;
  readonly caller: Caller;
  /** limit, cursor, and the filter: everything else. */
  readonly query: { readonly limit: number; readonly cursor?: string | undefined };
  readonly wanted: (item: ItemOf<K>) => boolean;
}

const FILTERED_PAGE = 200;

/** `{ items, next? }`. Throws invalid-request on a cursor of another caller or filter. */
export const registryPage = async <K extends Kind>(
  { registry, keys }: PageDeps,
  { kind, caller, query, wanted }: PageOf<K>,
): Promise<{ items: ItemOf<K>[]; next?: string }> => {
  const { limit, cursor, ...filter } = query;
  const bound = { kind, ...filter };
  const reader = readerOf(caller);
  const { cursor: key } = await keys();
  // One more than asked for tells whether there is a next page; a filter that fits little must not read by the handful.
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const each = filtered ? Math.max(limit + 1, FILTERED_PAGE) : limit + 1;
  const items: ItemOf<K>[] = [];
  let after = cursor === undefined ? undefined : String(openCursor(key, reader, bound, cursor));
  do {
    const page = await registry.list(kind, { limit: each, ...(after === undefined ? {} : { after }) });
    items.push(...page.items.filter(wanted));
    after = page.last;
  } while (after !== undefined && items.length <= limit);
  const last = items.length > limit ? items[limit - 1] : undefined;
  return { items: items.slice(0, limit), ...(last ? { next: sealCursor(key, reader, bound, last.id) } : {}) };
};
