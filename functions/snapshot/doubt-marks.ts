/** What answers must know of open doubts: few in number, so that every function may hold them. */
import type { DoubtMark, OpenDoubt } from '#schemas/doubt.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';

/** Beyond so many the newest are told by resource alone: then anybody's own proof counts there, and nobody is worse off. */
const MOST = 1_000;

export const doubtMarks = (items: readonly RegistryItem[]): DoubtMark[] => {
  const open = items
    .filter((item): item is OpenDoubt => item.kind === 'open-doubt' && item.closed === undefined)
    .sort((a, b) => (a.since < b.since ? -1 : 1));
  const single = open.slice(0, MOST).map(({ resource, fields, handle }) => ({ resource, fields, handle }));
  const rest = [...Map.groupBy(open.slice(MOST), ({ resource }) => resource)].map(([resource, all]) => ({
    resource,
    fields: [...new Set(all.flatMap(({ fields }) => fields))].slice(0, 20),
  }));
  return [...single, ...rest];
};
