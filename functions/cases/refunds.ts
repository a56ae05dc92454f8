/** 退税: what was paid for a result that does not come about. Source: 税收征管法实施细则 78: found by the office 10 days, asked by the payer 30. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { addDays } from '#functions/kernel/workdays.ts';
import type { Refund } from '#schemas/case.ts';
import { isFinal } from './case-lifecycle.ts';
import { isFailed } from './settle.ts';
import type { Case, Task } from './state.ts';

const DAYS = { asked: 30, found: 10 } as const;
const every = (): boolean => true;

const refundOf = (found: Case, { matter, serves, levied }: Task): Refund | undefined => {
  if (levied?.paidAt === undefined || levied.order.totalFen === 0 || serves === undefined) return undefined;
  const target = found.tasks.find((one) => one.matter === serves);
  if (!target || target.state === 'approved') return undefined;
  const over = isFinal(found.state) || isFailed(target);
  if (!over || found.endedAt === undefined) return undefined;
  const cause = found.state === 'withdrawn' ? 'asked' : 'found';
  const since = beijingDate(found.endedAt);
  const due = addDays(since, DAYS[cause], every);
  return { task: matter, fen: levied.order.totalFen, cause, since, due, receipts: [...levied.receipts] };
};

/** A claim that follows from the case as it stands; paying it back is the purses' own business. */
export const refundsOf = (found: Case): Refund[] => found.tasks.flatMap((task) => refundOf(found, task) ?? []);
