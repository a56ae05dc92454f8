/** Where a case stands once an act has done its part: what its promises and tasks make of it. */
import type { CaseState } from '#schemas/case.ts';
import type { Case, NoticeGiven, Task } from './state.ts';

const ENDED = ['approved', 'denied', 'ended'];
export const isEnded = ({ state }: Task): boolean => ENDED.includes(state);
export const isFailed = ({ state }: Task): boolean => state === 'denied' || state === 'ended';
const untouched = ({ state }: Task): boolean => state === 'waiting' || state === 'open';

export const openPromises = ({ promises }: Pick<Case, 'promises'>) =>
  promises.filter(({ keptAt }) => keptAt === undefined);

export const isOpenNotice = ({ answeredAt, replaced }: NoticeGiven): boolean => answeredAt === undefined && !replaced;

/** The notice to which the applicant has not yet answered whole, of a stage. */
export const openNotice = ({ notices }: Pick<Case, 'notices'>, stage: string) =>
  notices.find((one) => one.stage === stage && isOpenNotice(one));

const UNDER_WAY: readonly CaseState[] = ['accepted', 'provisional', 'in-progress', 'decided'];

export const settled = (found: Case): CaseState => {
  if (found.state === 'noticed') return openNotice(found, 'acceptance') ? 'noticed' : 'received';
  if (!UNDER_WAY.includes(found.state)) return found.state;
  if (openPromises(found).length > 0) return 'provisional';
  if (found.tasks.every(isEnded)) return 'decided';
  return found.tasks.every(untouched) && found.state === 'accepted' ? 'accepted' : 'in-progress';
};
