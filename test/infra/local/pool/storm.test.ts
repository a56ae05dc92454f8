/** The pool under load while instances are killed, run over their time and are frozen: one invocation at a time, an end for every call, nothing left behind. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { chance } from '#city/generate/prng.ts';
import { functionSpecs } from '#infra/local/pool/function.ts';
import { Throttled } from '#infra/local/pool/outcome.ts';
import { startPool } from '#infra/local/pool/pool.ts';
import { alive } from '#test/engines/processes.ts';
import { fixture } from '../fixture.ts';

const CALLS = process.env.ONETRIP_FULL === '1' ? 5_000 : 600;
const INSTANCES = 4;

const deployed = fixture(
  {
    busy: `let inside = 0; exports.handler = async ({ ms, id }) => {
      inside += 1; const together = inside;
      await new Promise((resolve) => setTimeout(resolve, ms));
      inside -= 1; return { id, together, pid: process.pid };
    };`,
  },
  { busy: { Timeout: 1, ReservedConcurrentExecutions: INSTANCES } },
);
afterAll(() => deployed.remove());

test.each([false, true])(`${CALLS} calls, frozen between calls: %s`, async (freeze) => {
  const draw = chance(`pool ${freeze}`);
  const pool = startPool({ functions: functionSpecs(deployed), engine: () => ({}), freeze });
  const seen = new Set<number>();
  const ended: Record<string, number> = {};
  const together: number[] = [];
  let [next, most] = [0, 0];

  const caller = async () => {
    while (next < CALLS) {
      const id = next++;
      const ms = draw.percent(1) ? 5_000 : draw.int(0, 12);
      const outcome = await pool.invoke('busy', { ms, id }, { waitMs: draw.int(50, 2_000) }).catch((error: unknown) => {
        if (!(error instanceof Throttled)) throw error;
        return 'throttled' as const;
      });
      const answer = typeof outcome === 'object' && outcome.ok ? JSON.parse(outcome.payload) : undefined;
      const how = outcome === 'throttled' ? outcome : outcome.ok ? 'ok' : outcome.error.errorType;
      ended[how] = (ended[how] ?? 0) + 1;
      if (!answer) continue;
      expect(answer.id).toBe(id);
      together.push(answer.together);
    }
  };
  const killer = async () => {
    while (next < CALLS) {
      const there = pool.instances('busy');
      for (const { pid } of there) seen.add(pid);
      most = Math.max(most, there.length);
      const victim = there[draw.int(0, INSTANCES)];
      if (victim) pool.kill(victim.id);
      await sleep(draw.int(20, 120));
    }
  };
  await Promise.all([killer(), ...Array.from({ length: 3 * INSTANCES }, caller)]);
  console.log(`frozen ${freeze}:`, ended, `${seen.size} processes, ${most} at once at most`);
  await pool.stop();

  expect(Object.values(ended).reduce((sum, n) => sum + n, 0)).toBe(CALLS);
  expect(new Set(together)).toEqual(new Set([1]));
  expect(most).toBeLessThanOrEqual(INSTANCES);
  expect(ended['Runtime.ExitError']).toBeGreaterThan(0);
  // A killed process is gone a moment after it was killed.
  await expect.poll(() => [...seen].filter(alive)).toEqual([]);
});
