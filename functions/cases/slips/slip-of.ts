/** Which slip an event of a case leaves behind, if any. */
import type { CaseEvent } from '#schemas/case-act.ts';
import { type CaseSlip, SLIPS, type SlipKind } from '#schemas/case-slip.ts';
import { after, replay } from '../replay.ts';
import type { Case } from '../state.ts';

/** An event with the case as it was after it. */
export interface Happening {
  readonly event: CaseEvent;
  readonly found: Case;
}

const decided = ({ data }: CaseEvent): SlipKind => (data.decision === 'approve' ? 'approved' : 'denied');

const KIND: Partial<Record<CaseEvent['type'], (event: CaseEvent, found: Case) => SlipKind | undefined>> = {
  'pre-check': () => 'pre-checked',
  file: () => 'receipt',
  // What comes in after the filing is received like what came with it.
  'hand-in': (_, { filedAt }) => (filedAt === undefined ? undefined : 'receipt'),
  accept: (_, { acceptance }) => (acceptance === 'provisional' ? 'provisional' : 'accepted'),
  'deem-accepted': () => 'accepted',
  'give-notice': () => 'notice',
  'return-task': () => 'notice',
  'notify-inspection': () => 'notice',
  refuse: () => 'not-accepted',
  'revoke-acceptance': () => 'acceptance-revoked',
  'lapse-promise': () => 'acceptance-revoked',
  decide: decided,
  'correct-decision': decided,
  'sign-commitment': () => 'committed',
  // 限期整改, before anything is revoked.
  'check-commitment': ({ data }) => (data.rectifyBy === undefined ? undefined : 'to-rectify'),
  'revoke-commitment': () => 'approval-revoked',
  // 所需时间书面告知: 行政许可法 45. What waits for another body's result has no length to tell.
  'pause-clock': ({ data }) => (data.told === undefined ? undefined : 'clock-held'),
  'extend-clock': () => 'clock-extended',
  'put-out': () => 'output',
  // A draft that is thrown away was never received.
  withdraw: (_, { filedAt }) => (filedAt === undefined ? undefined : 'withdrawn'),
  'deem-withdrawn': () => 'deemed-withdrawn',
  'lapse-task': () => 'deemed-withdrawn',
  deliver: () => 'delivery',
  close: () => 'closed',
};

export const slipOf = ({ event, found }: Happening): CaseSlip | undefined => {
  const kind = KIND[event.type]?.(event, found);
  if (!kind) return undefined;
  const { code, zh, en } = SLIPS[kind];
  const number = `${event.case}/${code}${String(event.n).padStart(3, '0')}`;
  return { n: event.n, kind, number, name: { zh, en }, at: new Date(event.at).toISOString() };
};

/** Each event with the case as it was after it, the oldest first. `events`: all, from the first. */
export const happenings = (events: readonly CaseEvent[]): Happening[] => {
  const all: Happening[] = [];
  for (const event of events) {
    const before = all.at(-1)?.found;
    const found = before ? after(before, event) : replay([event]);
    if (found) all.push({ event, found });
  }
  return all;
};
