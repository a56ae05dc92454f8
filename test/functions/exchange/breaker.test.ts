/** 8 instances in one process, the real table, a clock that the test moves. */
import { expect, test } from 'vitest';
import { type Breaker, breaker, LOOK_EVERY_MS, PROBE_EVERY_MS } from '#functions/exchange/breaker.ts';
import { type BreakersStore, breakersStore } from '#functions/exchange/breakers.store.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { keepLines } from './lines.ts';
import { NOW } from './world.ts';

keepLines();
const city = async (instances = 8) => {
  const { names, client } = await freshTables('breakers');
  const count = counting(client);
  const time = { now: NOW };
  const department = { up: true, calls: [] as number[] };
  const store = breakersStore(client, names.breakers);
  const fresh = () => breaker('deeds', store, () => time.now - NOW);
  /** One ask through a breaker: true when the department was called and answered. */
  const ask = async (instance: Breaker): Promise<boolean | number> => {
    try {
      const pass = await instance.enter(time.now);
      department.calls.push(time.now);
      await (department.up ? instance.answered(pass) : instance.failed(pass, time.now));
      return department.up;
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'department-unavailable') return error.extra.retryAfter ?? 0;
      throw error;
    }
  };
  return { all: Array.from({ length: instances }, fresh), ask, count, department, fresh, time };
};

test('a well department costs one look per instance, and no write', async () => {
  const { all, ask, count } = await city();
  for (let i = 0; i < 80; i += 1) expect(await ask(all[i % 8]!)).toBe(true);
  expect(count.calls).toEqual({ GetItem: 8 });
});

test('it opens after five failures in a row, and not when one call in between goes well', async () => {
  const { all, ask, department } = await city(1);
  const [only] = all;
  for (const up of [false, false, false, false, true, false, false, false, false]) {
    department.up = up;
    expect(await ask(only!)).toBe(up);
  }
  expect(await ask(only!)).toBe(false);
  expect(await ask(only!)).toBe(5);
  expect(department.calls).toHaveLength(10);
});

test('failures of different instances count together, each instance’s recovery takes them back', async () => {
  const { all, ask, department } = await city();
  for (let round = 0; round < 20; round += 1) {
    // One call in ten fails, now here, now there: no reason to open.
    department.up = round % 2 === 1;
    expect(await ask(all[(round >> 1) % 8]!)).toBe(department.up);
  }
  department.up = false;
  const outcomes = [];
  for (let i = 0; i < 8; i += 1) outcomes.push(await ask(all[i]!));
  expect(outcomes.slice(0, 5)).toEqual([false, false, false, false, false]);
  // Who has not met the outage yet meets it once.
  const calls = department.calls.length;
  for (const instance of all) expect(await ask(instance)).toBe(5);
  expect(department.calls).toHaveLength(calls);
});

test('8 instances: an outage costs ten calls at most before the peace, then one probe per five seconds; recovery is seen within five', async () => {
  const { all, ask, department, time } = await city();
  for (const instance of all) await ask(instance);
  department.up = false;
  const well = department.calls.length;
  for (let round = 0; round < 3; round += 1) await Promise.all(all.map(ask));
  expect(department.calls.length - well).toBeLessThanOrEqual(10);
  for (const instance of all) expect(await ask(instance)).toBe(5);

  const before = department.calls.length;
  for (let second = 0; second < 600; second += 1) {
    time.now += 1000;
    await Promise.all(all.map(ask));
  }
  const probes = department.calls.slice(before);
  const gaps = probes.slice(1).map((at, i) => at - (probes[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(PROBE_EVERY_MS);
  expect(probes).toHaveLength(120);

  department.up = true;
  time.now += PROBE_EVERY_MS;
  await Promise.all(all.map(ask));
  time.now += PROBE_EVERY_MS;
  expect(await Promise.all(all.map(ask))).toEqual(all.map(() => true));
});

test('failures a minute apart are no outage', async () => {
  const { all, ask, department, time } = await city();
  department.up = false;
  for (let i = 0; i < 8; i += 1) {
    expect(await ask(all[i]!)).toBe(false);
    time.now += 61_000;
  }
});

test('a cold instance and one that idled learn of the outage before they call', async () => {
  const { all, ask, department, fresh, time } = await city(2);
  const [busy, idle] = all;
  await ask(idle!);
  department.up = false;
  for (let i = 0; i < 5; i += 1) await ask(busy!);
  const calls = department.calls.length;
  expect(await ask(fresh())).toBe(5);
  time.now += LOOK_EVERY_MS;
  await ask(busy!);
  expect(department.calls).toHaveLength(calls + 1);
  expect(await ask(idle!)).toBe(5);
  expect(await ask(fresh())).toBe(5);
  expect(department.calls).toHaveLength(calls + 1);
});

test('while open and between probes the table is not touched', async () => {
  const { all, ask, count, department } = await city(1);
  department.up = false;
  for (let i = 0; i < 5; i += 1) await ask(all[0]!);
  count.reset();
  const started = performance.now();
  for (let i = 0; i < 1000; i += 1) expect(await ask(all[0]!)).toBe(5);
  expect(count.calls).toEqual({});
  // Told at once: the bar is 20 ms each.
  expect((performance.now() - started) / 1000).toBeLessThan(20);
});

test('without its table the breaker decides from memory: well stays well, open stays open', async () => {
  const fail = async () => {
    throw new Error('no table');
  };
  const broken: BreakersStore = { look: fail, count: fail, reset: fail, open: fail, takeProbe: fail, close: fail };
  const instance = breaker('deeds', broken, () => 0);
  expect(await instance.enter(NOW)).toBe('normal');
  for (let i = 0; i < 5; i += 1) await instance.failed('normal', NOW);
  await expect(instance.enter(NOW + 1)).rejects.toMatchObject({ code: 'department-unavailable' });
  await expect(instance.enter(NOW + PROBE_EVERY_MS)).rejects.toMatchObject({ code: 'department-unavailable' });
});
