/** Registry and published snapshot in memory, for tests that ask many questions of the rules; memory.test.ts holds them against the real tables. */
import type { Kind } from '#functions/snapshot/kinds.ts';
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import type { PublishedStore } from '#functions/snapshot/snapshot.store.ts';
import { RegistryItem, type Snapshot } from '#schemas/snapshot.ts';

const PAGE = 50;

export const memoryRegistry = (): RegistryStore => {
  const kinds = new Map<Kind, Map<string, RegistryItem>>();
  let version = 0;
  const of = (kind: Kind) => kinds.get(kind) ?? kinds.set(kind, new Map()).get(kind)!;
  const fits = ({ kind, id, revision }: RegistryItem) => (of(kind).get(id)?.revision ?? 0) === revision - 1;
  const putAll: RegistryStore['putAll'] = async (items) => {
    if (items.length > 99) throw new Error('a transaction holds 100 items');
    if (!items.every(fits)) return 'stale';
    // What is stored is a copy without undefined, and readable.
    for (const item of items) of(item.kind).set(item.id, RegistryItem.parse(JSON.parse(JSON.stringify(item))));
    version += 1;
    return 'done';
  };
  return {
    get: async (kind, id) => structuredClone(of(kind).get(id)) as never,
    list: async (kind, { after = '', limit = PAGE } = {}) => {
      const all = [...of(kind).keys()].filter((id) => id > after).toSorted();
      const ids = all.slice(0, limit);
      const items = ids.map((id) => structuredClone(of(kind).get(id))) as never[];
      return { items, ...(all.length > limit ? { last: ids.at(-1)! } : {}) };
    },
    put: (item) => putAll([item]),
    putAll,
    version: async () => version,
  };
};

export const memoryPublished = (): PublishedStore => {
  let held: Snapshot | undefined;
  return {
    read: async (seen) => {
      if (!held) throw new Error('nothing is published');
      return held.version === seen ? 'unchanged' : held;
    },
    head: async () => (held ? { v: 1, version: held.version, chunks: 1, digest: 'x'.repeat(43) } : undefined),
    publish: async (snapshot) => {
      if (held && held.version >= snapshot.version) return 'older';
      held = snapshot;
      return 'done';
    },
  };
};
