/**
 * 下一步: which acts may be done now, by the caller. One rule: an act is named when the life of the case has a move for it in this state; when the
 * caller holds a duty for it, where it is about a task in that very task; when that task stands where the act moves it; and when what it is about
 * is there and waits for it: a promise, a failure, a pause, a consultation, a commitment, an order that is not paid.
 * Not looked at is what somebody has still to say or to bring, as papers, proofs, payments, dates, grounds, mandates, the answer of a register:
 * whoever lacks that is told so by the refusal. What is not named is refused, or changes nothing.
 */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { passes } from '#functions/kernel/problem.ts';
import type { Calendars } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { inForce } from '#functions/matters/marks.ts';
import type { CaseActor } from '#schemas/case.ts';
import { type CaseActName, caseActNames } from '#schemas/case-act.ts';
import { mayIssue } from './acts/decisions.ts';
import { actOf } from './acts/index.ts';
import { mayInspect, mayNotify, maySet, maySign } from './acts/inspections.ts';
import { assertMayChoose, assertMayPutOut } from './acts/output.ts';
import { type CaseMove, type CaseRole, caseLifecycle } from './case-lifecycle.ts';
import { byHandOpen } from './clocks/agency.ts';
import type { Clock } from './clocks/clock.ts';
import { clocksOf } from './clocks/fold.ts';
import { commitmentOf } from './commitment.ts';
import { mayWithdraw } from './entered.ts';
import { isOpen, isToVerify } from './facts.ts';
import { identityOf, thresholdOf } from './identity.ts';
import { assertNotOfInspection } from './inspection.ts';
import { jointIn } from './joint.ts';
import { offers } from './prefill.ts';
import { openPromises } from './settle.ts';
import { assertNotSilent } from './silence.ts';
import type { Case, Task } from './state.ts';
import { type TaskMove, taskLifecycle } from './task-lifecycle.ts';
import { leadOf, matterOf, pinnedMatters } from './template.ts';
import { CASE_CLOCK } from './whole-clock.ts';

export interface Deciding {
  readonly matters: IndexedMatters;
  readonly calendars: Calendars;
  /** Epoch ms. */
  readonly now: number;
  readonly actor: CaseActor;
  /** What the caller is in the case, and in one of its tasks. */
  rolesIn(task?: string): readonly CaseRole[];
}

const clockOf = (found: Case, { matter }: Task) => clocksOf(found.clocks).get(matter);

/** It still counts, and some limit of it foresees more than it was given. */
const isExtendable = (clock: Clock | undefined): boolean =>
  clock !== undefined &&
  !clock.stopped &&
  clock.limits.some(({ role, extension }) => (clock.extended[role] ?? 0) < (extension?.length ?? 0));

const lastCheck = (found: Case, { matter }: Task) => {
  const one = commitmentOf(found, matter);
  return one && one.revokedAt === undefined ? { checks: one.checks, last: one.checks.at(-1) } : undefined;
};

const isToCheck = (found: Case, task: Task): boolean => {
  const one = lastCheck(found, task);
  return one !== undefined && one.last?.found !== 'passed' && one.checks.length <= 1;
};

const isToRevoke = (found: Case, task: Task, { now }: Deciding): boolean => {
  const { checks = [], last } = lastCheck(found, task) ?? {};
  const over = last?.rectifyBy !== undefined && beijingDate(now) > last.rectifyBy;
  return last?.found === 'failed' && (checks.length > 1 || over);
};

interface OfTask {
  /** Moves of the task, of which one must be possible; any state where there are none. */
  readonly moves?: readonly TaskMove[];
  waits?(found: Case, task: Task, deciding: Deciding): boolean;
}

/** Of acts about a task: where it must stand, and what must be there. */
const OF_TASKS: Partial<Record<CaseActName, OfTask>> = {
  begin: { moves: ['begin'] },
  'give-opinion': { moves: ['give-opinion'] },
  'return-task': {
    moves: ['return-task'],
    waits: (found, { matter }) => passes(() => assertNotOfInspection(found, matter)),
  },
  'resume-task': { moves: ['resume-task'] },
  decide: { moves: ['approve', 'deny'] },
  'record-result': {
    moves: ['record-result'],
    waits: (found, task, { matters }) =>
      task.result === undefined && mayIssue(found, task, matters) && !found.failures.some(isToVerify),
  },
  'add-party': { moves: ['record-result'] },
  'reckon-levies': {
    moves: ['begin'],
    waits: (_, { matter, version, levied }, { matters }) =>
      matterOf(matters, matter, version).levies !== undefined && levied?.paidAt === undefined,
  },
  'record-payment': {
    moves: ['begin'],
    waits: (_, { levied }) => levied !== undefined && levied.paidAt === undefined,
  },
  'pause-clock': { moves: ['pause-clock'], waits: (found, task) => clockOf(found, task) !== undefined },
  'resume-clock': {
    moves: ['resume-clock'],
    waits: (found, task) => {
      const clock = clockOf(found, task);
      return clock !== undefined && byHandOpen(clock).length > 0;
    },
  },
  'extend-clock': {
    moves: ['extend-clock'],
    waits: (found, task) => isExtendable(clockOf(found, task)),
  },
  'set-inspection': { moves: ['attend'], waits: maySet },
  inspect: { moves: ['attend'], waits: mayInspect },
  'sign-inspection': { moves: ['attend'], waits: maySign },
  'notify-inspection': { moves: ['attend'], waits: mayNotify },
  'sign-commitment': {
    moves: ['attend'],
    waits: (found, { matter, version }, { matters }) =>
      matterOf(matters, matter, version).commitment === true && !commitmentOf(found, matter),
  },
  'check-commitment': { moves: ['check-commitment'], waits: isToCheck },
  'revoke-commitment': { waits: isToRevoke },
  'lift-bar': {
    waits: (found, { matter }) => {
      const one = commitmentOf(found, matter);
      return one?.revokedAt !== undefined && one.liftedAt === undefined;
    },
  },
  consult: { moves: ['attend'] },
  'answer-consultation': {
    waits: ({ consultations }, { matter }, { actor }) =>
      consultations.some(
        ({ task, answer, of, asker }) =>
          task === matter && !answer && actor.department === ('department' in of ? of.department : asker),
      ),
  },
  reassign: { moves: ['attend'] },
  'correct-decision': { moves: ['correct-to-approval', 'correct-to-denial'] },
};

/** What has ended is filed no more, and nobody can say what a draft of it needs. */
const isOffered = ({ subject, pins }: Case, { matters, now }: Deciding): boolean => {
  const all = 'matter' in subject ? matters.versions(subject.matter) : matters.templates(subject.bundle);
  return pins !== undefined || inForce<(typeof all)[number]>(all, beijingDate(now)) !== undefined;
};

type OfCase = (found: Case, deciding: Deciding) => boolean;

/** Of acts about the case as a whole: what must be there. */
const OF_CASES: Partial<Record<CaseActName, OfCase>> = {
  file: isOffered,
  'hand-in': isOffered,
  'waive-material': isOffered,
  'take-reports': (found, { matters }) =>
    pinnedMatters(matters, found).some(({ materials }) => materials.some(({ pushed }) => pushed !== undefined)),
  'join-application': (found, { matters }) => jointIn(matters, found).length > 0,
  withdraw: mayWithdraw,
  'revoke-acceptance': mayWithdraw,
  // 整件, whatever has become of its own tasks; of a single matter the task's.
  'extend-clock': (found, { matters, actor }) =>
    'bundle' in found.subject &&
    actor.department === leadOf(matters, found) &&
    isExtendable(clocksOf(found.clocks).get(CASE_CLOCK)),
  'give-notice': (found, deciding) => passes(() => assertNotSilent(found, deciding)),
  refuse: (found, deciding) => passes(() => assertNotSilent(found, deciding)),
  'extend-promise': (found) => openPromises(found).length > 0,
  'lift-tolerance-bar': ({ toleranceBar: bar }, { now }) =>
    bar !== undefined && bar.liftedAt === undefined && bar.until >= beijingDate(now),
  'check-identity': (found, { matters }) =>
    thresholdOf(matters, found) !== undefined &&
    found.parties.some(({ id }) => {
      const before = identityOf(found, id);
      return !before || (before.offline !== undefined && !before.manual);
    }),
  'confirm-identity': (found, { actor }) =>
    actor.kind === 'officer' &&
    found.parties.some(({ id }) => {
      const check = identityOf(found, id);
      return check?.result === 'manual' && !check.manual && check.by !== actor.id;
    }),
  recount: ({ clocks }) => [...clocksOf(clocks).values()].some(({ stopped }) => !stopped),
  'settle-fact': ({ failures }) => failures.some((one) => isOpen(one) || isToVerify(one)),
  'confirm-prefill': (found, { matters }) => offers(matters, found).length > 0,
  'dispute-fact': ({ facts }) => facts.some(({ found }) => found),
  'choose-output': (found, { matters }) => passes(() => assertMayChoose(found, matters)),
  'put-out': (found, { matters }) => passes(() => assertMayPutOut(found, matters)),
};

const movesOf = (name: CaseActName): readonly CaseMove[] => {
  const { move } = actOf(name);
  return typeof move === 'function' ? ['accept', 'accept-provisionally'] : [move];
};

/** Moves that the state of the case has, with the roles that may cause them. */
const rolesFor = (name: CaseActName, { state }: Case): readonly CaseRole[] => {
  const { by = [] } = actOf(name);
  return movesOf(name).flatMap((move) => {
    const event = caseLifecycle.events[move];
    return Object.hasOwn(event.moves, state) ? [...event.by, ...by] : [];
  });
};

const isIn = ({ moves }: OfTask, { state }: Task): boolean =>
  !moves || moves.some((move) => Object.hasOwn(taskLifecycle.events[move].moves, state));

const mayInTask = (name: CaseActName, of: OfTask, found: Case, deciding: Deciding): boolean =>
  found.tasks.some(
    (task) =>
      deciding.rolesIn(task.matter).some((role) => rolesFor(name, found).includes(role)) &&
      isIn(of, task) &&
      (of.waits?.(found, task, deciding) ?? true),
  );

const mayInCase = (name: CaseActName, found: Case, deciding: Deciding): boolean =>
  [undefined, ...found.tasks.map(({ matter }) => matter)]
    .flatMap((task) => deciding.rolesIn(task))
    .some((role) => rolesFor(name, found).includes(role)) &&
  (OF_CASES[name]?.(found, deciding) ?? true);

export const mayDo = (found: Case, deciding: Deciding): CaseActName[] =>
  caseActNames.filter((name) => {
    const of = OF_TASKS[name];
    if (!of) return mayInCase(name, found, deciding);
    // Of what is about a task, or about all of them: either.
    return mayInTask(name, of, found, deciding) || (OF_CASES[name] !== undefined && mayInCase(name, found, deciding));
  });
