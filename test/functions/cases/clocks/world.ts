/** Clocks as tests write them: local moments, short events, the city's calendars and hours. */
import { calendars as declared } from '#city/calendars/index.ts';
import { hall } from '#city/matters/hall.ts';
import type { Clock } from '#functions/cases/clocks/clock.ts';
import { clocksOf } from '#functions/cases/clocks/fold.ts';
import { type ClockWorld, officeOn } from '#functions/cases/clocks/office.ts';
import { clockView } from '#functions/cases/clocks/view.ts';
import { ClockEvent, type ClockLimit, ClockView, type PauseReason } from '#schemas/case-clock.ts';
import type { Office } from '#schemas/office.ts';

/** '2017-09-25 09:00' or a day, which is its 09:00, in Beijing. */
export const iso = (moment: string): string => `${moment.slice(0, 10)}T${moment.slice(11) || '09:00'}:00+08:00`;
export const ms = (moment: string): number => Date.parse(iso(moment));

export const office = officeOn(hall, '2017-09-25');
export const calendars = new Map(declared.map((calendar) => [calendar.id, calendar]));
export const world: ClockWorld = { calendars, office };
/** A county system reached in research: a working day is 420 minutes, what comes after 17:30 or on a weekend counts from the next working day. */
export const county: Office = {
  ...office,
  spans: [
    { opens: '09:00', closes: '12:00' },
    { opens: '13:30', closes: '17:30' },
  ],
  ...{ workdayMinutes: 420, lastFiling: '17:30', dayOff: 'next-workday' },
};

export const wd = (length: number, more: Partial<ClockLimit> = {}): ClockLimit => ({
  ...{ role: 'promised', kind: 'working-days', length, yellow: 2 },
  ...more,
});

export const start = (at: string, limit: ClockLimit, more: object = {}): ClockEvent =>
  ClockEvent.parse({
    ...{ type: 'clock.started', clock: 'one', step: 'one', holder: 'department', limits: [limit] },
    ...{ at: iso(at), asOf: at.slice(0, 10), ...more },
  });
export const pause = (at: string, id: string, reason: PauseReason = 'supplement', clock = 'one'): ClockEvent =>
  ClockEvent.parse({
    ...{ type: 'clock.paused', clock, at: iso(at), pause: id, reason },
    ...(reason === 'intermediary' ? { requiredBy: '建设工程勘察设计管理条例' } : {}),
  });
export const resume = (at: string, id: string, clock = 'one'): ClockEvent =>
  ClockEvent.parse({ type: 'clock.resumed', clock, at: iso(at), pause: id });
export const stop = (at: string, clock = 'one', outcome: 'completed' | 'ended' = 'completed'): ClockEvent =>
  ClockEvent.parse({ type: 'clock.stopped', clock, at: iso(at), outcome });

export const clockOf = (events: readonly ClockEvent[], id = 'one'): Clock => {
  const clock = clocksOf(events).get(id);
  if (!clock) throw new Error(`no clock ${id}`);
  return clock;
};
export const seen = (events: readonly ClockEvent[], now: string, within = world, id = 'one'): ClockView =>
  ClockView.parse(clockView(clockOf(events, id), within, ms(now)));
/** The date of its first limit, asked just after its last event unless said. */
export const dateOf = (
  events: readonly ClockEvent[],
  now = events.at(-1)?.at.slice(0, 16).replace('T', ' ') ?? '',
  within = world,
) => seen(events, now, within).dues[0]?.date;
