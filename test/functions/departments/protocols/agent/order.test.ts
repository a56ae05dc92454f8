/** The order of the questions about one subject, under two agents, lost answers, leases that run out and every interleaving that the scheduler finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { LEASE_SECONDS, type Taken } from '#schemas/agent.ts';
import { A, B, BY_AGENT, certificateOf, counter, memory, questionAbout, T0 } from './world.ts';

const SUBJECTS = [WANG_QIANG, LI_NA, CHEN_FUYING];
const LEASE_MS = LEASE_SECONDS * 1000;

/** What may happen: a question comes, an agent polls, brings one of those it holds (and hears of it, or not), or is gone until its lease is over. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    subject: fc.nat(2),
    resource: fc.constantFrom('health-certificate', 'birth-record'),
  }),
  fc.record({
    kind: fc.constant('take' as const),
    agent: fc.constantFrom(A, B),
    limit: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('bring' as const),
    agent: fc.constantFrom(A, B),
    which: fc.nat(5),
    lost: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('lapse' as const) }),
);

test('per subject in the order in which they were asked, each once, none left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 8 }), async (s, bouts) => {
      const world = memory((effect) => s.schedule(Promise.resolve()).then(effect));
      const { take, bring } = counter(world.stores, { ways: BY_AGENT });
      const asked: { id: string; subject: string; began: number; kept: number }[] = [];
      const hands = new Map<string, Map<string, string>>([A, B].map((agent) => [agent, new Map()]));
      const subjectOf = (id: string) => asked.find((one) => one.id === id)?.subject ?? '';
      let [now, moment] = [T0, 0];
      const tick = (): number => {
        moment += 1;
        return moment;
      };

      const ask = async (subject: string, resource: string): Promise<void> => {
        now += 1;
        const question = questionAbout(subject, now, resource);
        const one = { id: question.id, subject, began: tick(), kept: Number.POSITIVE_INFINITY };
        asked.push(one);
        await world.stores.questions.ask(question);
        one.kept = tick();
      };
      const poll = async (agent: string, limit: number): Promise<Taken> => {
        const hand = hands.get(agent) as Map<string, string>;
        const taken = await take(agent, now, { limit, holding: [...hand.keys()] });
        for (const { question, resource } of taken.questions) hand.set(question, resource);
        for (const id of taken.gone) hand.delete(id);
        return taken;
      };
      const answer = async (agent: string, id: string, lost: boolean): Promise<void> => {
        const hand = hands.get(agent) as Map<string, string>;
        await bring(id, { outcome: 'found', answer: certificateOf(subjectOf(id)) }, now);
        if (!lost) hand.delete(id);
      };
      const happens = async (what: (typeof bouts)[number][number]): Promise<void> => {
        if (what.kind === 'ask') await ask(SUBJECTS[what.subject] ?? '', what.resource);
        else if (what.kind === 'take') await poll(what.agent, what.limit);
        else if (what.kind === 'lapse') now += LEASE_MS;
        else {
          const held = [...(hands.get(what.agent)?.keys() ?? [])];
          const id = held[what.which % Math.max(1, held.length)];
          if (id !== undefined) await answer(what.agent, id, what.lost);
        }
      };
      // What stands in one bout happens at once, in any order of its single reads and writes; asking has ended before anybody asks again.
      for (const bout of bouts) {
        await s.waitFor(Promise.all(bout.map(happens)));
      }
      // Both agents come back and work until nothing is left.
      for (let rounds = 0; world.lines.size > 0 && rounds < 100; rounds += 1) {
        now += LEASE_MS;
        for (const agent of [A, B]) {
          await s.waitFor(poll(agent, 3));
          for (const id of hands.get(agent)?.keys() ?? []) await s.waitFor(answer(agent, id, false));
        }
      }
      expect(world.lines.size).toBe(0);
      expect([...world.written].sort()).toEqual(asked.map(({ id }) => id).sort());
      // Two that were asked at the same moment have no order; one that was kept before the other was asked comes first.
      const answered = world.written.flatMap((id) => asked.find((one) => one.id === id) ?? []);
      const overtaken = answered.flatMap((one, i) =>
        answered.slice(i + 1).filter((later) => later.subject === one.subject && later.kept < one.began),
      );
      expect(overtaken).toEqual([]);
    }),
    { numRuns: process.env.ONETRIP_FULL === '1' ? 3000 : 120 },
  );
});
