import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disputeLifecycle } from '#functions/catalogue/dispute-lifecycle.ts';
import { type GrantEvent, grantLifecycle } from '#functions/catalogue/grant-lifecycle.ts';
import { type Lifecycle, mayCause, step } from '#functions/kernel/lifecycle.ts';
import { DisputeEvent, type DisputeState } from '#schemas/dispute.ts';
import type { GrantState } from '#schemas/grant.ts';

const events = Object.keys(grantLifecycle.events) as GrantEvent[];
const after = <S extends string, E extends string>(table: Lifecycle<S, E>, state: S, event: E): S | undefined => {
  try {
    return step(table, state, event);
  } catch {
    return undefined;
  }
};

test('whatever happens to a grant: it is in force by the last word of a decider, or unconditionally; an end stays an end', () => {
  const walks = fc.array(fc.constantFrom(...events), { maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(...grantLifecycle.initial), walks, (initial, walk) => {
      let state: GrantState = initial;
      for (const event of walk) {
        const next = after(grantLifecycle, state, event) ?? state;
        if (next === 'active' && state !== 'active') {
          expect(['give', 'take', 'provide', 'reverse', 'resume']).toContain(event);
          if (event !== 'take') expect(mayCause(grantLifecycle, event, ['consumer', 'clock'])).toBe(false);
        }
        // Who was refused comes into force only by a dispute that ends for him.
        if (state === 'refused' && next !== 'refused') expect(['reverse', 'oblige']).toContain(event);
        if (state === 'revoked') expect(next).toBe(state);
        if (next === 'checked' && state !== 'checked') expect([state, event]).toEqual(['requested', 'accept']);
        state = next;
      }
    }),
    { numRuns: process.env.ONETRIP_FULL === '1' ? 20_000 : 500 },
  );
});

test.each([
  ['grant', grantLifecycle as Lifecycle],
  ['dispute', disputeLifecycle as Lifecycle],
])('every event of a %s may be repeated at once: the second time it changes nothing', (_name, table) => {
  for (const state of table.states)
    for (const event of Object.keys(table.events)) {
      const once = after(table, state, event);
      if (once !== undefined) expect(after(table, once, event)).toBe(once);
    }
});

test('a consumer can ask, and take what is unconditional; the clock can end; the form is the data authority to check', () => {
  const only = (actor: 'consumer' | 'clock' | 'provider') =>
    events.filter((event) => mayCause(grantLifecycle, event, [actor]));
  expect(only('consumer')).toEqual(['request', 'take']);
  expect(only('clock')).toEqual(['expire']);
  expect(only('provider')).not.toEqual(expect.arrayContaining(['accept']));
  expect(only('provider')).not.toEqual(expect.arrayContaining(['return']));
});

test('a dispute goes up layer by layer, and whatever happens its decision is the data authority to enter', () => {
  expect(Object.keys(disputeLifecycle.events).toSorted()).toEqual(DisputeEvent.options.toSorted());
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...DisputeEvent.options), { maxLength: 20 }), (walk) => {
      let state = 'consultation' as DisputeState;
      for (const event of walk) {
        const next: DisputeState = after(disputeLifecycle, state, event) ?? state;
        if (next === 'government' && state !== next) expect(state).toBe('authority');
        if (next === 'decided' && state !== next)
          expect(mayCause(disputeLifecycle, event, ['consumer', 'provider'])).toBe(false);
        if (['settled', 'decided', 'withdrawn'].includes(state)) expect(next).toBe(state);
        state = next;
      }
    }),
  );
});
