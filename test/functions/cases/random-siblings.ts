/** 互不影响: which tasks of a case an act may change, and how; of every other task nothing moves, nor of its clocks, nor of what was written about it. */
import assert from 'node:assert/strict';
import type { Case, Task } from '#functions/cases/state.ts';
import type { CaseActName, CaseEvent } from '#schemas/case-act.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';

type Tasks = readonly Task[];

/** What becomes of the tasks that an act does not name. The one that it names may change in any way, save where it is said that none does. */
type Reach =
  /** Of the whole case, or written beside the task that it names: no task changes, and no task's clock. */
  | 'none'
  /** The task that it names alone. */
  | 'own'
  /** It, then what waited for it and waits for nothing more opens; what waited for it, or served it, in vain ends. */
  | 'following'
  /** 补正: a task that was returned, once all that its notices named has come; others do not move. */
  | 'answered'
  /** 联合踏勘: those of which something failed on the one sheet are returned, whoever tells it. */
  | 'failed'
  /** 受理: what waits for nothing opens. */
  | 'opening'
  /** The end of the case without a result: what was not decided ends with it. */
  | 'ending'
  /** 收件: the tasks come to be. */
  | 'planning'
  /** Dates are counted anew, of any clock; no task changes. */
  | 'recounting';

/** Each act has to choose: a new one does not compile without. */
const REACH = {
  ...{ amend: 'none', 'ask-pre-check': 'none', 'pre-check': 'none', file: 'planning', 'note-visit': 'none' },
  ...{ 'hand-in': 'answered', 'take-reports': 'answered', 'waive-material': 'none', 'give-notice': 'none' },
  ...{ 'join-application': 'none', 'check-identity': 'none', 'confirm-identity': 'none' },
  ...{ accept: 'opening', 'deem-accepted': 'opening', 'extend-promise': 'none' },
  ...{ refuse: 'ending', 'deem-withdrawn': 'ending', withdraw: 'ending' },
  ...{ 'revoke-acceptance': 'ending', 'lapse-promise': 'ending', 'lift-tolerance-bar': 'none' },
  ...{ begin: 'own', 'give-opinion': 'own', 'return-task': 'own', 'remind-task': 'own', 'resume-task': 'own' },
  // Whatever the rule of the output is: what does not rest on the refused one is decided for itself.
  ...{ decide: 'following', 'lapse-task': 'following' },
  // A correction that would turn what others rest on is refused, so that none follows it.
  'correct-decision': 'own',
  ...{ 'record-result': 'own', 'reckon-levies': 'own', 'record-payment': 'own', reassign: 'own', 'hand-over': 'own' },
  ...{ 'pause-clock': 'own', 'resume-clock': 'own', 'extend-clock': 'own', recount: 'recounting' },
  // Of the joint inspection the sheets of the others stay; a change of one undoes what was signed beneath all.
  ...{ 'set-inspection': 'none', inspect: 'none', 'sign-inspection': 'none', 'notify-inspection': 'failed' },
  ...{ 'sign-commitment': 'none', 'check-commitment': 'none', 'revoke-commitment': 'none', 'lift-bar': 'none' },
  ...{ consult: 'none', 'answer-consultation': 'none', remind: 'none', 'add-party': 'none' },
  // A fact that is missing or doubted stops nobody; what may be issued without it is looked at when it is issued.
  ...{ 'add-fact': 'none', 'fact-failed': 'none', 'retry-fact': 'none', 'settle-fact': 'none' },
  ...{ 'confirm-prefill': 'answered', 'dispute-fact': 'none' },
  ...{ 'choose-output': 'none', 'put-out': 'none', deliver: 'none', close: 'none' },
} as const satisfies Record<CaseActName, Reach>;

const isLost = ({ state }: Task): boolean => state === 'denied' || state === 'ended';
const isOver = (task: Task): boolean => isLost(task) || task.state === 'approved';
const ended = (task: Task): Task => ({ ...task, state: 'ended' });

/** All that is lost once these are: what serves a lost one while it runs, what waits for a lost one. */
const lostWith = (tasks: Tasks): ReadonlySet<string> => {
  const lost = new Set(tasks.filter(isLost).map(({ matter }) => matter));
  for (let before = -1; before < lost.size; ) {
    before = lost.size;
    for (const task of tasks) {
      const waitsInVain = task.state === 'waiting' && task.after.some((id) => lost.has(id));
      if (!isOver(task) && (waitsInVain || lost.has(task.serves ?? ''))) lost.add(task.matter);
    }
  }
  return lost;
};

/** The others after it, each reckoned from all of them at once: `tasks` has what was done to the task itself. */
const followed = (tasks: Tasks, acceptedAt = 0): Tasks => {
  const lost = lostWith(tasks);
  const done = new Map(
    tasks.flatMap(({ matter, state, decision }) => (state === 'approved' ? [[matter, decision]] : [])),
  );
  return tasks.map((task) => {
    if (isOver(task)) return task;
    if (lost.has(task.matter)) return ended(task);
    if (task.state !== 'waiting' || !task.after.every((id) => done.has(id))) return task;
    const openedAt = Math.max(acceptedAt, ...task.after.map((id) => done.get(id)?.at ?? 0));
    return { ...task, state: 'open', openedAt };
  });
};

/** What the tasks must be by what they were, in this order. `named` stands as it is. */
const expected = (reach: Reach, before: Case, next: Case, { data }: CaseEvent): Tasks => {
  const own = reach === 'none' || reach === 'recounting' ? undefined : data.task;
  const named = before.tasks.map((task, i) => (task.matter === own ? (next.tasks[i] ?? task) : task));
  const told = reach === 'failed' ? (data.tasks as readonly string[]) : [];
  switch (reach) {
    case 'planning':
      return next.tasks.map((task) => ({ ...task, state: 'waiting', opinions: [] }));
    case 'following':
    case 'opening':
      return followed(named, next.acceptedAt);
    case 'ending':
      return named.map((task) => (task.state === 'approved' || task.state === 'denied' ? task : ended(task)));
    case 'answered':
      return before.tasks.map((task) => {
        const named = (one: Case['notices'][number]) => one.stage === task.matter || one.tasks?.includes(task.matter);
        const waits = ({ notices }: Case, alone: boolean): boolean =>
          notices.some(
            (one) => (alone ? one.stage === task.matter : named(one)) && one.answeredAt === undefined && !one.replaced,
          );
        const goesOn = task.state === 'returned' && waits(before, true) && !waits(next, false);
        return goesOn ? { ...task, state: 'in-progress' } : task;
      });
    case 'failed':
      return before.tasks.map((task) => (told.includes(task.matter) ? { ...task, state: 'returned' } : task));
    default:
      return named;
  }
};

/** Of which task each clock is: that of an intermediary is of the task for which it works. */
const stepsOf = ({ clocks }: Case): ReadonlyMap<string, string> =>
  new Map(clocks.flatMap((one) => (one.type === 'clock.started' ? [[one.clock, one.step]] : [])));

/** What may happen to the clocks of a task of which this became. */
const ticks = (was: Task | undefined, is: Task): readonly ClockEvent['type'][] => {
  if (was?.state === is.state) return [];
  if (is.state === 'open') return ['clock.started'];
  if (was?.state === 'returned' && is.state === 'in-progress') return ['clock.resumed'];
  return is.state === 'returned' ? ['clock.paused'] : ['clock.stopped'];
};

/** The clocks of the whole and of its delivery follow all of them, and are no task's. */
const assertTicks = (reach: Reach, before: Case, next: Case, own: unknown): void => {
  const steps = stepsOf(next);
  for (const { type, clock } of next.clocks.slice(before.clocks.length)) {
    const step = steps.get(clock) ?? clock;
    if (step === 'case' || step === 'delivery' || (reach !== 'none' && step === own)) continue;
    const [was, is] = [before, next].map(({ tasks }) => tasks.find(({ matter }) => matter === step));
    assert.ok(is, `a clock of nobody: ${clock}`);
    const may = reach === 'recounting' ? ['clock.recounted'] : ticks(was, is);
    assert.ok(may.includes(type), `${type} of ${clock}`);
  }
};

/** What was asked, promised, found, told and reminded of other tasks than these. Papers answer the notices that name them. */
const writtenOf = (found: Case, touched: ReadonlySet<unknown>, act: CaseEvent['type']) => {
  const others = <T extends { readonly task?: string }>(all: readonly T[]): T[] =>
    all.filter(({ task }) => task !== undefined && !touched.has(task));
  const answered = REACH[act as keyof typeof REACH] === 'answered';
  return {
    ...{ consultations: others(found.consultations), commitments: others(found.commitments) },
    ...{ sheets: others(found.sheets), reminders: others(found.reminders) },
    joint: act === 'set-inspection' ? [] : others(found.inspection?.sheets ?? []),
    notices: found.notices
      .filter(({ stage, tasks = [] }) => ![stage, ...tasks].some((one) => touched.has(one)) && stage !== 'acceptance')
      .map(({ answeredAt, come, ...notice }) => (answered ? notice : { ...notice, answeredAt, come })),
  };
};

const assertSame = (is: unknown, was: unknown, what: string): void => {
  if (JSON.stringify(is) !== JSON.stringify(was)) assert.deepEqual(is, was, what);
};

export const assertSiblings = (before: Case, next: Case, event: CaseEvent): void => {
  const { type, data } = event;
  if (type === 'open') return;
  const reach: Reach = REACH[type];
  assertSame(next.tasks, expected(reach, before, next, event), `${type}: tasks`);
  assertTicks(reach, before, next, data.task);
  const touched = new Set([data.task, ...(reach === 'failed' ? (data.tasks as readonly string[]) : [])]);
  assertSame(writtenOf(next, touched, type), writtenOf(before, touched, type), `${type}: what was written`);
};
