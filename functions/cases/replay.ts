/** The state of a case from its events: the first opens it, each other is applied as its act says. */
import type { CaseEvent } from '#schemas/case-act.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import { actOf } from './acts/index.ts';
import { givenBy, giverOf } from './earlier.ts';
import type { Case } from './state.ts';

/** What the opening event carries beside what was sent. */
export interface Opened extends Omit<OpenCase, 'onBehalf'> {
  /** The hall's department. */
  readonly hall: string;
}

const opened = ({ case: id, n, at, by, to, data }: CaseEvent): Case => {
  const { subject, channel, place, hall, answers, parties, form, test, offline } = data as unknown as Opened;
  return {
    v: 1,
    ...{ id, n, subject, channel, place, hall, answers, parties, form },
    state: to,
    test: test ?? false,
    ...(offline ? { offline } : {}),
    openedAt: at,
    openedBy: by,
    handedIn: {},
    waived: {},
    promises: [],
    notices: [],
    tasks: [],
    clocks: [],
    visits: [],
    consultations: [],
    commitments: [],
    inspected: [],
    sheets: [],
    reminders: [],
    facts: [],
    failures: [],
    confirmed: {},
    recalled: {},
    gave: givenBy({}, Object.keys(form), giverOf(parties, by)),
    identities: [],
    reports: [],
    joined: [],
    holds: [],
  };
};

/** What an event carries beside the data of its act. */
interface Beside {
  readonly clocks?: readonly ClockEvent[];
  readonly holds?: readonly string[];
}

/** The case after one event more. */
export const after = (found: Case, event: CaseEvent): Case => {
  if (event.type === 'open') return found;
  const next = actOf(event.type).apply(found, event.data as never, event);
  const { clocks = [], holds = [] } = event.data as Beside;
  return {
    ...next,
    ...{ n: event.n, state: event.to },
    clocks: [...next.clocks, ...clocks],
    holds: [...next.holds, ...holds],
  };
};

/** Undefined when there is nothing. `since`: the state after an earlier event, when it was kept. */
export const replay = (events: readonly CaseEvent[], since?: Case): Case | undefined => {
  const [first, ...rest] = events;
  if (since) return events.reduce(after, since);
  return first && rest.reduce(after, opened(first));
};
