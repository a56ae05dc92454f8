/** 体外循环 for supervision: which decisions of a department were refused, by which rule. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify, readerOf } from '#functions/snapshot/caller.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import type { CasesDeps } from './deps.ts';

export const listRefusedDecisions =
  (deps: CasesDeps): Body<(typeof caseRoutes)['listRefusedDecisions']> =>
  async ({ caller, query }) => {
    const { limit, cursor, department } = query;
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'supervision');
    if (who.department.dataAuthority !== true && who.department.id !== department)
      throw forbidden(snapshot, 'other-department', '只能查看本部门 A department reads its own lines only');
    const { cursor: key } = await deps.keys();
    const [reader, filter] = [readerOf(caller), { kind: 'refused', department }];
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, filter, cursor));
    const { refused, next } = await deps.work.refusedOf(department, limit, after);
    const items = refused.map(({ at, ...one }) => ({ ...one, at: new Date(at).toISOString() }));
    return { body: { items, ...(next ? { next: sealCursor(key, reader, filter, next) } : {}) } };
  };
