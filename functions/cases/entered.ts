/** 已登簿、已制证: what of a case stands, whatever becomes of the case. */
import { problem } from '#functions/kernel/problem.ts';
import type { Case, Task } from './state.ts';

/** What was done for the sake of another task alone stands and falls with that one; that one is entered by its approval. */
const isEntered = ({ tasks }: Case, { matter, serves, state, result }: Task): boolean =>
  (serves === undefined && result !== undefined) ||
  (state === 'approved' && tasks.some((one) => one.serves === matter));

/** 登簿前可撤回: what was entered or issued stands; 不动产登记暂行条例 15. */
export const mayWithdraw = (found: Case): boolean => !found.tasks.some((task) => isEntered(found, task));

/** Throws conflict once something was entered or issued. */
export const assertNothingIssued = (found: Case): void => {
  if (!mayWithdraw(found))
    throw problem('conflict', { detail: '已登簿或已制证 a result was issued already', cause: 'result-issued' });
};
