/** 体外循环 for supervision: which decisions that a department sent were refused, by which rule. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import { ProblemError, type ProblemExtra } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, party, readerOf } from '#functions/snapshot/caller.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { ProblemCode } from '#schemas/problem.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import { isCaseId } from './case-id.ts';
import type { Command } from './commands.ts';
import type { CasesDeps } from './deps.ts';

/** No such case, or not for him; not at this time; not by him. What is only written wrongly was never a decision. */
const COUNTED: readonly ProblemCode[] = ['not-found', 'conflict', 'forbidden'];

const ruleOf = (code: ProblemCode, { denial, cause }: ProblemExtra): string => denial?.rule ?? cause ?? code;

interface Sent {
  readonly caller: Caller;
  readonly now: number;
  readonly body: CaseAct;
  readonly params: { readonly case: string };
}

/** A decision that is refused counts for the department of whoever sent it, never for the one whose task it names; once for each command. */
export const countIfRefused = async (
  deps: CasesDeps,
  { caller, now, body, params }: Sent,
  command: Command,
  error: unknown,
): Promise<void> => {
  if (body.act !== 'decide' || !(error instanceof ProblemError) || !COUNTED.includes(error.code)) return;
  const who = party(await deps.snapshots.current(), caller);
  // Whom the registry does not know, or has suspended, speaks for no department.
  if ('rule' in who) return;
  const cause = ruleOf(error.code, error.extra);
  const named = isCaseId(params.case) ? { case: params.case } : {};
  await deps.work.countRefused({ department: who.department.id, ...named, cause, at: now }, command.id);
};

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
