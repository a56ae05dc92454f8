/** Answers of every kind to a list of questions; some left out. */
import fc from 'fast-check';
import type { Answers, AnswerValue, Question } from '#schemas/situation.ts';

const answerTo = (question: Question): fc.Arbitrary<AnswerValue> => {
  switch (question.kind) {
    case 'yes-no':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: 0, max: Math.min(question.most, 200) });
    case 'one':
      return fc.constantFrom(...question.options.map(({ id }) => id));
    case 'many':
      return fc.subarray(question.options.map(({ id }) => id));
  }
};

export const answersTo = (questions: readonly Question[]): fc.Arbitrary<Answers> =>
  fc
    .record(Object.fromEntries(questions.map((one) => [one.id, fc.option(answerTo(one), { nil: undefined })])))
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Answers);
