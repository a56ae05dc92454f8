import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lifecycle, lifecycle, mayCause, step } from '#functions/kernel/lifecycle.ts';

const door = lifecycle({
  name: 'door',
  states: ['open', 'shut', 'walled'],
  initial: ['open'],
  final: ['walled'],
  events: {
    shut: { by: ['visitor'], moves: { open: 'shut', shut: 'shut' } },
    open: { by: ['visitor'], moves: { shut: 'open' } },
    wall: { by: ['mason'], moves: { shut: 'walled' } },
  },
});

describe('a lifecycle is a table', () => {
  test('steps along it, repeats where the table says so, refuses the rest by name', () => {
    expect(step(door, 'open', 'shut')).toBe('shut');
    expect(step(door, 'shut', 'shut')).toBe('shut');
    expect(() => step(door, 'walled', 'open')).toThrow('conflict');
    expect(() => step(door, 'constructor' as 'open', 'open')).toThrow('conflict');
  });

  test('knows who may cause what', () => {
    expect(mayCause(door, 'wall', ['mason'])).toBe(true);
    expect(mayCause(door, 'wall', ['visitor'])).toBe(false);
  });

  test('random walks stay inside the states and never leave a final one', () => {
    const events = Object.keys(door.events) as (keyof typeof door.events)[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (walk) => {
        let state: (typeof door.states)[number] = 'open';
        for (const event of walk) {
          const before = state;
          try {
            state = step(door, state, event);
          } catch {
            expect(door.events[event].moves).not.toHaveProperty(before);
          }
          expect(door.states).toContain(state);
          if (before === 'walled') expect(state).toBe('walled');
        }
      }),
    );
  });
});

describe('a faulty table is refused at load, by name', () => {
  const broken = (change: Partial<Lifecycle>) => () => lifecycle({ ...(door as Lifecycle), ...change });
  test.each([
    ['unknown initial state', { initial: ['ajar'] }, 'ajar is no state'],
    [
      'unreachable state',
      { states: ['open', 'shut', 'walled', 'lost'], final: ['walled', 'lost'] },
      'lost is never reached',
    ],
    ['final state with an exit', { final: ['walled', 'shut'] }, 'leads out of final shut'],
    ['dead end', { final: [] }, 'nothing leads out of walled'],
    [
      'event without actor',
      { events: { ...door.events, wall: { by: [], moves: { shut: 'walled' } } } },
      'nobody may cause wall',
    ],
    [
      'move to no state',
      { events: { ...door.events, wall: { by: ['mason'], moves: { shut: 'gone' } } } },
      'shut to gone is no move',
    ],
  ] satisfies [string, Partial<Lifecycle>, string][])('%s', (_name, change, message) => {
    expect(broken(change)).toThrow(message);
  });
});
