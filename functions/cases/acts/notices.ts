/** 一次性告知: one complete notice for each stage. What lay there when one was given cannot be found wanting later. */

import type * as z from 'zod';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { lastDay, termOf } from '#functions/matters/terms.ts';
import type { NoticeItem } from '#schemas/case-acts/acceptance.ts';
import { type Act, type Acting, asSent } from '../act.ts';
import { assertNotOfInspection } from '../inspection.ts';
import { assertNotSilent } from '../silence.ts';
import type { Case, Task } from '../state.ts';
import { taskFor, withTask } from '../tasks.ts';
import { matterOf } from '../template.ts';

type Item = z.infer<typeof NoticeItem>;

/** Items that lay there, or were missing, when the stage's last notice was given: they belonged into it, and lay there at each one before. */
const belongedInto = (found: Case, stage: string, items: readonly Item[]): readonly Item[] => {
  const last = found.notices.findLast((one) => one.stage === stage);
  if (!last) return [];
  return items.filter(({ item }) => (found.handedIn[item]?.at ?? 0) <= last.at);
};

interface Given {
  readonly items: readonly Item[];
  readonly due: string;
  readonly reason?: string | undefined;
}

/** Throws unprocessable for a date that has passed; conflict, naming the items, for a second asking without a supervisor's reason. */
const assertOnce = (found: Case, stage: string, { items, due, reason }: Given, { now, as }: Acting): void => {
  if (due < beijingDate(now)) throw problem('unprocessable', { errors: [{ field: '/due', rule: 'not-in-the-past' }] });
  const again = belongedInto(found, stage, items);
  if (again.length === 0) return;
  if (as.includes('supervisor') && reason !== undefined) return;
  throw problem('conflict', {
    detail: '一次性告知后不得再次要求 asked for a second time: a supervisor of the hall must give the reason',
    cause: 'second-notice',
    errors: again.map(({ item }) => ({ field: `/items/${item}`, rule: 'belonged-into-an-earlier-notice' })),
  });
};

const added = (found: Case, stage: string, given: Given, { at, by }: { at: number; by: { id: string } }): Case => ({
  ...found,
  notices: [
    ...found.notices,
    {
      stage,
      at,
      due: given.due,
      items: given.items,
      by: by.id,
      ...(given.reason === undefined ? {} : { reason: given.reason }),
    },
  ],
});

export const giveNotice: Act<'give-notice'> = {
  name: 'give-notice',
  move: 'give-notice',
  by: ['supervisor'],
  decide: (found, body, acting) => {
    assertNotSilent(found, acting);
    assertOnce(found, 'acceptance', body, acting);
    return asSent<'give-notice'>(found, body);
  },
  apply: (found, data, event) => added(found, 'acceptance', data, event),
};

/** Throws unprocessable where no rule gives the day, so that the body has to name it. */
const dueByRule = ({ matter, version }: Task, { matters, calendars, now }: Acting): string => {
  const rule = termOf(matters, 'return', matterOf(matters, matter, version), beijingDate(now));
  if (!rule) throw problem('unprocessable', { errors: [{ field: '/due', rule: 'no-rule-gives-the-day' }] });
  return lastDay(rule, now, calendars);
};

/** 退回补正 of one task: its clock stands still, no other's does. */
export const returnTask: Act<'return-task'> = {
  name: 'return-task',
  move: 'work',
  by: ['supervisor'],
  decide: (found, body, acting) => {
    const task = taskFor(found, body.task, 'return-task');
    assertNotOfInspection(found, body.task);
    const due = body.due ?? dueByRule(task, acting);
    assertOnce(found, body.task, { ...body, due }, acting);
    return { ...asSent<'return-task'>(found, body), due };
  },
  apply: (found, data, event) =>
    withTask(added(found, data.task, data, event), data.task, (task) => ({ ...task, state: 'returned' })),
};

export const resumeTask: Act<'resume-task'> = {
  name: 'resume-task',
  move: 'work',
  by: ['window'],
  decide: (found, body) => {
    taskFor(found, body.task, 'resume-task');
    return asSent<'resume-task'>(found, body);
  },
  apply: (found, { task }, { at }) => {
    const resumed = withTask(found, task, (one) => ({ ...one, state: 'in-progress' }));
    const waits = (matter: string): boolean =>
      resumed.tasks.some((one) => one.matter === matter && one.state === 'returned');
    return {
      ...resumed,
      notices: found.notices.map((notice) =>
        notice.answeredAt === undefined &&
        (notice.stage === task || (notice.tasks?.includes(task) && !notice.tasks.some(waits)))
          ? { ...notice, answeredAt: at }
          : notice,
      ),
    };
  },
};
