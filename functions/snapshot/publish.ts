/** From the registry to the snapshot that every deciding function holds. Safe to repeat, safe to race, safe to crash in. */
import { type RegistryItem, Snapshot } from '#schemas/snapshot.ts';
import { doubtMarks } from './doubt-marks.ts';
import { type ItemOf, type Kind, MEMBERS, PUBLISHED } from './kinds.ts';
import type { RegistryStore } from './registry.store.ts';
import type { PublishedStore } from './snapshot.store.ts';

export interface PublishDeps {
  readonly registry: RegistryStore;
  readonly published: PublishedStore;
}

/** `from`: upward from there, in the order of `list`. */
export const everyItem = async <K extends Kind>(
  registry: RegistryStore,
  kind: K,
  from?: string,
): Promise<ItemOf<K>[]> => {
  const items: ItemOf<K>[] = [];
  let after = from;
  do {
    const page = await registry.list(kind, after === undefined ? {} : { after });
    items.push(...page.items);
    after = page.last;
  } while (after !== undefined);
  return items;
};

/** Members that came later: see schemas/snapshot.ts. */
const MAY_LACK: readonly (keyof Snapshot)[] = ['calendars', 'clockRules', 'versions', 'thresholds', 'openDoubts'];

/** Drafts and what is over are nobody's to ask. */
const isAnswered = (item: RegistryItem): boolean => item.kind !== 'resource-version' || item.state === 'deprecated';

/** How a grant came about decides no question, and every function holds the snapshot. */
const withoutCourse = (item: RegistryItem): RegistryItem => {
  if (item.kind !== 'grant') return item;
  const { application: _course, ...grant } = item;
  return grant;
};

const compose = (version: number, items: readonly RegistryItem[], now: number): Snapshot => {
  const answered = items.filter(isAnswered).map(withoutCourse);
  const lists = PUBLISHED.map(
    (kind) =>
      [
        MEMBERS[kind],
        kind === 'open-doubt' ? doubtMarks(items) : answered.filter((item) => item.kind === kind),
      ] as const,
  ).filter(([member, list]) => list.length > 0 || !MAY_LACK.includes(member));
  const revoked = items.filter((item) => item.kind === 'revoked-case' && Date.parse(item.until) > now);
  const revokedCases = [...new Set(revoked.map(({ id }) => id))];
  return Snapshot.parse({ v: 1, version, ...Object.fromEntries(lists), revokedCases });
};

/**
 * Publishes the registry when the published snapshot is behind it; returns the version that stands. Called after each change, and again each
 * minute, which heals a crash between the two. `now`: epoch ms.
 */
export const publishIfBehind = async ({ registry, published }: PublishDeps, now: number): Promise<number> => {
  // The version is read before the items: the snapshot may then hold more than its number says, never less.
  const [version, head] = await Promise.all([registry.version(), published.head()]);
  if (head && head.version >= version) return head.version;
  const today = new Date(now).toISOString();
  const items = await Promise.all(
    PUBLISHED.map((kind) => everyItem(registry, kind, kind === 'revoked-case' ? today : undefined)),
  );
  await published.publish(compose(version, items.flat(), now), now);
  return version;
};
