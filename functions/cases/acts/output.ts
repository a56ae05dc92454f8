/** 统一出件: one output for the whole case, then delivery and the end. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { type Act, asSent } from '../act.ts';
import { assertVerified, isOwed } from '../facts.ts';
import type { Case } from '../state.ts';
import { issuedIn } from '../tasks.ts';
import { outputRuleOf, templateOf } from '../template.ts';

/** 出件前由申请人选择, where the template leaves him the choice. Throws conflict. */
export const assertMayChoose = (found: Case, matters: IndexedMatters): void => {
  const template = found.pins && templateOf(matters, found.subject, found.pins);
  if (!template?.output.choice)
    throw problem('conflict', { detail: '模板未设出件选择 the template leaves no choice', cause: 'no-choice' });
  if (issuedIn(found).length > 0)
    throw problem('conflict', { detail: '已制证 something was issued already', cause: 'result-issued' });
};

export const chooseOutput: Act<'choose-output'> = {
  name: 'choose-output',
  move: 'choose-output',
  decide: (found, body, { matters }) => {
    assertMayChoose(found, matters);
    return asSent<'choose-output'>(found, body);
  },
  apply: (found, { rule }) => ({ ...found, outputRule: rule }),
};

/** Throws conflict, naming what is owed, to be verified, to be chosen or not yet issued. */
export const assertMayPutOut = (found: Case, matters: IndexedMatters): void => {
  if (found.failures.some(isOwed))
    throw problem('conflict', { detail: '容缺的数据尚未到 an answer is still owed', cause: 'fact-owed' });
  assertVerified(found);
  const approved = found.tasks.filter(({ state }) => state === 'approved');
  const whole = approved.length === found.tasks.length;
  const rule = outputRuleOf(matters, found);
  if (rule === 'open' && !whole && approved.length > 0)
    throw problem('conflict', {
      detail: '未全部同意，须由申请人先选择出件方式 not all was approved: the applicant has to choose first',
      cause: 'output-not-chosen',
    });
  const held = rule === 'all-or-nothing' && !whole;
  const without = held ? [] : approved.filter(({ result }) => result === undefined);
  if (without.length > 0)
    throw problem('conflict', {
      detail: '尚有未制证的结果 some results are not there yet',
      errors: without.map(({ matter }) => ({ field: `/tasks/${matter}`, rule: 'result-missing' })),
    });
};

export const putOut: Act<'put-out'> = {
  name: 'put-out',
  move: 'put-out',
  decide: (found, body, { matters }) => {
    assertMayPutOut(found, matters);
    return asSent<'put-out'>(found, body);
  },
  apply: (found, _, { at }) => ({ ...found, outputAt: at }),
};

export const deliver: Act<'deliver'> = {
  name: 'deliver',
  move: 'deliver',
  decide: (found, body, { now }) => {
    if (!found.parties.some(({ id }) => id === body.to))
      throw problem('unprocessable', { errors: [{ field: '/to', rule: 'party-unknown' }] });
    const received = body.receivedAt === undefined ? now : Date.parse(body.receivedAt);
    const rule =
      received > now ? 'not-in-the-future' : received < (found.outputAt ?? 0) ? 'before-the-output' : undefined;
    if (rule) throw problem('unprocessable', { errors: [{ field: '/receivedAt', rule }] });
    if (body.way === 'courier' && body.waybill === undefined)
      throw problem('unprocessable', { errors: [{ field: '/waybill', rule: 'waybill-of-the-courier' }] });
    return asSent<'deliver'>(found, body);
  },
  apply: (found, { receivedAt, way, to }, { at }) => ({
    ...found,
    deliveredAt: receivedAt ? Date.parse(receivedAt) : at,
    handedOut: { way, to },
  }),
};

export const close: Act<'close'> = {
  name: 'close',
  move: 'close',
  decide: asSent,
  apply: (found, _, { at }) => ({ ...found, closedAt: at }),
};
