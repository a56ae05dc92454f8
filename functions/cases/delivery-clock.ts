/** 送达期限: begins with the decision of the whole and ends when what was decided has reached him. */
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { shortestTerm } from '#functions/matters/terms.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import type { Acting } from './act.ts';
import { isFinal } from './case-lifecycle.ts';
import { legalLimit } from './clocks/begin.ts';
import { clocksOf } from './clocks/fold.ts';
import type { Case } from './state.ts';
import { pinnedMatters } from './template.ts';
import { officeOf, started } from './whole-clock.ts';

/** The clock of handing over what was decided. */
export const DELIVERY_CLOCK = 'delivery';

/** 容缺: nothing is handed over while a promised paper is missing, and that is not the hall's doing. */
const beginsAt = ({ decidedAt = 0, promises }: Case): number =>
  Math.max(decidedAt, ...promises.map(({ keptAt = 0 }) => keptAt));

const begun = (found: Case, { matters }: Acting): ClockEvent[] => {
  const at = beginsAt(found);
  const term = shortestTerm(matters, 'delivery', pinnedMatters(matters, found), beijingDate(at));
  return term ? started(DELIVERY_CLOCK, [legalLimit(term, officeOf(matters, at))], at, found) : [];
};

/** `events`: of all clocks. A case that was decided before there was this clock has it from its next act. */
export const deliveryFollows = (events: readonly ClockEvent[], after: Case, acting: Acting): ClockEvent[] => {
  const clock = clocksOf(events).get(DELIVERY_CLOCK);
  if (!clock) return after.state === 'decided' || after.state === 'output' ? begun(after, acting) : [];
  if (clock.stopped) return [];
  const over = { type: 'clock.stopped', clock: DELIVERY_CLOCK } as const;
  if (after.deliveredAt !== undefined)
    return [{ ...over, at: beijingInstant(after.deliveredAt), outcome: 'completed' }];
  return isFinal(after.state) ? [{ ...over, at: beijingInstant(acting.now), outcome: 'ended' }] : [];
};
