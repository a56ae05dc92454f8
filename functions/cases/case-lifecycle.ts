/** The life of a case 办件 as the law names its states. Sources: 行政许可法 32, 42, 44; ZJ-2018 arts. 11, 14; 不动产登记暂行条例 15. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import { CaseState } from '#schemas/case.ts';

/** Who may act: the hall that took it, the body of a task, a body that is asked for its opinion, a supervisor of the hall, the applicant through a window or the portal, a timer. */
const CASE_ROLES = ['window', 'body', 'supervisor', 'consulted', 'applicant', 'hub'] as const;
export type CaseRole = (typeof CASE_ROLES)[number];

const accepted = { accepted: 'accepted', provisional: 'provisional', 'in-progress': 'in-progress' } as const;
const decided = { ...accepted, decided: 'decided' } as const;
const open = { received: 'received', noticed: 'noticed', ...decided } as const;
const early = { draft: 'draft', 'pre-check': 'pre-check', received: 'received', noticed: 'noticed' } as const;

export const caseLifecycle = lifecycle({
  name: 'case',
  states: CaseState.options,
  initial: ['draft'],
  final: ['closed', 'withdrawn', 'deemed-withdrawn', 'not-accepted', 'acceptance-revoked'],
  events: {
    amend: { by: ['applicant'], moves: { draft: 'draft' } },
    'ask-pre-check': { by: ['applicant'], moves: { draft: 'pre-check' } },
    'pre-check': { by: ['window'], moves: { 'pre-check': 'draft' } },
    // At any step before the decision; what was given notice of comes in by it too.
    'hand-in': { by: ['applicant'], moves: { ...early, noticed: 'noticed', ...accepted } },
    file: { by: ['applicant'], moves: { draft: 'received' } },
    // 共同申请: whoever else applies signs what was filed.
    'join-application': { by: ['applicant'], moves: { received: 'received', noticed: 'noticed', ...accepted } },
    // Everything that the notice named has come.
    supplement: { by: ['applicant'], moves: { noticed: 'received' } },
    'note-visit': { by: ['window'], moves: { ...early, ...decided, output: 'output', delivered: 'delivered' } },
    // 人证核验, when they stand at the window; a second officer of the hall or of the body looks.
    'check-identity': { by: ['window'], moves: { received: 'received', noticed: 'noticed' } },
    'confirm-identity': { by: ['window', 'body'], moves: { received: 'received', noticed: 'noticed' } },
    'waive-material': { by: ['window'], moves: { ...early, ...accepted } },
    'give-notice': { by: ['window'], moves: { received: 'noticed', noticed: 'noticed' } },
    accept: { by: ['window'], moves: { received: 'accepted' } },
    'accept-provisionally': { by: ['window'], moves: { received: 'provisional' } },
    'deem-accepted': { by: ['hub'], moves: { received: 'accepted' } },
    refuse: { by: ['window'], moves: { received: 'not-accepted', noticed: 'not-accepted' } },
    'deem-withdrawn': { by: ['hub'], moves: { noticed: 'deemed-withdrawn' } },
    'extend-promise': { by: ['supervisor'], moves: { provisional: 'provisional' } },
    'keep-promises': { by: ['applicant'], moves: { provisional: 'in-progress' } },
    'lapse-promise': { by: ['hub'], moves: { provisional: 'acceptance-revoked' } },
    // 解除容缺限制: what the broken promise led to, of the case that is over.
    'lift-tolerance-bar': { by: ['supervisor'], moves: { 'acceptance-revoked': 'acceptance-revoked' } },
    'revoke-acceptance': {
      by: ['window'],
      moves: {
        accepted: 'acceptance-revoked',
        provisional: 'acceptance-revoked',
        'in-progress': 'acceptance-revoked',
      },
    },
    work: {
      by: ['body'],
      moves: { accepted: 'in-progress', 'in-progress': 'in-progress', provisional: 'provisional' },
    },
    // 催办 and 逾期, by themselves: of a task that was returned.
    'task-time': {
      by: ['hub'],
      moves: { accepted: 'in-progress', 'in-progress': 'in-progress', provisional: 'provisional' },
    },
    // Of a provisional case the last promised paper may come when everything is decided.
    complete: {
      by: ['body'],
      moves: { 'in-progress': 'decided', accepted: 'decided', provisional: 'decided', decided: 'decided' },
    },
    // The order for taxes and fees, at the window.
    pay: { by: ['window'], moves: { accepted: 'accepted', provisional: 'provisional', 'in-progress': 'in-progress' } },
    // 告知承诺: signed before the decision, checked after it, and that may be after the end of the case.
    'sign-commitment': { by: ['applicant'], moves: { received: 'received', noticed: 'noticed', ...accepted } },
    'check-commitment': {
      by: ['body'],
      moves: { ...decided, output: 'output', delivered: 'delivered', closed: 'closed' },
    },
    // 征求意见 keeps nothing waiting, and an answer may come late.
    consult: { by: ['body', 'consulted'], moves: decided },
    reassign: { by: ['body', 'supervisor'], moves: { received: 'received', noticed: 'noticed', ...accepted } },
    'hand-over': { by: ['hub'], moves: { received: 'received', noticed: 'noticed', ...accepted } },
    remind: {
      by: ['supervisor'],
      moves: { received: 'received', noticed: 'noticed', ...decided, output: 'output', delivered: 'delivered' },
    },
    // 容错: until it is put out; afterwards the result itself has to be revoked.
    'correct-decision': {
      by: ['body'],
      moves: { provisional: 'provisional', 'in-progress': 'in-progress', decided: 'decided' },
    },
    // Dates are counted anew when the notice of a year is public, or changed.
    recount: { by: ['hub', 'supervisor'], moves: { ...decided, output: 'output' } },
    // What travels for it, from the receipt to the decision.
    gather: { by: ['window', 'body'], moves: open },
    'retry-fact': { by: ['hub'], moves: open },
    'confirm-prefill': { by: ['applicant'], moves: open },
    'record-result': { by: ['body'], moves: decided },
    // Of the body whose decision brought it into being.
    'add-party': { by: ['body'], moves: decided },
    'choose-output': { by: ['applicant'], moves: decided },
    'put-out': { by: ['window'], moves: { decided: 'output' } },
    deliver: { by: ['window'], moves: { output: 'delivered' } },
    close: { by: ['window', 'hub'], moves: { delivered: 'closed' } },
    withdraw: {
      by: ['applicant'],
      moves: {
        draft: 'withdrawn',
        'pre-check': 'withdrawn',
        received: 'withdrawn',
        noticed: 'withdrawn',
        accepted: 'withdrawn',
        provisional: 'withdrawn',
        'in-progress': 'withdrawn',
        decided: 'withdrawn',
      },
    },
  },
});
export type CaseMove = keyof typeof caseLifecycle.events;

export const isFinal = (state: CaseState): boolean => (caseLifecycle.final as readonly CaseState[]).includes(state);
