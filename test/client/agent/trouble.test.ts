/** What an agent does about sources that fail, hang or talk nonsense, and what it says of a hub that it cannot reach. */
import { describe, expect, test } from 'vitest';
import { pause } from '#client/agent/run.ts';
import type { Source } from '#client/agent/source.ts';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { certificateOf } from '#test/functions/departments/protocols/agent/world.ts';
import { bench, PEOPLE } from './bench.ts';
import { place, register } from './world.ts';

const MINUTE = 60_000;
const at = bench();

describe('the source', () => {
  const says = (what: () => Promise<unknown>): Source => ({ ask: what as Source['ask'], close: async () => undefined });

  test.each([
    ['about somebody else', async () => certificateOf(PEOPLE[1]), 'department-wrong-subject'],
    ['garbage', async () => ({ no: 'such', thing: [1] }), 'department-answer-invalid'],
    ['more than may be', async () => 'x'.repeat(300_000), 'department-answer-too-large'],
    [
      'what cannot be read',
      async () => Promise.reject(problem('department-answer-invalid', { cause: 'x' })),
      'department-answer-invalid',
    ],
  ])('%s: the question fails by its rule at once', async (_what, say, rule) => {
    const id = await at.ask(PEOPLE[0]);
    const agent = at.start(says(say));
    await agent.round();
    await agent.round();
    expect(at.lists.all.get(id)).toMatchObject({ state: 'failed', failed: rule });
    expect([agent.journal.unanswered(), agent.journal.answered()]).toEqual([[], []]);
  });

  test('it fails again and again: tried with growing pauses, then the hub is told', async () => {
    const id = await at.ask(PEOPLE[0]);
    let tries = 0;
    const agent = at.start(
      says(async () => {
        tries += 1;
        throw problem('department-error', { cause: 'http-500' });
      }),
    );
    await agent.round();
    await agent.round();
    expect([tries, at.stateOf(id)]).toEqual([1, 'waiting']);
    for (let minutes = 0; minutes < 3; minutes += 1) {
      at.now += MINUTE;
      await agent.round();
    }
    expect(tries).toBe(3);
    expect(at.lists.all.get(id)).toMatchObject({ state: 'failed', failed: 'department-error' });
  });

  test('it hangs: the deadline ends it, and others are answered meanwhile', async () => {
    const [hangs, well] = [await at.ask(PEOPLE[0]), await at.ask(PEOPLE[1])];
    const agent = at.start({
      ...register().source,
      ask: async (question) =>
        (question as { holder: string }).holder === PEOPLE[0] ? new Promise(() => undefined) : certificateOf(PEOPLE[1]),
    });
    await agent.round();
    expect([at.stateOf(hangs), at.stateOf(well)]).toEqual(['waiting', 'answered']);
  });

  test('it is down: nothing is taken for it, what is held goes to another agent when the lease is over', async () => {
    const id = await at.ask(PEOPLE[0]);
    const agent = at.start(says(async () => Promise.reject(new TransientFailure('ECONNREFUSED'))));
    for (let rounds = 0; rounds < 46; rounds += 1) {
      await agent.round();
      at.now += 10_000;
    }
    expect(at.stateOf(id)).toBe('waiting');
    const other = place();
    const second = at.start(register().source, { journal: other.journal });
    await second.round();
    expect(at.stateOf(id)).toBe('answered');
    second.end();
    other.gone();
  });
});

describe('what stands in the way is said in one word', () => {
  test.each([
    ['wrong-key', 'hub wrong-key'],
    ['skewed', 'hub clock-skew'],
    ['another-server', 'hub no-token-http-404'],
  ] as const)('%s', async (signIn, said) => {
    await at.ask(PEOPLE[0]);
    at.hub.signIn = signIn;
    const agent = at.start();
    expect(await agent.round()).toEqual({ busy: false, well: false });
    expect(agent.tells).toEqual([said]);
  });

  test('an address where another server answers, one where nobody does', async () => {
    const elsewhere = at.start(register().source, { hub: `${at.hub.url}/elsewhere/` });
    await elsewhere.round();
    expect(elsewhere.tells).toEqual(['hub not-found']);
    elsewhere.end();
    await at.hub.cut();
    const agent = at.start();
    await agent.round();
    expect(agent.tells.join()).toMatch(/^hub not-reached-[a-z-]+$/);
    await at.hub.mend();
  });

  test('a token that is no longer taken is asked for anew, once', async () => {
    const id = await at.ask(PEOPLE[0]);
    at.hub.signIn = 'expired-once';
    await at.start().round();
    expect(at.stateOf(id)).toBe('answered');
    expect(at.hub.calls.filter((one) => one === 'POST /token')).toHaveLength(2);
  });

  test('nothing that is said names anybody', async () => {
    await at.ask(PEOPLE[0]);
    const agent = at.start({
      ...register().source,
      ask: async () => Promise.reject(new Error(`${PEOPLE[0]} PLANTED`)),
    });
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
