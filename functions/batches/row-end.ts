/** How an attempt at a row ends: settled for good, to be tried again, or nothing can be asked now and the lane waits. */

import { causeOf, log } from '#functions/kernel/log.ts';
import { isOfTheMoment } from '#functions/kernel/patience.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { RowOutcome } from '#schemas/batch.ts';
import type { ProblemCode } from '#schemas/problem.ts';
import type { StoredOutcome } from '#schemas/stored-batch.ts';

export type Settled = Omit<StoredOutcome, 'v' | 'at'>;

/** Why nothing can be asked: a rule, or the problem's code. `seconds`: until it can be; `exact` for a quota, else a guess. */
export interface Wait {
  readonly why: string;
  readonly seconds?: number;
  readonly exact?: true;
}

export type RowEnd =
  | { readonly settled: Settled }
  /** The department failed, at this row and while it was not known to be down. */
  | { readonly failed: ProblemCode }
  | { readonly wait: Wait };

const OUTCOMES: Partial<Record<ProblemCode, RowOutcome>> = {
  'exchange-denied': 'denied',
  'not-found': 'denied',
  'invalid-request': 'invalid',
  unprocessable: 'invalid',
};
/** What says nothing about the row. */
const WAITS: readonly ProblemCode[] = ['department-unavailable', 'too-many-requests', 'hub-not-ready'];
const FAILURES: readonly ProblemCode[] = ['department-error', 'department-timeout'];

/** The rule of a denial, or field and rule of the first that a row breaks. Never a value. */
const ruleOf = ({ denial, errors }: ProblemError['extra']): string | undefined =>
  denial?.rule ?? (errors?.[0] && `${errors[0].field} ${errors[0].rule}`.slice(0, 200));

export const endOf = (error: unknown, probe: boolean): RowEnd => {
  if (isOfTheMoment(error)) return { wait: { why: 'hub-not-ready' } };
  if (!(error instanceof ProblemError)) {
    log('error', { event: 'batch-row-failed', cause: causeOf(error) });
    return { settled: { outcome: 'failed', code: 'internal' } };
  }
  const { code, extra } = error;
  const told = {
    ...(extra.retryAfter === undefined ? {} : { seconds: extra.retryAfter }),
    ...(code === 'too-many-requests' ? { exact: true as const } : {}),
  };
  if (WAITS.includes(code)) return { wait: { why: extra.denial?.rule ?? code, ...told } };
  // The one call that asks whether the department is up again says nothing about its row.
  if (FAILURES.includes(code)) return probe ? { wait: { why: 'department-unavailable' } } : { failed: code };
  const rule = ruleOf(extra);
  return { settled: { outcome: OUTCOMES[code] ?? 'failed', code, ...(rule === undefined ? {} : { rule }) } };
};
