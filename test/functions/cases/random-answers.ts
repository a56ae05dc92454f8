/** 情形 at random: answers to whatever questions are asked, and conditions over them. */
import type { Chance } from '#city/generate/prng.ts';
import { fulfils } from '#functions/matters/situation.ts';
import type { Answers, AnswerValue, Condition, Question } from '#schemas/situation.ts';

/** One of a list that may be empty. */
export const any = <T>(by: Chance, all: readonly T[]): T | undefined => all[by.int(0, Math.max(0, all.length - 1))];
export const some = <T>(by: Chance, all: readonly T[], percent: number): T[] => all.filter(() => by.percent(percent));

/** About those at which the city's own conditions turn. */
const NUMBERS = [0, 10, 49, 50, 68, 600] as const;

const answerTo = (question: Question, by: Chance): AnswerValue => {
  switch (question.kind) {
    case 'yes-no':
      return by.percent(50);
    case 'number':
      return Math.min(question.most, by.pick(NUMBERS));
    case 'one':
      return any(by, question.options)?.id ?? '';
    case 'many':
      return some(by, question.options, 40).map(({ id }) => id);
  }
};

/** Answers to all that is asked, in order; of a hundred, `wrong` leave one out or answer what is not asked. */
export const answersTo = (questions: readonly Question[], by: Chance, wrong = 0): Answers => {
  const answers: Record<string, AnswerValue> = {};
  for (const question of questions)
    if (fulfils(question.when, answers) !== by.percent(wrong)) answers[question.id] = answerTo(question, by);
  return answers;
};

const plain = (question: Question, by: Chance): Condition => {
  if (question.kind === 'yes-no') return { question: question.id, is: by.percent(50) };
  if (question.kind === 'number') return { question: question.id, atLeast: by.pick(NUMBERS) };
  return { question: question.id, is: any(by, question.options)?.id ?? '' };
};

/** Over one question or two; undefined where none is asked. */
export const conditionOver = (questions: readonly Question[], by: Chance): Condition | undefined => {
  const [one, other] = [any(by, questions), any(by, questions)];
  if (!one || !other) return undefined;
  const both = [plain(one, by), plain(other, by)];
  return by.pick([plain(one, by), plain(other, by), { all: both }, { any: both }, { not: plain(one, by) }] as const);
};
