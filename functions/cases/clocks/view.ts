/** A clock as it stands at a moment: when it is due, what is gone and left, and its light. Recomputed from events whenever it is asked for. */
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { counted } from '#functions/kernel/workdays.ts';
import type { ClockDue, ClockLimit, ClockView, Light } from '#schemas/case-clock.ts';
import { type Clock, isPaused } from './clock.ts';
import { count, type Length } from './count.ts';
import { type ClockWorld, countsFrom } from './office.ts';
import { pinned } from './pinned.ts';
import { standstills } from './spans.ts';

/** In a hall that counts a working day as so many minutes, days become those. */
const lengthOf = ({ kind, length, rolls }: ClockLimit, { office }: ClockWorld): Length => {
  if (kind === 'office-minutes' || kind === 'elapsed-minutes')
    return { unit: 'minutes', length, office: kind === 'office-minutes' };
  if (kind === 'working-days' && office.workdayMinutes !== undefined && length > 0)
    return { unit: 'minutes', length: length * office.workdayMinutes, office: true };
  return { unit: kind, length, rolls: rolls ?? false };
};

const LIGHTS: readonly Light[] = ['green', 'yellow', 'red'];
const worst = (lights: readonly Light[]): Light =>
  LIGHTS[Math.max(...lights.map((one) => LIGHTS.indexOf(one)))] ?? 'green';

const dueOf = (clock: Clock, limit: ClockLimit, world: ClockWorld, from: number, now: number): ClockDue => {
  const length = lengthOf(limit, world);
  const { until, date, elapsed } = count(from, now, length, world, standstills(clock, now));
  const remaining = length.length - elapsed;
  // 即办: nothing of a day is left to warn of; it is due today, and late tomorrow.
  const yellow = limit.length === 0 ? -1 : (limit.yellow * length.length) / limit.length;
  const { calendars } = counted(date, beijingDate(clock.startedAt), date, world.calendars);
  const awaits = calendars.filter(({ year }) => world.calendars.get(year)?.estimated ?? true).map(({ year }) => year);
  return {
    ...{ role: limit.role, unit: length.unit, length: length.length, date, until: beijingInstant(until) },
    ...{ elapsed, remaining, light: now >= until ? 'red' : remaining <= yellow ? 'yellow' : 'green' },
    ...{ estimated: awaits.length > 0, awaits },
  };
};

/** `now`: epoch ms, not before the clock's last event; once it is stopped it stays as it was then. */
export const clockView = (clock: Clock, { calendars, office }: ClockWorld, now: number): ClockView => {
  const world = { calendars: pinned(calendars, clock.pins), office };
  const at = Math.min(now, clock.stopped?.at ?? now);
  const from = countsFrom(clock.startedAt, world);
  const dues = clock.limits.map((limit) => dueOf(clock, limit, world, from, at));
  const paused = !clock.stopped && isPaused(clock);
  const reasons = [...clock.pauses.values()].flatMap(({ reason, until }) => (until === undefined ? [reason] : []));
  return {
    ...{ clock: clock.id, step: clock.step, holder: clock.holder, dues, light: worst(dues.map(({ light }) => light)) },
    state: clock.stopped ? 'stopped' : paused ? 'paused' : 'running',
    reasons: paused ? [...new Set(reasons)] : [],
    countsFrom: beijingInstant(from),
  };
};
