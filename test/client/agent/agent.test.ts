/** The agent against the hub's real bodies over real HTTP: cut off, killed at every step, with a second one beside it. */
import { describe, expect, test } from 'vitest';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { LEASE_SECONDS } from '#schemas/agent.ts';
import { type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { certificateOf, counter } from '#test/functions/departments/protocols/agent/world.ts';
import { bench, PEOPLE } from './bench.ts';
import { direct, type life, place, register } from './world.ts';

const MINUTE = 60_000;
const at = bench();

test('takes, answers and brings, and keeps nothing of it', async () => {
  const ids = [await at.ask(PEOPLE[0]), await at.ask(PEOPLE[1])];
  const agent = at.start();
  expect(await agent.round()).toEqual({ busy: true, well: true });
  expect(ids.map(at.stateOf)).toEqual(['answered', 'answered']);
  expect([agent.journal.unanswered(), agent.journal.answered()]).toEqual([[], []]);
  expect(await agent.round()).toEqual({ busy: false, well: true });
});

describe('the hub is away for half an hour', () => {
  test('what was taken is answered meanwhile, outlives the agent, and is brought once when the hub is back', async () => {
    const ids = [];
    for (const holder of PEOPLE.slice(0, 4)) ids.push(await at.ask(holder));
    const slow = register();
    const first = at.start({ ...slow.source, ask: async () => Promise.reject(new TransientFailure('down')) });
    await first.round();
    expect(first.journal.unanswered()).toHaveLength(4);
    first.end();

    await at.hub.cut();
    const known = register();
    const second = at.start(known.source);
    for (let minutes = 0; minutes < 30; minutes += 5) {
      at.now += 5 * MINUTE;
      expect(await second.round()).toMatchObject({ well: false });
    }
    expect(second.journal.answered()).toHaveLength(4);
    expect(known.asked).toHaveLength(4);
    second.end();

    // Asked during the cut, about the first of them: it waits behind what is on its way.
    const later = await at.ask(PEOPLE[0]);
    const third = at.start(known.source);
    expect(await third.round()).toMatchObject({ well: false });
    await at.hub.mend();
    await third.round();
    await third.round();
    expect(at.lists.written).toEqual([...at.lists.written].sort((a, b) => askedAt(a) - askedAt(b)));
    expect([...ids, later].map(at.stateOf)).toEqual(Array.from({ length: 5 }, () => 'answered'));
    expect(known.asked).toHaveLength(5);
  });

  test('a second agent goes on with it; the first one’s answers are then one too many, and change nothing', async () => {
    const id = await at.ask(PEOPLE[0]);
    const cutOff = at.start(
      { ...register().source, ask: async () => ({ ...certificateOf(PEOPLE[0]), number: 'A' }) },
      {
        with: (parts) => ({ ...parts, hub: { ...parts.hub, bring: () => Promise.reject(new Error('cut')) } }),
      },
    );
    await cutOff.round();
    at.now += LEASE_SECONDS * 1000 + 1;
    const other = place();
    const second = at.start(register().source, { journal: other.journal });
    const next = await at.ask(PEOPLE[0]);
    await second.round();
    await second.round();
    expect([id, next].map(at.stateOf)).toEqual(['answered', 'answered']);
    cutOff.end();
    const back = at.start();
    await back.round();
    expect(back.tells).toContain('brought: already');
    expect(at.lists.written).toEqual([id, next]);
    second.end();
    other.gone();
  });
});

const askedAt = (id: string): number => at.lists.all.get(id)?.askedAt ?? 0;

describe('killed', () => {
  const real = () => direct(counter(at.lists.stores), () => at.now);
  const dying =
    (crash: CrashPoints): NonNullable<Parameters<typeof life>[0]['with']> =>
    ({ journal, source }) => ({
      hub: { ...real(), take: crash.around(real().take), bring: crash.around(real().bring) },
      journal: Object.fromEntries(
        Object.entries(journal).map(([name, member]) => [
          name,
          typeof member !== 'function'
            ? member
            : (...args: never[]) => {
                crash.pass();
                const result = (member as (...all: never[]) => unknown)(...args);
                crash.pass();
                return result;
              },
        ]),
      ) as never,
      source: { ...source, ask: crash.around(source.ask) },
    });

  test('at every step: whoever comes after it loses nothing, answers nothing twice, and keeps the order', async () => {
    const boundaries = await everyCrashPoint(async (crash) => {
      const ids = [
        await at.ask(PEOPLE[0], at.now),
        await at.ask(PEOPLE[0], at.now + 1),
        await at.ask(PEOPLE[1], at.now),
      ];
      at.now += 10;
      const before = at.lists.written.length;
      const mortal = at.start(register().source, { with: dying(crash) });
      for (let rounds = 0; rounds < 3; rounds += 1) await mortal.round().catch(() => undefined);
      mortal.end();
      const heir = at.start(register().source, { with: (parts) => ({ ...parts, hub: real() }) });
      for (let rounds = 0; rounds < 3; rounds += 1) await heir.round();
      expect([heir.journal.unanswered(), heir.journal.answered()]).toEqual([[], []]);
      heir.end();
      const written = at.lists.written.slice(before);
      expect([...written].sort()).toEqual([...ids].sort());
      expect(written.indexOf(ids[0] ?? '')).toBeLessThan(written.indexOf(ids[1] ?? ''));
    });
    expect(boundaries).toBeGreaterThan(25);
  });

  test('an answer that was brought and never acknowledged is brought again, and that is all', async () => {
    const id = await at.ask(PEOPLE[0]);
    const agent = at.start(register().source, {
      with: (parts) => ({
        ...parts,
        hub: {
          ...parts.hub,
          bring: async (...said) => {
            at.hub.lose = 1;
            return parts.hub.bring(...said);
          },
        },
      }),
    });
    await agent.round();
    expect([at.stateOf(id), agent.journal.answered().length]).toEqual(['answered', 1]);
    agent.end();
    const heir = at.start();
    await heir.round();
    expect(heir.tells).toEqual(['brought: already']);
    expect(at.lists.written).toEqual([id]);
  });
});
