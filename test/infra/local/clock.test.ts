import { expect, it } from 'vitest';
import { movableClock } from '#infra/local/clock.ts';

it('runs with the machine, moves forward, and never back', () => {
  let machine = 1_000;
  const clock = movableClock(() => machine);
  const heard: number[] = [];
  const stop = clock.onMove(() => heard.push(clock.now()));
  clock.advance(60_000);
  machine += 5;
  expect(clock.now()).toBe(61_005);
  expect(heard).toEqual([61_000]);
  stop();
  clock.advance(1);
  expect(heard).toHaveLength(1);
  expect(() => clock.advance(-1)).toThrow(RangeError);
});

it('places a moment of the machine where the city stood then', () => {
  let machine = 1_000;
  const clock = movableClock(() => machine);
  machine = 2_000;
  clock.advance(100);
  expect([clock.at(1_500), clock.at(2_000), clock.at(2_500)]).toEqual([1_500, 2_100, 2_600]);
});
