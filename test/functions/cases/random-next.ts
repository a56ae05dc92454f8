/** What leads a case on from where it stands: which act, and of which task. */

import { byHandOpen } from '#functions/cases/clocks/agency.ts';
import { clocksOf } from '#functions/cases/clocks/fold.ts';
import { thresholdOf } from '#functions/cases/identity.ts';
import { inspectionOf, isSigned, lookingIn } from '#functions/cases/inspection.ts';
import { unjoined } from '#functions/cases/joint.ts';
import { awaitsReports } from '#functions/cases/reports.ts';
import { openNotice, openPromises } from '#functions/cases/settle.ts';
import type { Case, Task } from '#functions/cases/state.ts';
import { matterOf, templateOf } from '#functions/cases/template.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { CaseActName } from '#schemas/case-act.ts';
import type { Around } from './random-subjects.ts';
import { matters } from './random-templates.ts';

export type Step = readonly [act: CaseActName, task?: string];
const all = (...names: CaseActName[]): Step[] => names.map((name) => [name]);

const isCommitted = (found: Case, { matter }: Task): boolean => found.commitments.some(({ task }) => task === matter);
const isUnderWay = ({ state }: Task): boolean => state === 'open' || state === 'in-progress';

const identifying = ({ identities }: Case): Step[] =>
  identities.some(({ result, manual }) => result === 'manual' && !manual)
    ? all('confirm-identity', 'confirm-identity', 'confirm-identity')
    : all('check-identity');

const received = (found: Case, { kept, now }: Around): Step[] => {
  const notice = openNotice(found, 'acceptance');
  if (notice)
    return all('hand-in', 'hand-in', 'hand-in', beijingDate(now) > notice.due ? 'deem-withdrawn' : 'give-notice');
  const missing = kept.filter((key) => !found.handedIn[key] && found.waived[key] === undefined).length;
  return [
    ...all(missing > 1 ? 'hand-in' : 'accept', missing > 0 ? 'hand-in' : 'accept', 'accept'),
    ...all('give-notice', 'deem-accepted'),
    // Hours at a time lead on: silence lasts for days.
    ...(beijingDate(now) > beijingDate(found.filedAt ?? now) ? all('deem-accepted') : []),
    ...ofStops(found),
    ...(unjoined(matters, found, now).length > 0 ? all('join-application', 'join-application') : []),
    ...(awaitsReports(matters, found) ? all('take-reports', 'take-reports') : []),
    ...(thresholdOf(matters, found) === undefined ? [] : identifying(found)),
    ...found.tasks.flatMap((task): Step[] =>
      matterOf(matters, task.matter, task.version).commitment && !isCommitted(found, task)
        ? [
            ['sign-commitment', task.matter],
            ['sign-commitment', task.matter],
          ]
        : [],
    ),
  ];
};

/** 联合踏勘: set by its convener, looked at, signed, told. */
const looking = (found: Case, task: Task): Step[] | undefined => {
  const declared = found.pins && templateOf(matters, found.subject, found.pins)?.inspection;
  if (!declared?.matters.includes(task.matter) || isCommitted(found, task)) return undefined;
  const convenes = task.department === matters.body(declared.convenedBy)?.department;
  const joint = inspectionOf(found, task.matter);
  if (!joint) return convenes ? [['set-inspection', task.matter]] : [];
  if (isSigned(found, joint)) {
    const failed = joint.sheets.some(({ items }) => items.some((one) => one.found === 'failed'));
    const told: Step[] = convenes ? [[joint.notified ? 'set-inspection' : 'notify-inspection', task.matter]] : [];
    return failed ? [...told, ['decide', task.matter]] : undefined;
  }
  const written = joint.sheets.some((one) => one.task === task.matter);
  if (!written) return [['inspect', task.matter]];
  const whole = lookingIn(found, joint).every((matter) => joint.sheets.some((one) => one.task === matter));
  return whole ? [['sign-inspection', task.matter]] : [];
};

const ofTask = (found: Case, task: Task, now: number): Step[] => {
  if (task.state === 'returned') {
    const notice = openNotice(found, task.matter);
    const late = notice && beijingDate(now) > notice.due;
    return [
      [late ? 'lapse-task' : 'resume-task', task.matter],
      [notice && notice.remindedAt === undefined ? 'remind-task' : 'resume-task', task.matter],
    ];
  }
  if (!isUnderWay(task)) return [];
  const looked = looking(found, task);
  if (looked) return looked;
  const clock = clocksOf(found.clocks).get(task.matter);
  if (clock && byHandOpen(clock).length > 0) return [['resume-clock', task.matter]];
  if (clock?.limits.some(({ extension, role }) => extension && clock.extended[role] === undefined))
    return [
      ['extend-clock', task.matter],
      ['decide', task.matter],
    ];
  const levies = matterOf(matters, task.matter, task.version).levies !== undefined;
  if (levies && !task.levied) return [['reckon-levies', task.matter]];
  if (levies && task.levied?.paidAt === undefined) return [['record-payment', task.matter]];
  return [['decide', task.matter]];
};

const ofCommitments = ({ commitments, tasks }: Case): Step[] =>
  commitments.flatMap(({ task, checks, revokedAt, liftedAt }): Step[] => {
    if (!tasks.some(({ matter, state }) => matter === task && state === 'approved')) return [];
    if (revokedAt !== undefined) return liftedAt === undefined ? [['lift-bar', task]] : [];
    return checks.at(-1)?.found === 'failed'
      ? [
          ['revoke-commitment', task],
          ['check-commitment', task],
        ]
      : [['check-commitment', task]];
  });

/** 登记簿核验: of each task about which a registry is to be asked. */
const ofStops = ({ tasks }: Case): Step[] =>
  tasks.flatMap((task): Step[] => {
    const { stops = [] } = matterOf(matters, task.matter, task.version);
    return stops.length > 0 && task.state !== 'approved' ? [['add-fact', task.matter]] : [];
  });

const ofFacts = ({ failures, facts }: Case, now: number): Step[] => [
  ...failures.flatMap(({ outcome, nextAt, due, matter }): Step[] => {
    if (outcome === 'printout') return [['settle-fact', matter]];
    if (outcome !== undefined) return [];
    if (nextAt === null) return [['settle-fact', matter]];
    return due || nextAt > now ? [['fact-failed', matter]] : [['retry-fact', matter]];
  }),
  ...(facts.length > 0 ? all('confirm-prefill', 'dispute-fact') : []),
];

/** 先照后证: on whose result another rests, that one is recorded. */
const ofAwaited = ({ tasks }: Case): Step[] =>
  tasks.flatMap(({ matter, state, result }): Step[] =>
    state === 'approved' && !result && tasks.some(({ withResultOf = [] }) => withResultOf.includes(matter))
      ? [
          ['record-result', matter],
          ['record-result', matter],
        ]
      : [],
  );

const ofOutput = ({ tasks }: Case): Step[] => [
  ...tasks.flatMap(({ matter, state, result }): Step[] =>
    state === 'approved' && !result ? [['record-result', matter]] : [],
  ),
  ...all('put-out', 'choose-output'),
];

export const leadingOn = (found: Case, around: Around): Step[] => {
  const { now } = around;
  if (found.state === 'draft') return all('file', 'file', 'file', 'amend', 'ask-pre-check');
  if (found.state === 'pre-check') return all('pre-check');
  if (found.state === 'received' || found.state === 'noticed') return received(found, around);
  if (found.state === 'output') return [...all('deliver', 'deliver'), ...ofCommitments(found)];
  if (found.state === 'delivered') return [...all('close', 'close'), ...ofCommitments(found)];
  if (found.state === 'closed') return ofCommitments(found);
  if (found.state === 'acceptance-revoked') return all('lift-tolerance-bar');
  const late = openPromises(found).some(({ due }) => beijingDate(now) > due);
  if (late) return all('lapse-promise', 'lapse-promise', 'extend-promise', 'hand-in');
  return [
    ...(openPromises(found).length > 0 ? all('hand-in', 'extend-promise') : []),
    ...found.tasks.flatMap((task) => ofTask(found, task, now)),
    ...ofAwaited(found),
    ...found.tasks.flatMap(({ matter, handover, state }): Step[] =>
      handover && state !== 'approved' ? [['hand-over', matter]] : [],
    ),
    ...ofCommitments(found),
    ...ofFacts(found, now),
    ...ofStops(found),
    ...found.consultations.flatMap(({ task, answer }): Step[] => (answer ? [] : [['answer-consultation', task]])),
    ...(found.state === 'decided' ? ofOutput(found) : []),
  ];
};

/** What else happens in it, without leading anywhere. */
export const usual = ({ state }: Case): Step[] => {
  if (state === 'draft' || state === 'pre-check') return all('hand-in', 'amend', 'note-visit', 'waive-material');
  const gathered = all('add-fact', 'add-fact', 'fact-failed', 'note-visit', 'remind');
  if (state === 'received' || state === 'noticed')
    return [...gathered, ...all('waive-material', 'reassign', 'give-notice')];
  return [
    ...gathered,
    ...all('begin', 'give-opinion', 'return-task', 'record-result', 'hand-in', 'waive-material'),
    ...all('pause-clock', 'resume-clock', 'resume-clock', 'recount', 'inspect', 'consult', 'consult'),
    ...all('reassign', 'correct-decision', 'choose-output', 'add-party'),
  ];
};
