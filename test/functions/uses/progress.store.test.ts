import { expect, test } from 'vitest';
import { BEAT_LANES } from '#schemas/progress.ts';
import { usesWorld } from './world.ts';

test('the progress is written by one run after the other, and counts the beats that have arrived', async () => {
  const { progress } = await usesWorld();
  const state = { v: 1 as const, last: 60_000, open: [], proofs: [] };
  expect(await progress.read()).toBeUndefined();
  expect(await progress.write(state, 0)).toBe(true);
  expect(await progress.write({ ...state, last: 120_000 }, 0)).toBe(false);
  expect(await progress.write({ ...state, last: 120_000 }, 60_000)).toBe(true);
  expect(await progress.read()).toEqual({ ...state, last: 120_000 });
  for (let lane = 0; lane < BEAT_LANES; lane += 1) await progress.arrive({ at: 60_000, lane });
  await progress.arrive({ at: 60_000, lane: 1 });
  await progress.arrive({ at: 180_000, lane: 1 });
  expect(await progress.arrived(60_001)).toEqual(new Map([[180_000, 1]]));
  expect(await progress.arrived(60_000)).toEqual(
    new Map([
      [60_000, BEAT_LANES],
      [180_000, 1],
    ]),
  );
});
