/** Which rule forbids the next event of a clock. */
import type { ClockEvent } from '#schemas/case-clock.ts';
import { type Clock, type Clocks, isRunning } from './clock.ts';

export type ClockRefusal =
  | 'clock-started-before'
  | 'clock-unknown'
  | 'clock-stopped'
  | 'clock-goes-back'
  | 'pause-known'
  | 'pause-not-open'
  | 'limit-unknown'
  | 'extension-not-foreseen'
  | 'two-clocks-of-a-step';

/** A clock of the same step that runs: the department's while the intermediary works, or the other way round. */
const another = (clocks: Clocks, step: string, id: string): boolean =>
  [...clocks.values()].some((clock) => clock.step === step && clock.id !== id && isRunning(clock));

const extension = (clock: Clock, { role, length }: Extract<ClockEvent, { type: 'clock.extended' }>) => {
  const limit = clock.limits.find((one) => one.role === role);
  if (!limit) return 'limit-unknown';
  const all = (clock.extended[role] ?? 0) + length;
  return all > (limit.extension?.length ?? 0) ? 'extension-not-foreseen' : undefined;
};

const resumption = (clocks: Clocks, clock: Clock, id: string): ClockRefusal | undefined => {
  const pause = clock.pauses.get(id);
  if (!pause || pause.until !== undefined) return 'pause-not-open';
  const last = [...clock.pauses].every(([other, { until }]) => other === id || until !== undefined);
  return last && another(clocks, clock.step, clock.id) ? 'two-clocks-of-a-step' : undefined;
};

/** The rule that `event` would break, or undefined. `clocks`: after all events before it. */
export const refusal = (clocks: Clocks, event: ClockEvent): ClockRefusal | undefined => {
  const clock = clocks.get(event.clock);
  if (event.type === 'clock.started') {
    if (clock) return 'clock-started-before';
    return another(clocks, event.step, event.clock) ? 'two-clocks-of-a-step' : undefined;
  }
  if (!clock) return 'clock-unknown';
  if (Date.parse(event.at) < clock.lastAt) return 'clock-goes-back';
  // What is over can still be counted anew, when a notice that it waited for comes late.
  if (clock.stopped) return event.type === 'clock.recounted' ? undefined : 'clock-stopped';
  switch (event.type) {
    case 'clock.paused':
      return clock.pauses.has(event.pause) ? 'pause-known' : undefined;
    case 'clock.resumed':
      return resumption(clocks, clock, event.pause);
    case 'clock.extended':
      return extension(clock, event);
    default:
      return undefined;
  }
};
