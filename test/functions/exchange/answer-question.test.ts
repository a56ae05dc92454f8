import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepLines } from './lines.ts';
import { problemOf } from './running.ts';
import { askWith, fetchWith, idOf, itemsIn, laterDeps, laterTables, sayWith } from './waiting.ts';
import { LI, NOW, titleOf, WANG } from './world.ts';

const written = keepLines();

const world = async () => {
  const tables = await laterTables();
  const deps = laterDeps(tables);
  const id = idOf(await askWith(deps)());
  return { tables, id, deps, say: sayWith(deps), fetch: fetchWith(deps) };
};

const wrong = { ...titleOf(WANG), seized: 'perhaps' };
test.each([
  ['about another person', { raw: titleOf(LI) }, 'department-wrong-subject'],
  ['of the wrong form', { raw: wrong }, 'department-answer-invalid'],
  ['no answer at all', { raw: undefined }, 'department-answer-invalid'],
  [
    'more than a question may hold',
    { raw: { ...titleOf(WANG), unit: 'x'.repeat(200_000) } },
    'department-answer-too-large',
  ],
  ['a row that speaks of somebody else', { failed: 'department-wrong-subject' as const }, 'department-wrong-subject'],
])('an answer %s: none of it is kept, and the caller hears which rule it broke', async (_name, said, code) => {
  const { id, say, fetch, tables } = await world();
  expect(await say(id, said)).toBe('written');
  expect(await problemOf(fetch(id))).toMatchObject({ code });
  const question = (await itemsIn(tables)).find(({ pk }) => pk === `question#${id}`);
  expect(question).toMatchObject({ state: 'failed', failed: code });
  expect(question).not.toHaveProperty('answer');
  // It is as final as an answer is.
  expect(await say(id)).toBe('already');
});

test('an answer is kept sealed, and opens at its own question only', async () => {
  const { id, say, tables, deps } = await world();
  const other = idOf(await askWith(deps)());
  await say(id, { raw: { ...titleOf(WANG), unit: 'CANARY-7' } });
  const all = JSON.stringify(await itemsIn(tables)) + written();
  for (const secret of ['CANARY-7', '王强', WANG]) expect(all).not.toContain(secret);
  const { answer } = (await deps.questions.get(id))!;
  await deps.questions.answered(other, 'deeds', { answer: answer! }, NOW);
  await expect(fetchWith(deps)(other)).rejects.toThrow();
});

test('the first answer stays: a second is told so and changes nothing', async () => {
  const { id, say, fetch } = await world();
  await say(id, { raw: { ...titleOf(WANG), unit: 'first' } });
  expect(await say(id, { raw: { ...titleOf(WANG), unit: 'second' } })).toBe('already');
  expect((await fetch(id)).body).toMatchObject({ answer: { unit: 'first' } });
});

test('whatever a department says, only a well-formed answer about the right person is ever kept', async () => {
  const { deps, fetch, say } = await world();
  const holder = fc.constantFrom(WANG, LI, '', null);
  const raw = fc.oneof(
    fc.jsonValue(),
    fc.record({ holder, name: fc.string(), unit: fc.string(), seized: fc.boolean(), owners: fc.constant([]) }),
    fc.constant(null),
  );
  await fc.assert(
    fc.asyncProperty(raw, async (said) => {
      const id = idOf(await askWith(deps)());
      await say(id, { raw: said });
      const { state } = (await deps.questions.get(id))!;
      const right = said === null || (said as { holder?: unknown }).holder === WANG;
      expect(state === 'failed' || right).toBe(true);
      if (state === 'failed') expect((await problemOf(fetch(id))).code).toMatch(/^department-/);
      else expect(((await fetch(id)).body as { found: boolean }).found).toBe(said !== null);
    }),
    { numRuns: 40 },
  );
});
