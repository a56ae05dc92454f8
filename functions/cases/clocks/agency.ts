/** 中介机构: while it works the department's clock stands still and its own runs, over the same step. ZJ-2018 art. 28. */
import type { ClockEvent } from '#schemas/case-clock.ts';
import type { Office } from '#schemas/office.ts';
import { clockLimit } from './begin.ts';
import type { Clock, Clocks } from './clock.ts';

/** The clock of the intermediary for whom the department's stands still by that pause. */
const nameOf = (pause: string): string => `agency-${pause}`;

export const agencyOf = (clocks: Clocks, pause: string): Clock | undefined => clocks.get(nameOf(pause));

export const agencyStarted = (
  step: string,
  pause: string,
  { at, told, asOf, office }: { at: string; told: number; asOf: string; office: Office },
): ClockEvent => {
  const limit = clockLimit('promised', { kind: 'working-days', length: told }, office);
  const limits = limit ? [limit] : [];
  return { type: 'clock.started', clock: nameOf(pause), step, holder: 'intermediary', limits, at, asOf };
};

/** Intermediaries still at work on a step. */
export const agenciesOn = (clocks: Clocks, step: string): Clock[] =>
  [...clocks.values()].filter((one) => one.holder === 'intermediary' && one.step === step && !one.stopped);

/** Pauses that still last and were begun by hand; a supplement ends with the return of the task. */
export const byHandOpen = ({ pauses }: Clock): string[] =>
  [...pauses].flatMap(([id, { reason, until }]) => (reason !== 'supplement' && until === undefined ? [id] : []));
