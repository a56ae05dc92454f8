/** When a case is over: for those who asked for its sake, and for its archive. */
import { isFinal } from './case-lifecycle.ts';
import { commitmentOf } from './commitment.ts';
import type { Case } from './state.ts';

/** 办结, 撤回, 不予受理, 撤销受理: nobody asks anybody for it any more. A draft never had a ticket. */
export const isOver = ({ state, filedAt }: Pick<Case, 'state' | 'filedAt'>): boolean =>
  filedAt !== undefined && isFinal(state);

/** 归档: nothing more can come. What was decided on a commitment may be checked after the end, and that belongs into the file. */
export const isForArchive = (found: Pick<Case, 'state' | 'filedAt' | 'tasks' | 'commitments'>): boolean =>
  isOver(found) &&
  found.tasks.every(({ matter, state }) => {
    const one = commitmentOf(found, matter);
    const settled = one?.revokedAt !== undefined || one?.checks.at(-1)?.found === 'passed';
    return !one || state !== 'approved' || settled;
  });

/** Nothing is uploaded to it any more; what is checked after the end still has its photos. */
export const isShut = (found: Pick<Case, 'state' | 'filedAt' | 'tasks' | 'commitments'>): boolean =>
  isFinal(found.state) && (found.filedAt === undefined || isForArchive(found));
