/** 待办: what a department has to do, what is due first first. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify, readerOf } from '#functions/snapshot/caller.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import { lightOn } from './deadline.ts';
import type { CasesDeps } from './deps.ts';

export const listCases =
  (deps: CasesDeps): Body<(typeof caseRoutes)['listCases']> =>
  async ({ caller, query, now }) => {
    const { limit, cursor } = query;
    const snapshot = await deps.snapshots.current();
    const { department } = identify(snapshot, caller, 'cases');
    const { cursor: key } = await deps.keys();
    const [reader, filter] = [readerOf(caller), { kind: 'work' }];
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, filter, cursor));
    const { lines, next } = await deps.work.list(department.id, limit, after);
    const items = lines.map(({ department: _, ...line }) => ({
      ...line,
      light: line.due === undefined ? ('green' as const) : lightOn(line.due, now, snapshot.clocks.calendars),
    }));
    return { body: { items, ...(next ? { next: sealCursor(key, reader, filter, next) } : {}) } };
  };
