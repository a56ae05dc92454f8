/** 一次性告知: one complete notice for each stage. What lay there when one was given cannot be found wanting later. */

import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { lastDay, termOf } from '#functions/matters/terms.ts';
import type { NoticeItem } from '#schemas/case-acts/acceptance.ts';
import { type Act, type Acting, asSent } from '../act.ts';
import { assertAhead } from '../ahead.ts';
import { assertNotOfInspection } from '../inspection.ts';
import { belongedInto, fieldsOfForm, leftOut, neededOfNobody, outstanding, unmendable } from '../notice-items.ts';
import { isOpenNotice, openNotice } from '../settle.ts';
import { assertNotSilent } from '../silence.ts';
import type { Case, Task } from '../state.ts';
import { taskFor, withTask } from '../tasks.ts';
import { matterOf } from '../template.ts';

interface Given {
  readonly items: readonly NoticeItem[];
  readonly due: string;
  readonly reason?: string | undefined;
}

/** Throws unprocessable for a date that has passed or is far away, and for what nobody is to bring; conflict, naming the items, for a second asking without a supervisor's reason. */
const assertOnce = (found: Case, stage: string, { items, due, reason }: Given, acting: Acting): void => {
  assertAhead('/due', due, acting.now);
  const needless = neededOfNobody(acting.matters, found, items);
  if (needless.length > 0)
    throw problem('unprocessable', {
      detail:
        '部门数据或情形已使该材料免交，不得要求申请人提交 it travels, or the answers make it needless: nobody is asked to bring it',
      errors: needless.slice(0, 60),
    });
  const again = belongedInto(found, stage, items);
  if (again.length === 0) return;
  if (acting.as.includes('supervisor') && reason !== undefined) return;
  throw problem('conflict', {
    detail: '一次性告知后不得再次要求 asked for a second time: a supervisor of the hall must give the reason',
    cause: 'second-notice',
    errors: again.slice(0, 60),
  });
};

/** Throws unprocessable, naming what no act of this case could mend, and what is missing and was left out. */
const assertWhole = (found: Case, { items }: Given, { matters }: Acting): void => {
  const strange = unmendable(matters, found, items);
  if (strange.length > 0)
    throw problem('unprocessable', {
      detail: `补正内容须为本办件的材料或申请表栏目 a notice names papers of the case, or fields of its form: ${fieldsOfForm(matters, found).join(', ')}`,
      errors: strange.slice(0, 60),
    });
  const missing = leftOut(matters, found, items);
  if (missing.length > 0)
    throw problem('unprocessable', {
      detail: '须一次列全：尚缺的材料未列入 one notice names everything: these papers are missing and stand in none',
      errors: missing.slice(0, 60).map((key) => ({ field: `/materials/${key}`, rule: 'missing-and-not-named' })),
    });
};

const added = (found: Case, stage: string, given: Given, { at, by }: { at: number; by: { id: string } }): Case => ({
  ...found,
  notices: [
    ...found.notices.map((one) => (one === openNotice(found, stage) ? { ...one, replaced: true as const } : one)),
    {
      stage,
      at,
      due: given.due,
      items: given.items,
      by: by.id,
      lay: Object.keys(found.handedIn),
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
    const items = [...outstanding(found, 'acceptance', body.items), ...body.items];
    assertOnce(found, 'acceptance', body, acting);
    assertWhole(found, { ...body, items }, acting);
    return { ...asSent<'give-notice'>(found, body), items };
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
        isOpenNotice(notice) && (notice.stage === task || (notice.tasks?.includes(task) && !notice.tasks.some(waits)))
          ? { ...notice, answeredAt: at }
          : notice,
      ),
    };
  },
};
