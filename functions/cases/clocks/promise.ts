/** What would be promised: the clock of a matter as it would stand if it were accepted at a moment. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { ClockView } from '#schemas/case-clock.ts';
import type { Matter } from '#schemas/matter.ts';
import { limitsOf } from './begin.ts';
import { clocksOf } from './fold.ts';
import type { ClockWorld } from './office.ts';
import { clockView } from './view.ts';

/** `at`: instant. Undefined where neither law nor promise sets a limit. */
export const promiseOf = (matter: Matter, at: string, world: ClockWorld): ClockView | undefined => {
  const limits = limitsOf(matter, world.office);
  if (limits.length === 0) return undefined;
  const when = Date.parse(at);
  const started = { type: 'clock.started', clock: matter.id, step: matter.id, holder: 'department', limits } as const;
  const [clock] = clocksOf([{ ...started, at, asOf: beijingDate(when) }]).values();
  return clock && clockView(clock, world, when);
};
