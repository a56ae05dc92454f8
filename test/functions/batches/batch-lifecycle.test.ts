import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchLifecycle } from '#functions/batches/batch-lifecycle.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import type { BatchState } from '#schemas/batch.ts';

type Event = keyof typeof batchLifecycle.events;
const events = Object.keys(batchLifecycle.events) as Event[];
const after = (state: BatchState, event: Event): BatchState | undefined => {
  try {
    return step(batchLifecycle, state, event);
  } catch {
    return undefined;
  }
};

test('whatever happens to a batch: nothing is asked before it was submitted, nothing after it ended, and what ended only expires', () => {
  const ENDED = ['done', 'cancelled', 'failed', 'expired'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (walk) => {
      let state = 'receiving' as BatchState;
      const seen = new Set<BatchState>([state]);
      for (const event of walk) {
        const next: BatchState = after(state, event) ?? state;
        if (next === 'running') expect(seen.has('submitted')).toBe(true);
        if (next === 'done') expect(seen.has('running')).toBe(true);
        if (ENDED.includes(state)) expect([state, 'expired']).toContain(next);
        if (state === 'expired') expect(next).toBe('expired');
        seen.add(next);
        state = next;
      }
    }),
    { numRuns: process.env.ONETRIP_FULL === '1' ? 20_000 : 500 },
  );
});
