import { beforeEach, describe, expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { seal } from '#functions/kernel/sealed.ts';
import { LEASE_SECONDS } from '#schemas/agent.ts';
import { AGENT, MANUAL } from '#schemas/resource.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { A, B, BY_AGENT, certificateOf, counter, questionAbout, T0, tables } from './world.ts';

const LEASE_MS = LEASE_SECONDS * 1000;
let make: Awaited<ReturnType<typeof tables>>;
beforeEach(async () => {
  make = await tables();
});
const ids = ({ questions }: { questions: readonly { question: string }[] }) => questions.map((one) => one.question);
const found = (holder: string) => ({ outcome: 'found', answer: certificateOf(holder) });

describe('what is handed out', () => {
  test('the oldest first, one for each subject, and the next about him when that is answered', async () => {
    const { stores } = make();
    const { take, bring } = counter(stores, { ways: BY_AGENT });
    const [first, second, other] = [
      questionAbout(WANG_QIANG, T0 + 1),
      questionAbout(WANG_QIANG, T0 + 2, 'birth-record'),
      questionAbout(LI_NA, T0 + 3),
    ];
    for (const one of [other, second, first]) await stores.questions.ask(one);
    const taken = await take(A, T0 + 10);
    expect(ids(taken)).toEqual([first.id, other.id]);
    expect(taken.questions[0]).toEqual({
      question: first.id,
      resource: 'health-certificate',
      request: { holder: WANG_QIANG },
      askedAt: new Date(T0 + 1).toISOString(),
      keptUntil: new Date(T0 + 1 + 86_400_000).toISOString(),
    });
    expect(ids(await take(B, T0 + 11))).toEqual([]);
    expect(await bring(first.id, found(WANG_QIANG), T0 + 12)).toEqual({ question: first.id, state: 'kept' });
    expect(ids(await take(B, T0 + 13))).toEqual([second.id]);
  });

  test('who comes again under his id gets again what he lost; another only when the lease is over, and then the first hears that it is gone', async () => {
    const { stores } = make();
    const { take, bring } = counter(stores);
    const one = questionAbout(LI_NA);
    await stores.questions.ask(one);
    expect(ids(await take(A, T0 + 1))).toEqual([one.id]);
    expect(ids(await take(A, T0 + 2))).toEqual([one.id]);
    expect(ids(await take(B, T0 + LEASE_MS))).toEqual([]);
    const late = T0 + LEASE_MS + 3;
    expect(ids(await take(B, late))).toEqual([one.id]);
    expect(await take(A, late + 1, { holding: [one.id] })).toMatchObject({ questions: [], gone: [one.id] });
    // The answer of the first is as good, if it comes first; the second one's is then one too many.
    expect(await bring(one.id, found(LI_NA), late + 2)).toMatchObject({ state: 'kept' });
    expect(await bring(one.id, found(LI_NA), late + 3)).toMatchObject({ state: 'already' });
  });

  test('who says that he holds it keeps it, at one write for each half lease', async () => {
    const { stores, count } = make();
    const { take } = counter(stores);
    const one = questionAbout(LI_NA);
    await stores.questions.ask(one);
    await take(A, T0);
    count.reset();
    for (let at = T0; at < T0 + 3 * LEASE_MS; at += LEASE_MS / 6) {
      expect(await take(A, at, { holding: [one.id] })).toMatchObject({ questions: [], gone: [] });
      expect(ids(await take(B, at + 1))).toEqual([]);
    }
    expect(count.calls.UpdateItem).toBeLessThanOrEqual(6);
  });

  test('what it cannot answer is left to others, and so is what stands behind it', async () => {
    const { stores } = make();
    const { take } = counter(stores, { ways: BY_AGENT });
    const [birth, certificate] = [questionAbout(LI_NA, T0, 'birth-record'), questionAbout(LI_NA, T0 + 1)];
    for (const one of [birth, certificate]) await stores.questions.ask(one);
    expect(ids(await take(A, T0 + 2, { resources: ['health-certificate'] }))).toEqual([]);
    expect(ids(await take(B, T0 + 2))).toEqual([birth.id]);
  });

  test('what is answered by hand is not for agents, does not stand in the way, and comes back when the owner says so', async () => {
    const { stores } = make();
    const { take, bring, switchTo } = counter(stores, { ways: BY_AGENT });
    const [birth, certificate] = [questionAbout(LI_NA, T0, 'birth-record'), questionAbout(LI_NA, T0 + 1)];
    for (const one of [birth, certificate]) await stores.questions.ask(one);
    expect(ids(await take(A, T0 + 2))).toEqual([birth.id]);
    switchTo({ 'health/birth-record': MANUAL });
    expect(await bring(birth.id, found(LI_NA), T0 + 3)).toMatchObject({ state: 'by-hand' });
    expect(ids(await take(A, T0 + 3, { holding: [birth.id] }))).toEqual([certificate.id]);
    switchTo({ 'health/birth-record': AGENT });
    const back = await take(A, T0 + 4, { holding: [certificate.id] });
    expect(back.gone).toEqual([certificate.id]);
    expect(ids(back)).toEqual([birth.id]);
  });

  test('a question that no longer opens fails, and nobody waits behind it', async () => {
    const { stores } = make();
    const { take } = counter(stores);
    const foreign = hubKeys(JSON.stringify({ version: 2, master: 'n'.repeat(40) }));
    const [broken, good] = [questionAbout(LI_NA, T0), questionAbout(LI_NA, T0 + 1)];
    await stores.questions.ask({ ...broken, asked: seal(foreign.kept, broken.id, '{}') });
    await stores.questions.ask(good);
    expect(ids(await take(A, T0 + 2))).toEqual([]);
    expect(await stores.questions.get(broken.id)).toMatchObject({ state: 'failed', failed: 'department-error' });
    expect(ids(await take(A, T0 + 3))).toEqual([good.id]);
  });

  test('what is kept no more is not handed out, and holds up nobody', async () => {
    const { stores } = make();
    const { take, bring } = counter(stores);
    const [old, young] = [questionAbout(LI_NA, T0), questionAbout(LI_NA, T0 + 60_000)];
    for (const one of [old, young]) await stores.questions.ask(one);
    const now = T0 + 86_400_000 + 1;
    await take(A, now);
    expect(ids(await take(A, now))).toEqual([young.id]);
    expect(await bring(old.id, found(LI_NA), now)).toMatchObject({ state: 'gone' });
  });

  test('an idle poll is one read', async () => {
    const { stores, count } = make();
    await counter(stores).take(A, T0);
    expect(count.calls).toEqual({ Query: 1 });
  });
});

describe('what is brought', () => {
  test.each([
    ['about somebody else', { outcome: 'found', answer: certificateOf(CHEN_FUYING) }, 'department-wrong-subject'],
    ['out of shape', { outcome: 'found', answer: { holder: LI_NA } }, 'department-answer-invalid'],
    ['nothing at all', { outcome: 'found', answer: undefined }, 'department-answer-invalid'],
    [
      'too much',
      { outcome: 'found', answer: { ...certificateOf(LI_NA), x: 'x'.repeat(200_000) } },
      'department-answer-invalid',
    ],
    ['a failure', { outcome: 'failed', failed: 'department-error' }, 'department-error'],
  ])('%s: the question has failed by its rule, and the agent hears which', async (_what, said, rule) => {
    const { stores } = make();
    const { bring } = counter(stores);
    const one = questionAbout(LI_NA);
    await stores.questions.ask(one);
    const brought = await bring(one.id, said, T0 + 1);
    expect(brought).toEqual({
      question: one.id,
      ...(said.outcome === 'failed' ? { state: 'kept' } : { state: 'refused', rule }),
    });
    const stored = await stores.questions.get(one.id);
    expect(stored).toMatchObject({ state: 'failed', failed: rule });
    expect(stored).not.toHaveProperty('answer');
  });

  test('nothing known is an answer', async () => {
    const { stores } = make();
    const one = questionAbout(LI_NA);
    await stores.questions.ask(one);
    expect(await counter(stores).bring(one.id, { outcome: 'nothing' }, T0 + 1)).toMatchObject({ state: 'kept' });
    expect(await stores.questions.get(one.id)).toMatchObject({ state: 'answered' });
  });

  test('killed at any moment of the whole way: whoever comes after it finds each question answered once, in order', async () => {
    let begun = T0;
    const boundaries = await everyCrashPoint(async (crash) => {
      // Each life on a later day, in the same table: nothing is left of the one before.
      begun += 100_000_000;
      const [world, T0] = [make, begun];
      const quiet = world();
      const [first, second] = [questionAbout(LI_NA, T0), questionAbout(LI_NA, T0 + 1)];
      for (const one of [first, second]) await quiet.stores.questions.ask(one);
      const work = async (agent: string, { take, bring }: ReturnType<typeof counter>, now: number) => {
        for (const { question } of (await take(agent, now)).questions) await bring(question, found(LI_NA), now);
      };
      const dying = counter(world(crash).stores);
      for (const at of [1, 2]) await work(A, dying, T0 + at).catch(() => undefined);
      const well = counter(quiet.stores);
      for (const at of [1, 2, 3]) await work(B, well, T0 + 10 + at * (LEASE_MS + 1));
      const [one, two] = [await quiet.stores.questions.get(first.id), await quiet.stores.questions.get(second.id)];
      expect([one?.state, two?.state]).toEqual(['answered', 'answered']);
      expect(one?.answeredAt).toBeLessThanOrEqual(two?.answeredAt ?? 0);
      expect(ids(await well.take(A, T0 + 5 * LEASE_MS))).toEqual([]);
    });
    expect(boundaries).toBeGreaterThan(12);
  });
});

test('only the system of the department itself, holding the scope', async () => {
  const { stores } = make();
  const { routes, input } = counter(stores);
  const ruleOf = (error: { extra?: { denial?: { rule: string } } }) => error.extra?.denial?.rule;
  const body = { agent: A, limit: 1, resources: [], holding: [] };
  for (const [as, rule] of [
    ['market-supervision-system', 'scope-not-held'],
    ['nobody', 'client-unknown'],
    ['officer-jin-tao', 'scope-not-held'],
    ['officer-tao-ran', 'scope-not-held'],
  ] as const)
    expect([as, await routes.takeQuestions(input(T0, { body }, as)).catch(ruleOf)]).toEqual([as, rule]);
  const other = counter(stores, { department: 'taxation' });
  for (const call of [
    () => other.routes.takeQuestions(input(T0, { body }, 'health-system')),
    () => other.routes.agentAlive(input(T0, { body }, 'health-system')),
    () => other.routes.bringAnswer(input(T0, { body, params: { question: A } }, 'health-system')),
  ])
    expect(await call().catch(ruleOf)).toBe('not-its-agent');
});

test('an agent that was heard of stands in the list with what it said last', async () => {
  const { stores } = make();
  const { alive } = counter(stores);
  const said = { agent: A, version: '1', taken: 2, answered: 1, down: ['birth-record'] };
  await alive(said, T0);
  await alive({ ...said, taken: 0 }, T0 + 30_000);
  expect(await stores.agents.of('health')).toEqual([{ v: 1, ...said, taken: 0, firstAt: T0, lastAt: T0 + 30_000 }]);
});
