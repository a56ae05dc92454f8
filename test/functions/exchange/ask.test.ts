import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { type AskDeps, askDepartment, retryBudget } from '#functions/exchange/ask.ts';
import { problem } from '#functions/kernel/problem.ts';
import { problemOf } from './running.ts';

const deps = (change: Partial<AskDeps> = {}): AskDeps => ({
  clock: () => performance.now(),
  sleep,
  random: () => 0.5,
  budget: retryBudget(1, 10),
  deadlineMs: 200,
  ...change,
});

/** Fails `times` times, then answers. */
const failing = (times: number, error: () => Error) => {
  let calls = 0;
  return {
    calls: () => calls,
    ask: async () => {
      calls += 1;
      if (calls <= times) throw error();
      return 'answer';
    },
  };
};
const transient = () => new TransientFailure('ECONNREFUSED');

test('what failed before any byte of the answer is asked again, twice at most, with full jitter', async () => {
  const pauses: number[] = [];
  const patient = deps({ deadlineMs: 1000, sleep: async (ms) => void pauses.push(ms), random: () => 0.999 });
  const twice = failing(2, transient);
  expect(await askDepartment(twice.ask, patient)).toBe('answer');
  expect(pauses.map(Math.round)).toEqual([100, 200]);
  const always = failing(9, transient);
  expect(await problemOf(askDepartment(always.ask, patient))).toMatchObject({
    code: 'department-error',
    cause: 'ECONNREFUSED',
  });
  expect(always.calls()).toBe(3);
});

test('nothing else is asked again: no broken answer, no unknown error, no probe', async () => {
  const broken = failing(1, () => problem('department-answer-invalid', { cause: 'content-type' }));
  expect(await problemOf(askDepartment(broken.ask, deps()))).toMatchObject({ code: 'department-answer-invalid' });
  const unknown = failing(1, () => Object.assign(new Error('secret of the department'), { code: 'X Y secret' }));
  expect(await problemOf(askDepartment(unknown.ask, deps()))).toEqual({
    code: 'department-error',
    rule: undefined,
    cause: 'unknown',
    extra: { cause: 'unknown' },
  });
  const probe = failing(1, transient);
  expect((await problemOf(askDepartment(probe.ask, deps(), true))).code).toBe('department-error');
  expect([broken.calls(), unknown.calls(), probe.calls()]).toEqual([1, 1, 1]);
});

test('the deadline holds even when the adapter ignores its signal, and over all attempts together', async () => {
  const started = performance.now();
  let aborted = false;
  const deaf = askDepartment(({ signal }) => {
    signal.addEventListener('abort', () => {
      aborted = true;
    });
    return new Promise<never>(() => undefined);
  }, deps());
  expect((await problemOf(deaf)).code).toBe('department-timeout');
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(aborted).toBe(true);

  const again = performance.now();
  const slowly = askDepartment(async () => {
    await sleep(90);
    throw transient();
  }, deps());
  expect(['department-timeout', 'department-error']).toContain((await problemOf(slowly)).code);
  expect(performance.now() - again).toBeLessThan(2_000);
});

test('no deadline is longer than ten seconds', async () => {
  let deadline = 0;
  await askDepartment(
    async (context) => {
      deadline = context.deadline;
    },
    deps({ deadlineMs: 60_000, clock: () => 1000 }),
  );
  expect(deadline).toBe(11_000);
});

test('retries cost a budget: 1,000 asks of a dead department are 1,101 calls at most', async () => {
  const dead = failing(Number.POSITIVE_INFINITY, transient);
  const shared = deps({ budget: retryBudget(), sleep: async () => undefined });
  for (let i = 0; i < 1000; i += 1) await problemOf(askDepartment(dead.ask, shared));
  expect(dead.calls()).toBeLessThanOrEqual(1101);
  expect(dead.calls()).toBeGreaterThan(1090);
});
