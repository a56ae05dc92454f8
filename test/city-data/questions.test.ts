/** 情形引导 asks nothing in vain: every question of every template and matter switches something for some answer. */
import { describe, expect, it } from 'vitest';
import { bundles } from '#city/bundles/index.ts';
import { handWritten } from '#city/matters/index.ts';
import { mattersOf, papersOf, papersOfMatter } from '#functions/matters/papers.ts';
import { situate } from '#functions/matters/situation.ts';
import type { Answers, AnswerValue, Condition, Question } from '#schemas/situation.ts';
import { pinned } from '#test/functions/matters/catalogue.ts';

/** Numbers on which any condition of the data turns. */
const bounds = (data: unknown): number[] => {
  if (typeof data !== 'object' || data === null) return [];
  const { atLeast } = data as Partial<Extract<Condition, { atLeast: number }>>;
  return [...(atLeast === undefined ? [] : [atLeast]), ...Object.values(data).flatMap(bounds)];
};
const answersTo = (question: Question, numbers: readonly number[]): AnswerValue[] => {
  switch (question.kind) {
    case 'yes-no':
      return [true, false];
    case 'number':
      return [0, question.most, ...numbers];
    case 'one':
      return question.options.map(({ id }) => id);
    case 'many':
      return question.options.map(({ id }) => [id]);
  }
};

/** Questions whose answer, from the given situation or from one that another answer makes of it, changes nothing. */
const idle = (questions: readonly Question[], typical: Answers, made: (answers: Answers) => unknown): string[] => {
  const numbers = bounds([questions, bundles]);
  const from = [
    typical,
    ...questions.flatMap((one) => answersTo(one, numbers).map((value) => ({ ...typical, [one.id]: value }))),
  ];
  const outcome = (answers: Answers) => JSON.stringify(made(situate(questions, answers).answers));
  return questions.flatMap((question) => {
    const moves = from.some((base) => {
      const all = answersTo(question, numbers).map((value) => outcome({ ...base, [question.id]: value }));
      return new Set(all).size > 1;
    });
    return moves ? [] : [question.id];
  });
};

describe('情形引导: no question is asked in vain', () => {
  it.each(bundles.map((one) => [`${one.id}@${one.version}`, one] as const))(
    'each question of %s switches a matter or a paper, or what becomes of it',
    (_, bundle) => {
      const made = (answers: Answers) => [
        mattersOf(bundle, pinned, answers).map(({ id }) => id),
        papersOf(bundle, pinned, { answers }),
      ];
      expect(idle(bundle.situations, bundle.typical, made)).toEqual([]);
      // Nor is anything answered that nobody asks.
      expect(situate(bundle.situations, bundle.typical)).toMatchObject({ errors: [], open: [] });
    },
  );

  it('each question of a matter by itself switches a paper', () => {
    const asking = handWritten.filter(({ situations = [] }) => situations.length > 0);
    expect(asking.length).toBeGreaterThan(1);
    for (const matter of asking)
      expect([matter.id, idle(matter.situations ?? [], {}, (answers) => papersOfMatter(matter, answers))]).toEqual([
        matter.id,
        [],
      ]);
  });

  it('finds one that would be', () => {
    const [catering] = bundles;
    const vain: Question = {
      id: 'seats',
      kind: 'number',
      text: { zh: '餐位数', en: 'Seats' },
      unit: { zh: '个', en: 'seats' },
      most: 100,
    };
    const made = (answers: Answers) => papersOf(catering!, pinned, { answers });
    expect(idle([...catering!.situations, vain], { ...catering!.typical, seats: 30 }, made)).toEqual(['seats']);
  });
});
