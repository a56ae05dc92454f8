/** The arithmetic of leases and shares under any schedule: 64 callers on 8 instances that are frozen, die, and whose clocks are five minutes apart. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayLeases, leaseSize } from '#functions/exchange/quota/day-lease.ts';
import { secondShares, WINDOW } from '#functions/exchange/quota/second-share.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { memoryStore } from './memory-store.ts';

const RUNS = process.env.ONETRIP_FULL === '1' ? 2_000 : 60;
const INSTANCES = 8;
/** An hour before midnight in Beijing, so that schedules cross it. */
const EVENING = Date.parse('2026-11-20T15:00:00Z');

/** One step of the schedule: an instance is asked, gives back, or dies and another one comes in its place; then time passes. */
const step = fc.record({
  instance: fc.nat(INSTANCES - 1),
  what: fc.constantFrom('ask', 'ask', 'ask', 'ask', 'ask', 'ask', 'ask and give back', 'die'),
  /** The gap before it: mostly a crowd, sometimes a freeze of minutes. */
  after: fc.oneof({ weight: 8, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.nat(400_000) }),
  /** How long the question was on its way, ms. */
  late: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(30_000) }),
});
const schedule = fc.record({
  steps: fc.array(step, { minLength: 50, maxLength: 2_000, size: 'max' }),
  limit: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 3_000 })),
  /** Clocks of the instances, ms. */
  skew: fc.array(fc.integer({ min: -300_000, max: 300_000 }), { minLength: INSTANCES, maxLength: INSTANCES }),
});
type Schedule = typeof schedule extends fc.Arbitrary<infer S> ? S : never;

interface Taker {
  take(of: string, limit: number, now: number): Promise<unknown>;
}
/** How many were let through in each span: a question that comes late belongs to the span that its instance has reached. */
const run = async ({ steps, limit, skew }: Schedule, fresh: () => Taker, spanOf: (at: number) => string) => {
  const instances = Array.from({ length: INSTANCES }, () => ({ taker: fresh(), reached: 0 }));
  const admitted = new Map<string, number>();
  let [now, refused, deaths] = [EVENING, 0, 0];
  for (const { instance, what, after, late } of steps) {
    now += after;
    const at = now + (skew[instance] ?? 0) - late;
    const one = instances[instance]!;
    if (what === 'die') {
      instances[instance] = { taker: fresh(), reached: 0 };
      deaths += 1;
      continue;
    }
    one.reached = Math.max(one.reached, at);
    const span = spanOf(one.reached);
    const taken = await one.taker.take('grant#a', limit, at);
    if (!taken) refused += 1;
    else if (what === 'ask and give back' && typeof taken === 'function') await taken();
    else admitted.set(span, (admitted.get(span) ?? 0) + 1);
  }
  return { admitted, refused, deaths };
};

describe('any schedule', () => {
  test('lets no more through in a day than its limit, and a death costs a 512th of it at most', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (one) => {
        const { store } = memoryStore();
        const { admitted, refused, deaths } = await run(one, () => dayLeases(store), beijingDate);
        for (const count of admitted.values()) expect(count).toBeLessThanOrEqual(one.limit);
        const idle = Math.max(0, Math.floor(one.limit / 512) - 1) * (INSTANCES + deaths);
        if (refused > 0) expect(Math.max(0, ...admitted.values())).toBeGreaterThanOrEqual(one.limit - idle - INSTANCES);
      }),
      { numRuns: RUNS },
    );
  });

  test('lets no more through in a second than its limit, by shares or exactly', async () => {
    const secondOf = (at: number) => String(Math.floor(at / 1000));
    await fc.assert(
      fc.asyncProperty(schedule, async (given) => {
        const one = { ...given, limit: Math.min(given.limit, 200) };
        const { store } = memoryStore();
        const { admitted } = await run(one, () => secondShares(store), secondOf);
        for (const count of admitted.values()) expect(count).toBeLessThanOrEqual(one.limit);
      }),
      { numRuns: RUNS },
    );
  });
});

/** 64 callers ask as fast as 8 instances answer: each takes `ms` for one question. */
const crowd = async (taker: (i: number) => Taker, limit: number, ms: number, seconds: number) => {
  const instances = Array.from({ length: INSTANCES }, (_, i) => taker(i));
  let [asked, admitted] = [0, 0];
  for (let at = EVENING; at < EVENING + seconds * 1000; at += ms)
    for (const instance of instances) {
      asked += 1;
      if (await instance.take('grant#a', limit, at)) admitted += 1;
    }
  return { asked, admitted };
};

describe('64 callers on 8 instances', () => {
  test.each([
    [20, 50],
    [5_000, 50],
    [80_000, 5],
  ])('use up a day of %i to the last one, at %i ms a question', async (limit, ms) => {
    const { store } = memoryStore();
    const { admitted } = await crowd(() => dayLeases(store), limit, ms, 120);
    expect(admitted).toBe(Math.min(limit, (INSTANCES * 120_000) / ms));
  });

  test.each([
    [5, 50],
    [60, 50],
    [64, 50],
    [100, 50],
    [1_000, 5],
  ])('fill every second of %i, and none over', async (limit, ms) => {
    const { store } = memoryStore();
    const seconds = 2 * WINDOW;
    const { admitted } = await crowd(() => secondShares(store), limit, ms, seconds);
    console.log(`${limit} a second: ${(admitted / seconds).toFixed(1)} let through`);
    expect(admitted).toBeLessThanOrEqual(limit * seconds);
    expect(admitted).toBeGreaterThanOrEqual(limit * seconds * 0.97);
  });

  test('pay a hundredth of a call for a question, of a large day and a large second', async () => {
    // 8 instances, 20 questions a second each, for ten minutes.
    const [day, second] = [memoryStore(), memoryStore()];
    const { asked } = await crowd(() => dayLeases(day.store), 1_000_000, 50, 600);
    await crowd(() => secondShares(second.store), 2_000, 50, 600);
    console.log(`${asked} questions: ${day.all.calls} calls for days, ${second.all.calls} for seconds`);
    expect(day.all.calls + second.all.calls).toBeLessThanOrEqual(asked * 0.01);
  });

  test('of the smallest large day too', async () => {
    const { store, all } = memoryStore();
    const { asked } = await crowd(() => dayLeases(store), 100_000, 50, 120);
    console.log(`${asked} of 100000: ${all.calls} calls`);
    expect(all.calls).toBeLessThanOrEqual(asked * 0.01);
  });
});

describe('the size of a lease', () => {
  test('one, when the limit is small or nearly used up', () => {
    expect(leaseSize(500, 500)).toBe(1);
    expect(leaseSize(1_000_000, 15, { size: 1_000, lasted: 1 })).toBe(1);
  });
  test('what the instance needs for three minutes, at most eight times the one before and a 512th of the limit', () => {
    expect(leaseSize(1_000_000, 900_000)).toBe(122);
    expect(leaseSize(1_000_000, 900_000, { size: 122, lasted: 1_000 })).toBe(976);
    expect(leaseSize(1_000_000, 900_000, { size: 976, lasted: 1_000 })).toBe(1_953);
    expect(leaseSize(1_000_000, 900_000, { size: 1_953, lasted: 1_953_000 })).toBe(180);
    expect(leaseSize(1_000_000, 900_000, { size: 1_953, lasted: 3_600_000 })).toBe(122);
  });
});

test('a department that needs more in the next window takes it at once, and what an idle one held is free again', async () => {
  const { store } = memoryStore();
  const [busy, idle] = [secondShares(store), secondShares(store)];
  const at = EVENING;
  // The idle one fills its share once, and is then frozen.
  for (let i = 0; i < 90; i += 1) await idle.take('grant#a', 100, at);
  const letThrough = async (second: number) => {
    let count = 0;
    for (let i = 0; i < 150; i += 1) if (await busy.take('grant#a', 100, at + second * 1000)) count += 1;
    return count;
  };
  // Whoever has no share is never starved: a quarter is counted exactly.
  expect(await letThrough(1)).toBeGreaterThanOrEqual(25);
  expect(await letThrough(WINDOW)).toBe(100);
});

test('an instance that asks a hundred questions at once leases and shares once for all of them', async () => {
  const { store, all } = memoryStore();
  const [days, seconds] = [dayLeases(store), secondShares(store)];
  const taken = await Promise.all(
    Array.from({ length: 100 }, async () => [
      await days.take('grant#a', 1_000_000, EVENING),
      await seconds.take('grant#a', 8_000, EVENING),
    ]),
  );
  expect(taken.every(([day, second]) => day && second)).toBe(true);
  expect(all.calls).toBe(2);
});
