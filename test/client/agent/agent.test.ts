/** The agent against the hub's real bodies over real HTTP: cut off, killed at every step, with a second one beside it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { castPeople } from '#city/cast.ts';
import { pause } from '#client/agent/run.ts';
import type { Source } from '#client/agent/source.ts';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { LEASE_SECONDS } from '#schemas/agent.ts';
import { type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import {
  certificateOf,
  counter,
  memory,
  questionAbout,
  T0,
} from '#test/functions/departments/protocols/agent/world.ts';
import { type HubOverHttp, hubOverHttp } from './over-http.ts';
import { direct, life, place, register } from './world.ts';

const MINUTE = 60_000;
const PEOPLE = castPeople.map(({ code }) => code);

let now = T0;
let lists: ReturnType<typeof memory>;
let hub: HubOverHttp;
let where: ReturnType<typeof place>;
const open: (() => void)[] = [];
beforeEach(async () => {
  now = T0;
  lists = memory();
  hub = await hubOverHttp(counter(lists.stores).routes, () => now);
  where = place();
});
afterEach(async () => {
  for (const end of open.splice(0)) end();
  await hub.stop();
  where.gone();
});

const ask = async (holder: string, at = now): Promise<string> => {
  const question = questionAbout(holder, at);
  await lists.stores.questions.ask(question);
  return question.id;
};
const start = (source: Source = register().source, over: Partial<Parameters<typeof life>[0]> = {}) => {
  const one = life({ url: hub.url, journal: where.journal, source, now: () => now, ...over });
  open.push(() => {
    try {
      one.end();
    } catch {
      // Ended by the test.
    }
  });
  return one;
};
const stateOf = (id: string) => lists.all.get(id)?.state;

test('takes, answers and brings, and keeps nothing of it', async () => {
  const ids = [await ask(PEOPLE[0] ?? ''), await ask(PEOPLE[1] ?? '')];
  const agent = start();
  expect(await agent.round()).toEqual({ busy: true, well: true });
  expect(ids.map(stateOf)).toEqual(['answered', 'answered']);
  expect([agent.journal.unanswered(), agent.journal.answered()]).toEqual([[], []]);
  expect(await agent.round()).toEqual({ busy: false, well: true });
});

describe('the hub is away for half an hour', () => {
  test('what was taken is answered meanwhile, outlives the agent, and is brought once when the hub is back', async () => {
    const ids = [];
    for (const holder of PEOPLE.slice(0, 4)) ids.push(await ask(holder));
    const slow = register();
    const first = start({ ...slow.source, ask: async () => Promise.reject(new TransientFailure('down')) });
    await first.round();
    expect(first.journal.unanswered()).toHaveLength(4);
    first.end();

    await hub.cut();
    const known = register();
    const second = start(known.source);
    for (let minutes = 0; minutes < 30; minutes += 5) {
      now += 5 * MINUTE;
      expect(await second.round()).toMatchObject({ well: false });
    }
    expect(second.journal.answered()).toHaveLength(4);
    expect(known.asked).toHaveLength(4);
    second.end();

    // Asked during the cut, about the first of them: it waits behind what is on its way.
    const later = await ask(PEOPLE[0] ?? '');
    const third = start(known.source);
    expect(await third.round()).toMatchObject({ well: false });
    await hub.mend();
    await third.round();
    await third.round();
    expect(lists.written).toEqual([...lists.written].sort((a, b) => at(a) - at(b)));
    expect([...ids, later].map(stateOf)).toEqual(Array.from({ length: 5 }, () => 'answered'));
    expect(known.asked).toHaveLength(5);
  });

  test('a second agent goes on with it; the first one’s answers are then one too many, and change nothing', async () => {
    const id = await ask(PEOPLE[0] ?? '');
    const cutOff = start(
      { ...register().source, ask: async () => ({ ...certificateOf(PEOPLE[0] ?? ''), number: 'A' }) },
      {
        with: (parts) => ({ ...parts, hub: { ...parts.hub, bring: () => Promise.reject(new Error('cut')) } }),
      },
    );
    await cutOff.round();
    now += LEASE_SECONDS * 1000 + 1;
    const other = place();
    const second = start(register().source, { journal: other.journal });
    const next = await ask(PEOPLE[0] ?? '');
    await second.round();
    await second.round();
    expect([id, next].map(stateOf)).toEqual(['answered', 'answered']);
    cutOff.end();
    const back = start();
    await back.round();
    expect(back.tells).toContain('brought: already');
    expect(lists.written).toEqual([id, next]);
    second.end();
    other.gone();
  });
});

const at = (id: string): number => lists.all.get(id)?.askedAt ?? 0;

describe('killed', () => {
  const real = () => direct(counter(lists.stores), () => now);
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
        await ask(PEOPLE[0] ?? '', now),
        await ask(PEOPLE[0] ?? '', now + 1),
        await ask(PEOPLE[1] ?? '', now),
      ];
      now += 10;
      const before = lists.written.length;
      const mortal = start(register().source, { with: dying(crash) });
      for (let rounds = 0; rounds < 3; rounds += 1) await mortal.round().catch(() => undefined);
      mortal.end();
      const heir = start(register().source, { with: (parts) => ({ ...parts, hub: real() }) });
      for (let rounds = 0; rounds < 3; rounds += 1) await heir.round();
      expect([heir.journal.unanswered(), heir.journal.answered()]).toEqual([[], []]);
      heir.end();
      const written = lists.written.slice(before);
      expect([...written].sort()).toEqual([...ids].sort());
      expect(written.indexOf(ids[0] ?? '')).toBeLessThan(written.indexOf(ids[1] ?? ''));
    });
    expect(boundaries).toBeGreaterThan(25);
  });

  test('an answer that was brought and never acknowledged is brought again, and that is all', async () => {
    const id = await ask(PEOPLE[0] ?? '');
    const agent = start(register().source, {
      with: (parts) => ({
        ...parts,
        hub: {
          ...parts.hub,
          bring: async (...said) => {
            hub.lose = 1;
            return parts.hub.bring(...said);
          },
        },
      }),
    });
    await agent.round();
    expect([stateOf(id), agent.journal.answered().length]).toEqual(['answered', 1]);
    agent.end();
    const heir = start();
    await heir.round();
    expect(heir.tells).toEqual(['brought: already']);
    expect(lists.written).toEqual([id]);
  });
});

describe('the source', () => {
  const says = (what: () => Promise<unknown>): Source => ({ ask: what as Source['ask'], close: async () => undefined });

  test.each([
    ['about somebody else', async () => certificateOf(PEOPLE[1] ?? ''), 'department-wrong-subject'],
    ['garbage', async () => ({ no: 'such', thing: [1] }), 'department-answer-invalid'],
    ['more than may be', async () => 'x'.repeat(300_000), 'department-answer-too-large'],
    [
      'what cannot be read',
      async () => Promise.reject(problem('department-answer-invalid', { cause: 'x' })),
      'department-answer-invalid',
    ],
  ])('%s: the question fails by its rule at once', async (_what, say, rule) => {
    const id = await ask(PEOPLE[0] ?? '');
    const agent = start(says(say));
    await agent.round();
    await agent.round();
    expect(lists.all.get(id)).toMatchObject({ state: 'failed', failed: rule });
    expect([agent.journal.unanswered(), agent.journal.answered()]).toEqual([[], []]);
  });

  test('it fails again and again: tried with growing pauses, then the hub is told', async () => {
    const id = await ask(PEOPLE[0] ?? '');
    let tries = 0;
    const agent = start(
      says(async () => {
        tries += 1;
        throw problem('department-error', { cause: 'http-500' });
      }),
    );
    await agent.round();
    await agent.round();
    expect([tries, stateOf(id)]).toEqual([1, 'waiting']);
    for (let minutes = 0; minutes < 3; minutes += 1) {
      now += MINUTE;
      await agent.round();
    }
    expect(tries).toBe(3);
    expect(lists.all.get(id)).toMatchObject({ state: 'failed', failed: 'department-error' });
  });

  test('it hangs: the deadline ends it, and others are answered meanwhile', async () => {
    const [hangs, well] = [await ask(PEOPLE[0] ?? ''), await ask(PEOPLE[1] ?? '')];
    const agent = start({
      ...register().source,
      ask: async (question) =>
        (question as { holder: string }).holder === PEOPLE[0]
          ? new Promise(() => undefined)
          : certificateOf(PEOPLE[1] ?? ''),
    });
    await agent.round();
    expect([stateOf(hangs), stateOf(well)]).toEqual(['waiting', 'answered']);
  });

  test('it is down: nothing is taken for it, what is held goes to another agent when the lease is over', async () => {
    const id = await ask(PEOPLE[0] ?? '');
    const agent = start(says(async () => Promise.reject(new TransientFailure('ECONNREFUSED'))));
    for (let rounds = 0; rounds < 46; rounds += 1) {
      await agent.round();
      now += 10_000;
    }
    expect(stateOf(id)).toBe('waiting');
    const other = place();
    const second = start(register().source, { journal: other.journal });
    await second.round();
    expect(stateOf(id)).toBe('answered');
    second.end();
    other.gone();
  });
});

describe('what stands in the way is said in one word', () => {
  test.each([
    ['wrong-key', 'hub wrong-key'],
    ['skewed', 'hub clock-skew'],
    ['another-server', 'hub not-the-sign-in'],
  ] as const)('%s', async (signIn, said) => {
    await ask(PEOPLE[0] ?? '');
    hub.signIn = signIn;
    const agent = start();
    expect(await agent.round()).toEqual({ busy: false, well: false });
    expect(agent.tells).toEqual([said]);
  });

  test('an address where another server answers, one where nobody does', async () => {
    const elsewhere = start(register().source, { url: `${hub.url}/elsewhere/` });
    await elsewhere.round();
    expect(elsewhere.tells).toEqual(['hub not-the-sign-in']);
    elsewhere.end();
    await hub.cut();
    const agent = start();
    await agent.round();
    expect(agent.tells).toEqual(['hub not-reached']);
    await hub.mend();
  });

  test('a token that is no longer taken is asked for anew, once', async () => {
    const id = await ask(PEOPLE[0] ?? '');
    hub.signIn = 'expired-once';
    await start().round();
    expect(stateOf(id)).toBe('answered');
    expect(hub.calls.filter((one) => one === 'POST /token')).toHaveLength(2);
  });

  test('nothing that is said names anybody', async () => {
    await ask(PEOPLE[0] ?? '');
    const agent = start({ ...register().source, ask: async () => Promise.reject(new Error(`${PEOPLE[0]} PLANTED`)) });
    await agent.round();
    expect(agent.tells.join(' ')).not.toMatch(/\d{17}|PLANTED/);
  });
});

test('pauses grow while the hub is away, up to their limit, and are not the same for two', () => {
  const pace = { pollMs: 1000, backOffMs: 60_000 };
  expect([0, 1, 2, 3, 10, 99].map((failures) => pause(pace, failures, 1))).toEqual([
    1000, 2000, 4000, 8000, 60_000, 60_000,
  ]);
  expect(pause(pace, 3, 0)).toBe(4000);
});
