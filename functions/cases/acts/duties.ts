/** Who works on a task, who was reminded of it, and how a decision is put right: the earlier one is kept beside it. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type Act, asSent } from '../act.ts';
import { assertAhead } from '../ahead.ts';
import { assertResultsOf } from '../results.ts';
import type { Case, Task } from '../state.ts';
import { assertNotStopped } from '../stops.ts';
import { assertItsTurn, issuedIn, taskFor, withTask } from '../tasks.ts';
import { outputRuleOf } from '../template.ts';

const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

/** 人随事转: to whom it goes; of an officer of the former department nothing is left. */
const handedTo = (
  task: Task,
  { department, officer }: { department?: string | undefined; officer?: string | undefined },
): Task => {
  const { officer: former, handover: _done, ...rest } = task;
  const next = officer ?? (department === undefined || department === task.department ? former : undefined);
  return {
    ...rest,
    ...(department === undefined ? {} : { department }),
    ...(next === undefined ? {} : { officer: next }),
  };
};

export const reassign: Act<'reassign'> = {
  name: 'reassign',
  move: 'reassign',
  decide: (found, body, { matters, now, as }) => {
    const { department } = taskFor(found, body.task, 'attend');
    assertAhead('/from', body.from, now);
    if (body.department !== undefined && body.department !== department) {
      if (!as.includes('supervisor')) throw wrong('/department', 'department-by-a-supervisor');
      if (!matters.raw.bodies.some((one) => one.department === body.department))
        throw wrong('/department', 'department-unknown');
    }
    return asSent<'reassign'>(found, body);
  },
  apply: (found, { task, department, officer, from }, { at }) =>
    withTask(found, task, (one) =>
      from <= beijingDate(at)
        ? handedTo(one, { department, officer })
        : {
            ...one,
            handover: {
              from,
              ...(department === undefined ? {} : { department }),
              ...(officer === undefined ? {} : { officer }),
            },
          },
    ),
};

export const handOver: Act<'hand-over'> = {
  name: 'hand-over',
  move: 'hand-over',
  decide: (found, body, { now }) => {
    const { handover } = taskFor(found, body.task, 'attend');
    if (!handover || beijingDate(now) < handover.from) throw problem('conflict', { cause: 'not-due' });
    return asSent<'hand-over'>(found, body);
  },
  apply: (found, { task }) => withTask(found, task, (one) => (one.handover ? handedTo(one, one.handover) : one)),
};

/** 督办: noted where whoever works on it sees it. */
export const remind: Act<'remind'> = {
  name: 'remind',
  move: 'remind',
  decide: (found, body) => {
    if (body.task !== undefined) taskFor(found, body.task, 'attend');
    return asSent<'remind'>(found, body);
  },
  apply: (found, { task, text }, { at, by }) => ({
    ...found,
    reminders: [...found.reminders, { ...(task === undefined ? {} : { task }), text, at, by: by.id }],
  }),
};

/** What was opened or ended because of a decision rests on it. */
const restingOn = ({ tasks }: Case, matter: string): Task[] =>
  tasks.filter(({ after, serves }) => after.includes(matter) || serves === matter);

export const correctDecision: Act<'correct-decision'> = {
  name: 'correct-decision',
  move: 'correct-decision',
  decide: (found, body, { matters, now }) => {
    const move = body.decision === 'approve' ? 'correct-to-approval' : 'correct-to-denial';
    const task = taskFor(found, body.task, move);
    const { decision, result } = task;
    if (!decision) throw problem('conflict', { detail: '尚无决定 nothing was decided', cause: 'no-decision' });
    if (body.decision !== decision.decision) {
      if (result) throw problem('conflict', { detail: '已制证，须先撤销证照 result-issued', cause: 'result-issued' });
      // 全有或全无: the results of the others were issued because all was approved.
      const rule = outputRuleOf(matters, found);
      if (issuedIn(found).length > 0 && (rule === 'all-or-nothing' || rule === 'open'))
        throw problem('conflict', { detail: '已据全部同意制证，须先撤销证照 issued-for-all', cause: 'result-issued' });
      const resting = restingOn(found, body.task);
      if (resting.length > 0)
        throw problem('conflict', {
          ...{ detail: '后续事项已据此办理 others rest on it', cause: 'others-rest-on-it' },
          errors: resting.map(({ matter }) => ({ field: `/tasks/${matter}`, rule: 'others-rest-on-it' })),
        });
    }
    if (body.decision === 'approve') assertNotStopped(matters, found, body.task);
    // Denied before its turn it is approved no sooner than any other.
    if (body.decision === 'approve' && task.state === 'denied') {
      assertItsTurn(found, task);
      assertResultsOf(matters, found, task, now);
    }
    if (body.decision === 'deny' && body.basis === undefined) throw wrong('/basis', 'denial-with-reason-and-basis');
    return { ...asSent<'correct-decision'>(found, body), decidedAt: new Date(decision.at).toISOString() };
  },
  apply: (found, { task, decision, reason, cause }, { at, by }) =>
    withTask(found, task, (one) => ({
      ...one,
      state: decision === 'approve' ? 'approved' : 'denied',
      earlier: [...(one.earlier ?? []), ...(one.decision ? [one.decision] : [])],
      // When it was decided stands: clocks and what followed were counted from it.
      decision: { decision, at: one.decision?.at ?? at, by: by.id, reason, corrected: { at, cause } },
    })),
};
