import { beforeAll, describe, expect, test } from 'vitest';
import { bring } from '#functions/departments/protocols/ferry/bring.ts';
import { handOut } from '#functions/departments/protocols/ferry/hand-out.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { goodAnswer } from './good.ts';
import { mutations } from './mutations.ts';
import { drafted } from './other-side.ts';
import { askAboutCast, LEASE_MS, memoryQuestions, T0, tables, type World } from './world.ts';

let world: Awaited<ReturnType<typeof tables>>;
beforeAll(async () => {
  world = await tables();
});

const ruleOf = (error: unknown): string => {
  if (!(error instanceof ProblemError) || error.code !== 'unprocessable') throw error;
  return error.extra.errors?.[0]?.rule ?? '';
};
/** Hands out and takes the next parcel. */
const carriedOut = async ({ deps }: World, now = T0) => {
  const out = await handOut(deps, now);
  const parcel = out && (await deps.parcels.get(out.id));
  if (!parcel) throw new Error('nothing was handed out');
  await deps.parcels.taken(parcel, now);
  return parcel;
};
const answerTo = async (one: World, parcel: Awaited<ReturnType<typeof carriedOut>>) => {
  const draft = goodAnswer(parcel);
  return { draft, parcel: drafted({ ...draft, label: { ...draft.label, department: one.department } }) };
};

describe('answers', () => {
  test('a good parcel answers each question once; the same bytes get the same answer, other bytes are refused', async () => {
    const one = world();
    const ids = askAboutCast(one.questions);
    const parcel = await carriedOut(one);
    const [first, second] = [await answerTo(one, parcel), await answerTo(one, parcel)];
    const said = await bring(first.parcel, T0, one.deps);
    expect(said).toMatchObject({ kind: 'answers', rows: ids.length });
    expect([...one.questions.answers.keys()]).toEqual(ids);
    expect(one.questions.answers.get(ids[6] ?? '')).toMatchObject({ raw: { name: '胡䶮' } });
    one.questions.answers.clear();
    expect(await bring(first.parcel, T0, one.deps)).toEqual(said);
    expect(await bring(second.parcel, T0, one.deps).catch(ruleOf)).toBe('parcel-answered');
    // Nothing was answered again, and what the parcel held is gone.
    expect(one.questions.answers.size).toBe(0);
    expect((await one.deps.parcels.get(parcel.id))?.sealed).toBeUndefined();
    expect(await handOut(one.deps, T0 + 2 * LEASE_MS)).toBeNull();
  });

  test('200 mutations are refused whole, nothing of them is written; the good one is taken after them', async () => {
    const one = world();
    const ids = askAboutCast(one.questions);
    const parcel = await carriedOut(one);
    const { draft, parcel: good } = await answerTo(one, parcel);
    one.count.reset();
    const all = mutations(() => ({ ...draft, label: { ...draft.label, department: one.department } }), 200);
    const taken: string[] = [];
    for (const mutation of all)
      await bring(mutation.parcel, T0, one.deps).then(() => taken.push(mutation.kind), ruleOf);
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(taken).toEqual([]);
    expect(Object.keys(one.count.calls)).toEqual(['GetItem']);
    expect(one.questions.answers.size).toBe(0);
    await bring(good, T0, one.deps);
    expect([...one.questions.answers.keys()]).toEqual(ids);
  });

  test('a row about somebody else fails its own question only', async () => {
    const one = world();
    const [first = '', second = ''] = askAboutCast(one.questions);
    const parcel = await carriedOut(one);
    const { draft } = await answerTo(one, parcel);
    const rows = [...(draft.sheets.get('identity.csv') ?? [])];
    rows[1] = [first, ...(rows[2] ?? []).slice(1)];
    const sheets = new Map([['identity.csv', rows]]);
    await bring(drafted({ ...draft, sheets, label: { ...draft.label, department: one.department } }), T0, one.deps);
    expect(one.questions.answers.get(first)).toEqual({ failed: 'department-wrong-subject' });
    expect(one.questions.answers.get(second)).toMatchObject({ raw: { name: '李娜' } });
  });

  test('killed at any moment and announced again: every question answered, from one parcel only', async () => {
    const boundaries = await everyCrashPoint(async (crash) => {
      const questions = memoryQuestions();
      const before = world(undefined, questions);
      const ids = [questions.ask({ holder: '330784198506149995' }), questions.ask({ holder: '330784198802039985' })];
      const parcel = await carriedOut(before);
      const [ours, others] = [await answerTo(before, parcel), await answerTo(before, parcel)];
      await bring(ours.parcel, T0, world(crash, questions, before.department).deps).catch(() => undefined);
      const after = world(undefined, questions, before.department);
      const claimed = (await after.deps.parcels.get(parcel.id))?.answer !== undefined;
      const other = await bring(others.parcel, T0, after.deps).then(() => 'taken', ruleOf);
      expect(other).toBe(claimed ? 'parcel-answered' : 'taken');
      if (claimed) await bring(ours.parcel, T0, after.deps);
      expect([...questions.answers.keys()].sort()).toEqual([...ids].sort());
      expect(await handOut(after.deps, T0 + 2 * LEASE_MS)).toBeNull();
    });
    expect(boundaries).toBeGreaterThanOrEqual(10);
  });

  test('a parcel whose questions are kept no more is closed, and an answer to it comes too late', async () => {
    const one = world();
    askAboutCast(one.questions);
    const parcel = await carriedOut(one);
    const tomorrow = T0 + 86_400_000;
    expect(await handOut(one.deps, tomorrow)).toBeNull();
    expect(await bring((await answerTo(one, parcel)).parcel, tomorrow, one.deps).catch(ruleOf)).toBe('parcel-expired');
  });
});
