/** Clocks against a count of every single minute, and what must hold of any. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRunning } from '#functions/cases/clocks/clock.ts';
import { count } from '#functions/cases/clocks/count.ts';
import { clocksOf, withEvent } from '#functions/cases/clocks/fold.ts';
import { refusal } from '#functions/cases/clocks/refusal.ts';
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { endOfDay, isWorkday } from '#functions/kernel/workdays.ts';
import { ClockEvent, type ClockKind, type ClockLimit } from '#schemas/case-clock.ts';
import { calendars, county, ms, seen, wd, world } from './world.ts';

const numRuns = process.env.ONETRIP_FULL === '1' ? 3_000 : 60;
const MINUTE = 60_000;
const FIRST = ms('2017-09-20 00:00');

interface Drawn {
  readonly start: number;
  readonly limit: ClockLimit;
  /** Raw: they may overlap, touch, be empty. Epoch ms. */
  readonly pauses: readonly (readonly [from: number, until: number])[];
}

const kinds: Record<ClockKind, number> = {
  'working-days': 7,
  'calendar-days': 9,
  'office-minutes': 1_500,
  'elapsed-minutes': 9_000,
};
const limit = fc
  .constantFrom(...(Object.keys(kinds) as ClockKind[]))
  .chain((kind) => fc.integer({ min: 0, max: kinds[kind] }).map((length) => wd(length, { kind, yellow: 1 })));
const minutes = (max: number) => fc.integer({ min: 0, max });
/** Nearly all of the holidays of the autumn of 2017 lie within. */
const drawn: fc.Arbitrary<Drawn> = fc
  .tuple(minutes(20 * 1_440), limit, fc.array(fc.tuple(minutes(10 * 1_440), minutes(3 * 1_440)), { maxLength: 4 }))
  .map(([offset, one, pauses]) => {
    const start = FIRST + offset * MINUTE;
    return {
      ...{ start, limit: one },
      pauses: pauses.map(([after, length]) => [start + after * MINUTE, start + (after + length) * MINUTE] as const),
    };
  });

/** The events of what was drawn, in their order. At one moment what ends comes after what begins. */
const eventsOf = ({ start, limit: one, pauses }: Drawn): ClockEvent[] => {
  const at = (when: number, type: 'clock.paused' | 'clock.resumed', n: number) => ({ when, type, pause: `p${n}` });
  const all = pauses.flatMap(([from, until], n) => [at(from, 'clock.paused', n), at(until, 'clock.resumed', n)]);
  return [
    { type: 'clock.started', step: 'one', holder: 'department', limits: [one], when: start, asOf: '2017-12-01' },
    ...all.toSorted((a, b) => a.when - b.when || a.type.localeCompare(b.type)),
  ].map(({ when, ...event }) =>
    ClockEvent.parse({
      ...{ clock: 'one', at: beijingInstant(when) },
      ...event,
      ...(event.type === 'clock.paused' ? { reason: 'supplement' } : {}),
    }),
  );
};

const minuteOf = (at: number): number => ((((at + 8 * 3_600_000) % 86_400_000) + 86_400_000) % 86_400_000) / MINUTE;
const works = (at: number): boolean => {
  const minute = minuteOf(at);
  return (
    isWorkday(beijingDate(at), calendars) && ((minute >= 540 && minute < 720) || (minute >= 810 && minute < 1_050))
  );
};

/** What counts, minute by minute, from the raw pauses: the due moment and what is gone at `now`. */
const brute = ({ start, limit: { kind, length }, pauses }: Drawn, now: number) => {
  const paused = (at: number): boolean => pauses.some(([from, until]) => from <= at && at < until);
  if (kind === 'office-minutes' || kind === 'elapsed-minutes') {
    let [left, gone, until] = [length, 0, length === 0 ? start : 0];
    for (let at = start; until === 0 || at < now; at += MINUTE) {
      if (paused(at) || (kind === 'office-minutes' && !works(at))) continue;
      left -= 1;
      if (at < now) gone += 1;
      if (left === 0) until = at + MINUTE;
    }
    return { until, elapsed: gone };
  }
  const whole = (end: number): boolean =>
    Array.from({ length: 1_440 }, (_, i) => end - (i + 1) * MINUTE).every((at) => !paused(at));
  let [left, gone, day] = [length, 0, endOfDay(beijingDate(start))];
  const today = endOfDay(beijingDate(now));
  let until = left === 0 ? day : 0;
  while (until === 0 || day < today) {
    day += 86_400_000;
    if ((kind === 'working-days' && !isWorkday(beijingDate(day - 1), calendars)) || !whole(day)) continue;
    left -= 1;
    if (day <= today) gone += 1;
    if (left === 0) until = day;
  }
  return { until, elapsed: gone };
};

/** The county's hours, without its rules that move the beginning: those have their own tests. */
const plain = {
  ...world,
  office: { ...county, workdayMinutes: undefined, lastFiling: undefined, dayOff: 'same-day' as const },
};
const END = ms('2017-11-10 00:00');
const dueOf = (events: readonly ClockEvent[], now: number) => {
  const [due] = seen(events, beijingInstant(now).slice(0, 16).replace('T', ' '), plain).dues;
  if (!due) throw new Error('no due');
  return { until: Date.parse(due.until), elapsed: due.elapsed, remaining: due.remaining, light: due.light };
};

test('whatever overlaps, the date and what is gone are those of counting every minute', () => {
  fc.assert(
    fc.property(drawn, minutes(40 * 1_440), (one, later) => {
      const now = Math.max(...one.pauses.map(([, until]) => until), one.start + later * MINUTE);
      const { until, elapsed } = dueOf(eventsOf(one), now);
      expect({ until, elapsed }).toEqual(brute(one, now));
    }),
    { numRuns: Math.min(numRuns, 600) },
  );
});

describe('monotone', () => {
  test('a longer limit and a further pause never make it earlier', () => {
    fc.assert(
      fc.property(drawn, minutes(10 * 1_440), minutes(4_000), (one, after, length) => {
        const plainly = dueOf(eventsOf(one), END).until;
        const longer = { ...one, limit: { ...one.limit, length: one.limit.length + 1 } };
        expect(dueOf(eventsOf(longer), END).until).toBeGreaterThanOrEqual(plainly + 1);
        const more = [...one.pauses, [one.start + after * MINUTE, one.start + (after + length) * MINUTE]] as const;
        expect(dueOf(eventsOf({ ...one, pauses: more }), END).until).toBeGreaterThanOrEqual(plainly);
      }),
      { numRuns },
    );
  });

  test('as time goes by more is gone, less is left, and no light gets better', () => {
    fc.assert(
      fc.property(drawn, minutes(5_000), minutes(5_000), (one, a, b) => {
        const last = Math.max(one.start, ...one.pauses.map(([, until]) => until));
        const [early, late] = [dueOf(eventsOf(one), last + a * MINUTE), dueOf(eventsOf(one), last + (a + b) * MINUTE)];
        expect(late.elapsed).toBeGreaterThanOrEqual(early.elapsed);
        expect(late.remaining).toBe(early.remaining + early.elapsed - late.elapsed);
        expect(late.until).toBe(early.until);
        const order = ['green', 'yellow', 'red'];
        expect(order.indexOf(late.light)).toBeGreaterThanOrEqual(order.indexOf(early.light));
      }),
      { numRuns },
    );
  });

  test('what still lasts is as if it were resumed at once', () => {
    fc.assert(
      fc.property(drawn, minutes(5_000), minutes(5_000), (one, a, b) => {
        const from = Math.max(one.start, ...one.pauses.map(([, until]) => until)) + a * MINUTE;
        const now = from + (b + 1) * MINUTE;
        const closed = eventsOf({ ...one, pauses: [...one.pauses, [from, now]] });
        const [open, resumed] = [dueOf(closed.slice(0, -1), now), dueOf(closed, now)];
        expect(open.elapsed).toBe(resumed.elapsed);
        // It reaches a millisecond further, which at midnight is another day; nobody resumes there.
        if (minuteOf(now) > 0) expect(Math.floor(open.until / MINUTE)).toBe(Math.floor(resumed.until / MINUTE));
      }),
      { numRuns },
    );
  });
});

test('additive: one length after another is both together, and so is what is gone', () => {
  const unit = fc.constantFrom('working-days' as const, 'calendar-days' as const, 'minutes' as const);
  fc.assert(
    fc.property(
      minutes(400_000),
      unit,
      minutes(40),
      minutes(40),
      minutes(30_000),
      minutes(30_000),
      (offset, of, n, m, a, b) => {
        const from = FIRST + offset * MINUTE;
        const [first, second] = of === 'minutes' ? [n * 37, m * 37] : [n, m];
        const after = (start: number, length: number) => {
          const { until, date } = count(start, start, { unit: of, length, office: true }, plain, []);
          return of === 'minutes' ? until : ms(date);
        };
        expect(after(after(from, first), second)).toBe(after(from, first + second));
        const gone = (start: number, now: number) =>
          count(start, now, { unit: of, length: 1, office: true }, plain, []).elapsed;
        const [mid, end] = [from + a * MINUTE, from + (a + b) * MINUTE];
        expect(gone(from, mid) + gone(mid, end)).toBe(gone(from, end));
      },
    ),
    { numRuns },
  );
});

test('of any events that the rules let through, no step ever has two clocks running, and folding them all again gives the same', () => {
  const event = fc.record({
    type: fc.constantFrom('clock.started', 'clock.paused', 'clock.resumed', 'clock.stopped'),
    clock: fc.constantFrom('a', 'b', 'c'),
    pause: fc.constantFrom('p', 'q'),
    step: fc.constantFrom('one', 'two'),
    after: minutes(3_000),
  });
  let taken = 0;
  fc.assert(
    fc.property(fc.array(event, { minLength: 5, maxLength: 40 }), (all) => {
      let [clocks, at]: [ReturnType<typeof clocksOf>, number] = [new Map(), FIRST];
      const kept: ClockEvent[] = [];
      for (const { type, clock, pause, step, after } of all) {
        at += after * MINUTE;
        const shared = { type, clock, at: beijingInstant(at) };
        const more = {
          'clock.started': {
            step,
            holder: clock === 'a' ? 'department' : 'intermediary',
            limits: [wd(5)],
            asOf: '2017-09-20',
          },
          'clock.paused': { pause, reason: 'supplement' },
          'clock.resumed': { pause },
          'clock.stopped': { outcome: 'completed' },
        }[type];
        const next = ClockEvent.parse({ ...shared, ...more });
        if (refusal(clocks, next)) continue;
        clocks = withEvent(clocks, next);
        kept.push(next);
        for (const of of ['one', 'two'])
          expect([...clocks.values()].filter((one) => one.step === of && isRunning(one)).length).toBeLessThanOrEqual(1);
      }
      expect(clocksOf(kept)).toEqual(clocks);
      taken += kept.length;
    }),
    { numRuns: numRuns * 5 },
  );
  expect(taken).toBeGreaterThan(numRuns * 10);
});

test('more minutes than twenty years hold are refused, not walked', () => {
  expect(() => count(FIRST, FIRST, { unit: 'minutes', length: 4_000_000, office: true }, plain, [])).toThrow(
    RangeError,
  );
});
