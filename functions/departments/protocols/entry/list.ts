/** The inbox: what a department answers by hand and has not answered, oldest first. */
import { type Line, placeOf } from '#functions/exchange/waiting-list.ts';
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { Body } from '#functions/kernel/request.ts';
import { readerOf } from '#functions/snapshot/caller.ts';
import { LONGEST_KEPT_SECONDS } from '#schemas/question.ts';
import { MANUAL } from '#schemas/resource.ts';
import type { entriesRoutes } from '#schemas/routes/entries.ts';
import { wayOf } from '../way.ts';
import type { EntryDeps } from './deps.ts';
import { shownLine } from './shown.ts';
import { clerk } from './who.ts';

/** The next lines behind `after`, and whether there are more. */
const linesAfter = async (
  { lines }: EntryDeps,
  department: string,
  byHand: (resource: string) => boolean,
  { since, after, limit }: { since: number; after: string | undefined; limit: number },
): Promise<{ found: Line[]; more: boolean }> => {
  const found: Line[] = [];
  for await (const page of lines.pages(department, since))
    for (const line of page) {
      if (!byHand(line.resource) || (after !== undefined && placeOf(line) <= after)) continue;
      if (found.length === limit) return { found, more: true };
      found.push(line);
    }
  return { found, more: false };
};

export const listEntries =
  (deps: EntryDeps): Body<(typeof entriesRoutes)['listEntries']> =>
  async ({ caller, query, now }) => {
    const { limit, cursor, ...filter } = query;
    const { snapshot } = await clerk(deps, caller, filter.department);
    const { cursor: key } = await deps.keys();
    const reader = readerOf(caller);
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, filter, cursor));
    const since = after === undefined ? now - LONGEST_KEPT_SECONDS * 1000 : Number(after.split('#')[0]);
    const byHand = (resource: string) => wayOf(snapshot, resource) === MANUAL;
    const { found, more } = await linesAfter(deps, filter.department, byHand, { since, after, limit });
    const kept = await deps.entries.named(found.map(({ id }) => id));
    const items = found
      .flatMap(({ id }) => kept.get(id) ?? [])
      .map((one) => shownLine(snapshot, one, now))
      .filter(({ state }) =>
        filter.state === undefined ? !['elsewhere', 'expired'].includes(state) : state === filter.state,
      );
    const last = found.at(-1);
    const next = more && last ? sealCursor(key, reader, filter, placeOf(last)) : undefined;
    return { body: { items, ...(next ? { next } : {}) } };
  };
