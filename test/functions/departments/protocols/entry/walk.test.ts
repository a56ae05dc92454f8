/** Three officers, an agent, an owner who changes his mind and a caller, in any order: what must hold of an entry whatever they do. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import type { EntryState } from '#schemas/entry.ts';
import { questionAbout, T0 } from '../agent/world.ts';
import { desk, inMemory, recordOf, SOURCE, TAO, YU } from './world.ts';

const act = fc.record({
  kind: fc.constantFrom('taken', 'released', 'answer', 'refused', 'confirmed', 'returned'),
  as: fc.constantFrom(TAO, YU),
});
const step = fc.oneof(
  { weight: 12, arbitrary: act },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fetch' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('by-agent' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('switch' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('half-an-hour' as const) }) },
);

const BODIES: Readonly<Record<string, object>> = {
  answer: { answer: recordOf(LI_NA), source: SOURCE },
  refused: { reason: 'no-such-register' },
  returned: { reason: 'incomplete' },
};
const ANSWERED: Readonly<Partial<Record<EntryState, string>>> = { answered: 'answered', refused: 'failed' };

test('an entry is what its question is, two officers stand behind what counts, and nothing moves once it was fetched', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 25 }), async (fourEyes, steps) => {
      const one = inMemory(questionAbout(LI_NA, T0, 'birth-record', { keptUntil: T0 + 14 * 86_400_000 }));
      const room = desk(one.stores, { fourEyes });
      let [now, byHand] = [T0, true];
      for (const what of steps) {
        now += 1000;
        const before = one.kept();
        const [id, done] = [before.question.id, before.entry?.steps.length ?? 0];
        if (what.kind === 'half-an-hour') now += 1_800_000;
        else if (what.kind === 'switch') {
          byHand = !byHand;
          room.rule({ fourEyes, protocol: byHand ? 'manual' : 'agent' });
        } else if (what.kind === 'by-agent') {
          if (before.question.state === 'waiting' && !byHand)
            one.set({ state: 'answered', answer: 'x', answeredAt: now });
        } else if (what.kind === 'fetch') {
          if (before.question.state !== 'waiting' && before.question.byHand) one.set({ fetchedAt: now });
        } else if ('as' in what) {
          const { status } = await room.act(what.kind, id, what.as, now, BODIES[what.kind]);
          // Before it was ever taken it is no entry while the agent answers.
          expect([200, 403, 404, 409]).toContain(status);
          const { question, entry, draft } = one.kept();
          if (status !== 200) {
            expect(one.kept()).toBe(before);
            continue;
          }
          expect(before.question.fetchedAt).toBeUndefined();
          expect(byHand).toBe(true);
          expect(entry?.steps).toHaveLength(done + 1);
          expect(entry?.steps.at(-1)).toMatchObject({ by: what.as });
          expect(question.state).toBe(ANSWERED[entry?.state ?? 'waiting'] ?? 'waiting');
          expect(draft !== undefined).toBe(['entered', 'in-review', 'answered'].includes(entry?.state ?? ''));
          if (fourEyes && entry?.state === 'answered')
            expect(entry.steps.findLast(({ event }) => event === 'confirm')?.by).not.toBe(entry.author);
          if (entry?.state === 'in-review') expect(entry.holder).not.toBe(entry.author);
          if (entry?.holder !== undefined && before.entry?.holder !== undefined && before.entry.holder !== entry.holder)
            expect(before.entry.until).toBeLessThanOrEqual(now);
        }
      }
    }),
    { numRuns: process.env.ONETRIP_FULL === '1' ? 3000 : 150 },
  );
});
