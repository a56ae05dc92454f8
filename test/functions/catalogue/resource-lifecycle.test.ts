import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resourceLifecycle } from '#functions/catalogue/resource-lifecycle.ts';
import { mayCause, step } from '#functions/kernel/lifecycle.ts';
import type { ResourceState } from '#schemas/resource.ts';

type Event = keyof typeof resourceLifecycle.events;
const events = Object.keys(resourceLifecycle.events) as Event[];
const after = (state: ResourceState, event: Event): ResourceState | undefined => {
  try {
    return step(resourceLifecycle, state, event);
  } catch {
    return undefined;
  }
};

test('whatever happens: nothing is asked before it was published, nothing published is withdrawn without notice, an end stays', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (walk) => {
      const seen: ResourceState[] = ['draft'];
      for (const event of walk) seen.push(after(seen.at(-1)!, event) ?? seen.at(-1)!);
      for (const [i, state] of seen.entries()) {
        const before = seen[i - 1];
        if (state === 'deprecated') expect(seen.slice(0, i)).toContain('published');
        if (state === 'withdrawn' && before !== 'withdrawn') expect(before).not.toBe('published');
        if (before === 'withdrawn') expect(state).toBe('withdrawn');
        if (state === 'draft' && i > 0) expect(before).toBe('draft');
      }
    }),
  );
});

test('every event may be repeated at once, and only the clock and the owners cause any', () => {
  for (const state of resourceLifecycle.states)
    for (const event of events) {
      const once = after(state, event);
      if (once !== undefined) expect(after(once, event)).toBe(once);
    }
  expect(events.filter((event) => mayCause(resourceLifecycle, event, ['clock']))).toEqual(['end']);
});
