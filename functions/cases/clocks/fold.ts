/** The clocks of a case, folded from their events. Nothing is counted here. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import type { Clock, Clocks } from './clock.ts';
import { refusal } from './refusal.ts';

type Of<T extends ClockEvent['type']> = Extract<ClockEvent, { readonly type: T }>;

const started = ({ clock, step, holder, limits, asOf, at }: Of<'clock.started'>): Clock => ({
  ...{ id: clock, step, holder, limits, startedAt: Date.parse(at), lastAt: Date.parse(at) },
  ...{ extended: {}, pauses: new Map(), pins: { asOf, begun: beijingDate(Date.parse(at)), recounts: [] } },
});

const changed = (clock: Clock, event: Exclude<ClockEvent, Of<'clock.started'>>): Clock => {
  const at = Date.parse(event.at);
  switch (event.type) {
    case 'clock.paused':
      return { ...clock, pauses: new Map([...clock.pauses, [event.pause, { reason: event.reason, from: at }]]) };
    case 'clock.resumed': {
      const pause = clock.pauses.get(event.pause);
      return pause ? { ...clock, pauses: new Map([...clock.pauses, [event.pause, { ...pause, until: at }]]) } : clock;
    }
    case 'clock.extended':
      return {
        ...clock,
        limits: clock.limits.map((limit) =>
          limit.role === event.role ? { ...limit, length: limit.length + event.length } : limit,
        ),
        extended: { ...clock.extended, [event.role]: (clock.extended[event.role] ?? 0) + event.length },
      };
    case 'clock.recounted': {
      const { asOf, years } = event;
      return { ...clock, pins: { ...clock.pins, recounts: [...clock.pins.recounts, { asOf, years }] } };
    }
    case 'clock.stopped':
      return { ...clock, stopped: { at, outcome: event.outcome } };
  }
};

/** The clocks after one event more. Throws Error naming the rule when they do not allow it; ask `refusal` before. */
export const withEvent = (clocks: Clocks, event: ClockEvent): Clocks => {
  const rule = refusal(clocks, event);
  if (rule) throw new Error(`${event.type} of ${event.clock}: ${rule}`);
  const clock = event.type === 'clock.started' ? undefined : clocks.get(event.clock);
  const next = event.type === 'clock.started' ? started(event) : clock && changed(clock, event);
  if (!next) return clocks;
  // To count anew is nothing that happened to the case: what was decided before it may still be told.
  const lastAt = event.type === 'clock.recounted' ? next.lastAt : Date.parse(event.at);
  return new Map([...clocks, [next.id, { ...next, lastAt }]]);
};

/** `events`: of all clocks of a case, in the order in which they were written. */
export const clocksOf = (events: readonly ClockEvent[]): Clocks => events.reduce<Clocks>(withEvent, new Map());
