import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beat, judged } from '#functions/uses/beat.ts';
import { BEAT_LANES, LATE_MS, SETTLED_MS, WRITTEN_WITHIN_MS } from '#schemas/progress.ts';
import { CALM, MINUTE_MS, play, SHARDS, type Still, type Weather } from './pipeline.ts';

const RUNS = process.env.ONETRIP_FULL === '1' ? 500 : 16;
const TICKS = 600;
/** From the last trouble until everything before it is called complete. */
const WELL_AGAIN_MS = SETTLED_MS + LATE_MS + 3 * MINUTE_MS;

test('in calm the list is complete up to some twenty minutes ago, and never further', async () => {
  const seen = await play(beat, CALM);
  expect(seen.flatMap(({ missing }) => missing)).toEqual([]);
  const last = seen.at(-1);
  const behind = (last?.now ?? 0) - (last?.complete ?? 0);
  expect(behind).toBeGreaterThanOrEqual(SETTLED_MS);
  expect(behind).toBeLessThanOrEqual(WELL_AGAIN_MS);
  // Before anything is settled nothing is claimed.
  expect(seen.slice(0, 20).every(({ complete }) => complete === undefined)).toBe(true);
});

const stills = (most: number): fc.Arbitrary<Still[]> =>
  fc.array(fc.record({ from: fc.integer({ min: 1, max: TICKS }), ticks: fc.integer({ min: 1, max: 240 }) }), {
    maxLength: most,
  });
const weather: fc.Arbitrary<Weather> = fc.record({
  ticks: fc.constant(TICKS),
  shards: fc.array(stills(2), { maxLength: SHARDS }),
  consumers: stills(2),
  beats: stills(2),
  redriven: fc.array(fc.integer({ min: 1, max: TICKS }), { maxLength: 3 }),
  luck: fc.array(
    fc.record({
      failures: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 6 })),
      late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 60_000 })),
    }),
    { minLength: 1, maxLength: 97 },
  ),
  lost: fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.boolean()), { minLength: 1, maxLength: 31 }),
});

test(`over ${RUNS} storms: what is called complete has every line; it never goes back`, async () => {
  let [claims, standing] = [0, 0];
  await fc.assert(
    fc.asyncProperty(weather, async (storm) => {
      const seen = await play(beat, storm);
      expect(seen.flatMap(({ missing }) => missing)).toEqual([]);
      const complete = seen.map((one) => one.complete ?? 0);
      expect(complete).toEqual(complete.toSorted((a, b) => a - b));
      claims += new Set(complete).size;
      standing += complete.at(-1) === complete.at(-30) ? 1 : 0;
    }),
    { numRuns: RUNS },
  );
  // Or else nothing was claimed, or nothing ever stood in the way.
  expect(claims).toBeGreaterThan(RUNS * 4);
  expect(standing).toBeGreaterThan(0);
});

test.each([
  ['a shard stood still for half an hour', { shards: [[{ from: 200, ticks: 180 }]] }],
  ['no consumer for half an hour', { consumers: [{ from: 200, ticks: 180 }] }],
  ['the beat itself stood still', { beats: [{ from: 200, ticks: 180 }] }],
  ['one beat in four is lost for a while', { lost: Array.from({ length: 4000 }, (_, i) => i < 300 && i % 4 === 1) }],
])('%s: the list lags behind, says so, and is complete again', async (_what, trouble) => {
  const seen = await play(beat, { ...CALM, ticks: TICKS, ...trouble });
  expect(seen.flatMap(({ missing }) => missing)).toEqual([]);
  const last = seen.at(-1);
  expect((last?.now ?? 0) - (last?.complete ?? 0)).toBeLessThanOrEqual(WELL_AGAIN_MS + 2 * LATE_MS);
});

test('while a message lies among the dead letters nothing newer is called complete; once it is redriven, all is', async () => {
  // One message fails for good until it is redriven.
  const luck = Array.from({ length: 4000 }, (_, i) => ({ failures: i >= 400 && i < 404 ? 6 : 0, late: 0 }));
  const buried = await play(beat, { ...CALM, ticks: TICKS, luck });
  const stood = buried.slice(-30).map(({ complete }) => complete);
  expect(new Set(stood).size).toBe(1);
  const mended = await play(beat, { ...CALM, ticks: TICKS, luck, redriven: [400] });
  expect([...buried, ...mended].flatMap(({ missing }) => missing)).toEqual([]);
  const last = mended.at(-1);
  expect((last?.now ?? 0) - (last?.complete ?? 0)).toBeLessThanOrEqual(WELL_AGAIN_MS);
});

test('a run that comes twice, or late, writes nothing', async () => {
  const done: number[] = [];
  const twice = async (now: number, deps: Parameters<typeof beat>[1]) => {
    await beat(now, deps);
    const spy = { ...deps, send: async () => void done.push(now) };
    await beat(now, spy);
    await beat(now - MINUTE_MS, spy);
  };
  await play(twice, CALM);
  expect(done).toEqual([]);
});

test('a run whose beats are under way proves nothing; the one before it does, less the time in which a record is written', () => {
  const [first, second, now] = [10, 11, 12].map((minute) => minute * MINUTE_MS) as [number, number, number];
  const open = [{ at: second, before: first }];
  const seen = judged({ v: 1, last: second, open, proofs: [] }, new Map([[second, BEAT_LANES - 1]]), false, now);
  expect(seen).toEqual({ v: 1, last: second, open, proofs: [{ at: now, until: first }] });
  const later = now + SETTLED_MS;
  const all = new Map([[second, BEAT_LANES]]);
  expect(judged(seen, all, false, later)).toMatchObject({ open: [], complete: first - WRITTEN_WITHIN_MS });
  expect(judged(seen, all, false, later - 1).complete).toBeUndefined();
});
