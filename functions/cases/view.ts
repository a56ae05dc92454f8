/** A case as it is shown to who has a part in it. */

import { beijingDate } from '#functions/kernel/beijing.ts';
import { instant } from '#functions/kernel/instant.ts';
import { orNothing } from '#functions/kernel/problem.ts';
import { endedMatter } from '#functions/matters/ended.ts';
import type { CaseTask, CaseView } from '#schemas/case.ts';
import type { ClockView } from '#schemas/case-clock.ts';
import { adviceFor } from './advice.ts';
import { commitmentViews } from './commitment.ts';
import { conductOf } from './conduct.ts';
import { clockViews } from './deadline.ts';
import { DELIVERY_CLOCK } from './delivery-clock.ts';
import { identityViews } from './identity.ts';
import { materialsOf } from './materials.ts';
import { type Deciding, mayDo } from './may-do.ts';
import { refundsOf } from './refunds.ts';
import { awaitedBy } from './results.ts';
import type { Case, Task } from './state.ts';
import { stopsOf } from './stops.ts';
import { matterOf, nameOf, pinsOn } from './template.ts';
import { toleranceBarView } from './tolerance.ts';
import { CASE_CLOCK } from './whole-clock.ts';

export type Seeing = Deciding;

const dated = <K extends string>(name: K, at: number | undefined): { readonly [N in K]?: string } =>
  (at === undefined ? {} : { [name]: instant(at) }) as { readonly [N in K]?: string };

const leviedView = ({ day, order, receipts, paidAt }: NonNullable<Task['levied']>) => ({
  ...{ day, order, receipts: [...receipts] },
  ...dated('paidAt', paidAt),
});

const decisionsOf = ({ decision, earlier, handover }: Task) => ({
  ...(decision ? { decision: decision.decision } : {}),
  ...(earlier ? { earlier: earlier.map(({ corrected: _put, at, ...one }) => ({ ...one, at: instant(at) })) } : {}),
  ...(handover ? { handover } : {}),
});

const OPEN = ['waiting', 'open', 'in-progress', 'returned'];
/** What ended since the case was filed, told to who still works on it. */
const overView = ({ matter, version, state }: Task, { matters, now }: Seeing): Pick<CaseTask, 'over'> => {
  const ended = OPEN.includes(state) ? endedMatter(matterOf(matters, matter, version), beijingDate(now)) : undefined;
  return ended ? { over: { until: ended.until, why: ended.why } } : {};
};

const awaitsView = (found: Case, task: Task): Pick<CaseTask, 'awaits'> => {
  const awaited = OPEN.includes(task.state) ? awaitedBy(found, task) : [];
  return awaited.length > 0 ? { awaits: awaited.map(({ matter }) => matter) } : {};
};

const taskView = (found: Case, task: Task, seeing: Seeing, clocks: ReadonlyMap<string, ClockView>): CaseTask => {
  const clock = clocks.get(task.matter);
  const agencies = [...clocks.values()].filter(({ holder, step }) => holder === 'intermediary' && step === task.matter);
  return {
    matter: task.matter,
    name: matterOf(seeing.matters, task.matter, task.version).name,
    ...(task.department === undefined ? {} : { department: task.department }),
    state: task.state,
    after: [...task.after],
    ...awaitsView(found, task),
    ...(clock ? { clock } : {}),
    ...(agencies.length > 0 ? { agencies } : {}),
    ...dated('decidedAt', task.decision?.at),
    ...dated('toldAt', task.decision?.toldAt),
    ...decisionsOf(task),
    ...(task.result ? { result: task.result } : {}),
    ...(task.levied ? { levied: leviedView(task.levied) } : {}),
    ...overView(task, seeing),
    ...(task.officer === undefined ? {} : { officer: task.officer }),
  };
};

const preCheckView = ({ preCheck }: Case): Pick<CaseView, 'preCheck'> =>
  preCheck ? { preCheck: { ...preCheck, remarks: [...preCheck.remarks], at: instant(preCheck.at) } } : {};

/** Before the filing the list is what its answers would ask for today; of answers that are wrong or open there is none yet. */
const planned = (found: Case, { matters, now }: Seeing): Case => {
  const pins = found.pins ?? orNothing(() => pinsOn(matters, found.subject, found.answers, beijingDate(now)));
  return pins ? { ...found, pins } : found;
};

export const viewOf = (found: Case, seeing: Seeing): CaseView => {
  const clocks = clockViews(found, seeing);
  const clock = clocks.get(CASE_CLOCK);
  const delivery = clocks.get(DELIVERY_CLOCK);
  return {
    id: found.id,
    revision: found.n,
    state: found.state,
    subject: found.subject,
    name: nameOf(seeing.matters, found),
    ...(found.pins ? { pinned: found.pins } : {}),
    channel: found.channel,
    place: found.place,
    answers: found.answers,
    parties: [...found.parties],
    form: found.form,
    materials: materialsOf(seeing.matters, planned(found, seeing)),
    tasks: found.tasks.map((task) => taskView(found, task, seeing, clocks)),
    ...(clock ? { clock } : {}),
    ...(delivery ? { delivery } : {}),
    ...preCheckView(found),
    notices: found.notices.map(({ stage, at, due, items, answeredAt, replaced }) => ({
      ...{ stage, at: instant(at), due, items: [...items] },
      ...dated('answeredAt', answeredAt),
      ...(replaced ? { replaced } : {}),
    })),
    visits: [...found.visits],
    joint: found.joined.map(({ at, ...one }) => ({ ...one, at: instant(at) })),
    ...conductOf(found),
    commitments: commitmentViews(found, seeing.calendars),
    refunds: refundsOf(found),
    ...toleranceBarView(found),
    identities: identityViews(found),
    advice: adviceFor(seeing.matters, found, seeing.now),
    stops: stopsOf(seeing.matters, found),
    openedAt: instant(found.openedAt),
    ...dated('filedAt', found.filedAt),
    ...dated('acceptedAt', found.acceptedAt),
    ...dated('decidedAt', found.decidedAt),
    ...dated('deliveredAt', found.deliveredAt),
    ...dated('closedAt', found.closedAt),
    mayDo: mayDo(found, seeing),
    ...(found.offline ? { offline: found.offline } : {}),
    ...(found.test ? { test: true } : {}),
  };
};
