import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GrantEvent, grantLifecycle } from '#functions/catalogue/grant-lifecycle.ts';
import { mayCause, step } from '#functions/kernel/lifecycle.ts';
import type { GrantState } from '#schemas/grant.ts';

const events = Object.keys(grantLifecycle.events) as GrantEvent[];
const after = (state: GrantState, event: GrantEvent): GrantState | undefined => {
  try {
    return step(grantLifecycle, state, event);
  } catch {
    return undefined;
  }
};

test('whatever happens to a grant: it is in force only by the last word of a decider, and an end stays an end', () => {
  fc.assert(
    fc.property(fc.constantFrom(...grantLifecycle.initial), fc.array(fc.constantFrom(...events)), (initial, walk) => {
      let state: GrantState = initial;
      for (const event of walk) {
        const next = after(state, event) ?? state;
        if (next === 'active' && state !== 'active') {
          expect(['give', 'resume']).toContain(event);
          expect(mayCause(grantLifecycle, event, ['consumer', 'clock'])).toBe(false);
        }
        if (state === 'revoked' || state === 'refused') expect(next).toBe(state);
        state = next;
      }
    }),
  );
});

test('every event may be repeated at once: the second time it changes nothing', () => {
  for (const state of grantLifecycle.states)
    for (const event of events) {
      const once = after(state, event);
      if (once !== undefined) expect(after(once, event)).toBe(once);
    }
  expect(events.length).toBe(6);
});

test('a consumer can ask and nothing else; the clock can end and nothing else', () => {
  const by = (actor: 'consumer' | 'clock') => events.filter((event) => mayCause(grantLifecycle, event, [actor]));
  expect(by('consumer')).toEqual(['request']);
  expect(by('clock')).toEqual(['expire']);
});
