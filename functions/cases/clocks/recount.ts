/** An estimated date is counted anew when the notice that it waited for is public. */
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import type { Clock } from './clock.ts';
import type { ClockWorld } from './office.ts';
import { pinned } from './pinned.ts';
import { clockView } from './view.ts';

/** The event that counts it anew, or undefined when it waits for nothing that is known by now (epoch ms). */
export const recountOf = (clock: Clock, world: ClockWorld, now: number): ClockEvent | undefined => {
  const asOf = beijingDate(now);
  const awaited = new Set(clockView(clock, world, now).dues.flatMap(({ awaits }) => awaits));
  const known = pinned(world.calendars, { asOf, recounts: [] });
  const years = [...awaited].filter((year) => known.get(year)?.estimated === false).toSorted();
  return years.length === 0
    ? undefined
    : { type: 'clock.recounted', clock: clock.id, at: beijingInstant(now), asOf, years };
};
