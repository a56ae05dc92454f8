/** What time does to a task that was returned: a reminder, and in the end its own end, never that of a sibling. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Act } from '../act.ts';
import { isEnded, openNotice } from '../settle.ts';
import type { Case, NoticeGiven } from '../state.ts';
import { advanced, withTask } from '../tasks.ts';
import { ARTICLE_11 } from './acceptance.ts';

/** Throws conflict when the case has outrun it: answered, resumed, decided. */
const open = (found: Case, task: string): NoticeGiven => {
  const notice = openNotice(found, task);
  const returned = found.tasks.some(({ matter, state }) => matter === task && state === 'returned');
  if (!notice || !returned) throw problem('conflict', { cause: 'not-returned' });
  return notice;
};

export const remindTask: Act<'remind-task'> = {
  name: 'remind-task',
  move: 'task-time',
  decide: (found, { task }) => {
    const notice = open(found, task);
    if (notice.remindedAt !== undefined) throw problem('conflict', { cause: 'reminded-before' });
    return { task, items: [...notice.items] };
  },
  apply: (found, { task }, { at }) => ({
    ...found,
    notices: found.notices.map((one) => (one === openNotice(found, task) ? { ...one, remindedAt: at } : one)),
  }),
};

export const lapseTask: Act<'lapse-task'> = {
  name: 'lapse-task',
  move: 'task-time',
  decide: (found, { task }, { now }) => {
    const { due } = open(found, task);
    if (beijingDate(now) <= due) throw problem('conflict', { cause: 'not-due' });
    return {
      task,
      reason: `退回所定期限 ${due} 内未补正 what the return named has not come by that day`,
      basis: ARTICLE_11,
    };
  },
  apply: (found, { task }, { at }) => {
    const next = advanced(
      withTask(found, task, (one) => ({ ...one, state: 'ended' })),
      at,
    );
    return next.tasks.every(isEnded) ? { ...next, decidedAt: at, endedAt: at } : next;
  },
};
