/** 审批: opinions are not decisions; a decision is of one task, never before acceptance, and never by who accepted. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { type Act, asSent } from '../act.ts';
import { assertVerified } from '../facts.ts';
import { assertIdentified } from '../identity.ts';
import { assertInspected } from '../inspection.ts';
import { assertResultsOf } from '../results.ts';
import { isEnded, openPromises } from '../settle.ts';
import { type Case, isAccepted, type Task } from '../state.ts';
import { assertAsked, assertNotStopped, offeredReason } from '../stops.ts';
import { advanced, isWaitedFor, taskFor, withTask } from '../tasks.ts';
import { matterOf, outputRuleOf } from '../template.ts';

export const begin: Act<'begin'> = {
  name: 'begin',
  move: 'work',
  decide: (found, body) => {
    taskFor(found, body.task, 'begin');
    return asSent<'begin'>(found, body);
  },
  apply: (found, { task }, { by }) =>
    withTask(found, task, (one) => ({ ...one, state: 'in-progress', officer: by.id })),
};

export const giveOpinion: Act<'give-opinion'> = {
  name: 'give-opinion',
  move: 'work',
  decide: (found, body) => {
    taskFor(found, body.task, 'give-opinion');
    return asSent<'give-opinion'>(found, body);
  },
  apply: (found, { task, opinion, text }, { at, by }) =>
    withTask(found, task, (one) => ({
      ...one,
      state: one.state === 'open' ? 'in-progress' : one.state,
      officer: one.officer ?? by.id,
      opinions: [...one.opinions, { opinion, text, at, by: by.id }],
    })),
};

const momentOf = (decidedAt: string | undefined, now: number): number => (decidedAt ? Date.parse(decidedAt) : now);

const isPaid = ({ levied }: Task): boolean =>
  levied !== undefined && (levied.paidAt !== undefined || levied.order.totalFen === 0);

/** Decisions may be told late and in another order than they were made in. */
const lastDecision = ({ tasks }: Case, when: number): number =>
  Math.max(when, ...tasks.map(({ decision }) => decision?.at ?? 0));

export const decide: Act<'decide'> = {
  name: 'decide',
  move: 'work',
  decide: (found, body, { now, matters }) => {
    const task = taskFor(found, body.task, body.decision === 'approve' ? 'approve' : 'deny');
    if (body.decision === 'approve') {
      assertInspected(found, body.task);
      // Silence accepts without either.
      assertIdentified(matters, found);
      assertNotStopped(matters, found, body.task);
      assertAsked(matters, found, body.task);
      assertResultsOf(matters, found, task, now);
    }
    const at = momentOf(body.decidedAt, now);
    const since = Math.max(found.acceptedAt ?? Number.POSITIVE_INFINITY, task.openedAt ?? 0);
    // 先受理后审批: nothing happens outside the record.
    if (at < since)
      throw problem('conflict', { detail: '决定早于受理 decided before acceptance', cause: 'decided-before' });
    if (at > now) throw problem('unprocessable', { errors: [{ field: '/decidedAt', rule: 'not-in-the-future' }] });
    const said = body.decision === 'deny' ? { ...offeredReason(matters, found, body.task), ...body } : body;
    if (said.decision === 'deny' && (said.reason === undefined || said.basis === undefined))
      throw problem('unprocessable', { errors: [{ field: '/reason', rule: 'denial-with-reason-and-basis' }] });
    // 先税后证.
    if (body.decision === 'approve' && matterOf(matters, task.matter, task.version).levies && !isPaid(task))
      throw problem('conflict', { detail: '税费未缴 what is levied is not paid', cause: 'levies-unpaid' });
    return asSent<'decide'>(found, said);
  },
  apply: (found, { task, decision, decidedAt, reason }, { at, by }) => {
    const when = momentOf(decidedAt, at);
    const decided = withTask(found, task, (one) => ({
      ...one,
      state: decision === 'approve' ? 'approved' : 'denied',
      officer: one.officer ?? by.id,
      decision: {
        ...{ decision, at: when, by: by.id, ...(reason === undefined ? {} : { reason }) },
        ...(when < at ? { toldAt: at } : {}),
      },
    }));
    const next = advanced(decided, when);
    if (!next.tasks.every(isEnded)) return next;
    const last = lastDecision(next, when);
    return { ...next, decidedAt: last, endedAt: last };
  },
};

/** Whether everything that stands between an approval and its result is done. */
export const mayIssue = (found: Case, task: Task, matters: IndexedMatters): boolean => {
  if (isWaitedFor(found, task.matter)) return true;
  if (openPromises(found).length > 0) return false;
  const rule = outputRuleOf(matters, found);
  if (rule === 'at-once') return true;
  if (!found.tasks.every(isEnded)) return false;
  return rule === 'partial' || found.tasks.every(({ state }) => state === 'approved');
};

export const recordResult: Act<'record-result'> = {
  name: 'record-result',
  move: 'record-result',
  decide: (found, body, { matters }) => {
    const task = taskFor(found, body.task, 'record-result');
    if (!isAccepted(found) || !mayIssue(found, task, matters))
      throw problem('conflict', {
        detail:
          '尚不能制证：须全部办结、容缺补齐 nothing is issued before all is decided and promised papers have come',
        cause: 'result-held',
      });
    assertVerified(found);
    if (task.result && JSON.stringify(task.result) !== JSON.stringify(body.result))
      throw problem('conflict', { detail: '已有办理结果 there is a result already', cause: 'result-twice' });
    return asSent<'record-result'>(found, body);
  },
  apply: (found, { task, result }) => withTask(found, task, (one) => ({ ...one, result })),
};
