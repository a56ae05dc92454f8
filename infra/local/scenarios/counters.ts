/** What a case came to, counted from the case and its trip; nothing of it is typed. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { type Figures, figuresOf } from '#functions/matters/figures.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseView } from '#schemas/case.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';

const day = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : beijingDate(Date.parse(instant));

const templateOf = (matters: IndexedMatters, { subject, pinned }: CaseView) =>
  'bundle' in subject
    ? matters.templates(subject.bundle).find(({ version }) => version === pinned?.template)
    : undefined;

/** 免填单: fields that a source filled in and she confirmed, and the minutes until then; nothing of a case whose form was written by hand. */
export const filledOf = (
  { openedAt }: CaseView,
  { fields: { after, filled } }: CaseTrip,
  events: readonly { type: string; at: string }[],
): { fields?: number; filled?: number; minutes?: number } => {
  const confirmed = events.findLast(({ type }) => type === 'confirm-prefill');
  if (!confirmed) return {};
  const minutes = (Date.parse(confirmed.at) - Date.parse(openedAt)) / 60_000;
  // A scenario that fills in and confirms at one moment says nothing of how long it takes.
  return { fields: after + filled, filled, ...(minutes > 0 ? { minutes } : {}) };
};

const promisedOf = ({ clock }: CaseView) => clock?.dues.find(({ role }) => role === 'promised') ?? clock?.dues[0];

/** 办理时限: saved against the matters one by one, in days; of what is promised in minutes, those that it took. */
const timeOf = (view: CaseView, figures: Figures | undefined) => {
  const promised = promisedOf(view);
  if (promised?.unit === 'minutes') return { promisedMinutes: promised.length, usedMinutes: promised.elapsed };
  return { savedPercent: figures?.workdays.savedPercent ?? 0 };
};

const paidOf = ({ tasks }: CaseView) => {
  const fen = tasks.flatMap(({ levied }) => levied?.receipts ?? []).reduce((sum, one) => sum + one.fen, 0);
  return fen > 0 ? { paidFen: fen } : {};
};

export const countersOf = (matters: IndexedMatters, view: CaseView, trip: CaseTrip) => {
  const template = templateOf(matters, view);
  const figures = template && figuresOf(template, matters.pinned, { answers: view.answers });
  const inState = (state: CaseView['tasks'][number]['state']) =>
    view.tasks.filter((task) => task.state === state).length;
  const promised = view.materials.filter(({ due }) => due !== undefined);
  return {
    case: view.id,
    state: view.state,
    events: view.revision,
    travelled: trip.travelled.length,
    visits: trip.visits.after,
    visitsBefore: trip.visits.before,
    materials: trip.papers.after,
    notAskedFor: trip.papers.notAskedFor.length,
    awaited: trip.papers.notAskedFor.filter(({ awaited }) => awaited).length,
    forms: trip.forms.after,
    formsBefore: trip.forms.before,
    ...timeOf(view, figures),
    ...paidOf(view),
    savedMinutes: trip.saved.minutes,
    savedFen: trip.saved.fen,
    notices: view.notices.length,
    tolerated: promised.length,
    kept: promised.filter(({ state }) => state === 'kept').length,
    tasks: view.tasks.length,
    approved: inState('approved'),
    denied: inState('denied'),
    results: view.tasks.filter(({ result }) => result).length,
    due: promisedOf(view)?.date,
    decidedOn: day(view.decidedAt),
    deliveredOn: day(view.deliveredAt),
  };
};

/** 数据跑腿: what travelled, in the order in which it came. */
export const answersOf = ({ travelled }: CaseTrip) =>
  travelled.map(({ from, what, at, found }) => ({ from: from.name, what: what.name, at, found }));

/** 事件通知: how many endpoints were told, and the most messages that came to one of them. 告知: third parties about whom somebody was answered. */
export const tellingOf = (came: Readonly<Record<string, number>>, noticed: readonly unknown[]) => {
  const all = Object.values(came);
  return {
    ...(all.length > 0 ? { told: all.length, messages: Math.max(...all) } : {}),
    ...(noticed.length > 0 ? { thirdParties: noticed.length } : {}),
  };
};

export type Counters = ReturnType<typeof countersOf> & {
  readonly promisedMinutes?: number;
  readonly usedMinutes?: number;
  readonly savedPercent?: number;
  readonly paidFen?: number;
  readonly fields?: number;
  readonly filled?: number;
  readonly minutes?: number;
  readonly told?: number;
  readonly messages?: number;
  readonly thirdParties?: number;
};

/** Of one case. */
export interface Counted {
  readonly counters: Counters;
  readonly answers: ReturnType<typeof answersOf>;
}
