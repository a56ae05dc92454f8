/** 情形引导 interpreted: which question is asked next, which answer is wrong, and what the answers switch on. */
import type { Answers, AnswerValue, Condition, Question } from '#schemas/situation.ts';

/** Every question was asked of nobody else: an answer that is missing fulfils no condition. */
export const fulfils = (condition: Condition | undefined, answers: Answers): boolean => {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((one) => fulfils(one, answers));
  if ('any' in condition) return condition.any.some((one) => fulfils(one, answers));
  if ('not' in condition) return !fulfils(condition.not, answers);
  const value = answers[condition.question];
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast;
  return Array.isArray(value) ? value.includes(String(condition.is)) : value === condition.is;
};

/** The rule that an answer breaks. */
const wrong = (question: Question, value: AnswerValue): string | undefined => {
  switch (question.kind) {
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : 'answer-yes-or-no';
    case 'number':
      return typeof value === 'number' && value <= question.most ? undefined : 'answer-number';
    case 'one':
      return question.options.some(({ id }) => id === value) ? undefined : 'answer-option';
    case 'many': {
      const ids = new Set(question.options.map(({ id }) => id));
      return Array.isArray(value) && new Set(value).size === value.length && value.every((id) => ids.has(id))
        ? undefined
        : 'answer-options';
    }
  }
};

export interface Situated {
  /** The answers that count: to questions that are asked, in a form that the question takes. */
  readonly answers: Answers;
  readonly errors: readonly { readonly question: string; readonly rule: string }[];
  /** Asked and not answered yet, in order. */
  readonly open: readonly Question[];
}

/** Goes through the questions in order; what was answered to a question that is not asked counts for nothing, and is said. */
export const situate = (questions: readonly Question[], given: Answers): Situated => {
  const answers: Record<string, AnswerValue> = {};
  const errors: { question: string; rule: string }[] = [];
  const open: Question[] = [];
  for (const question of questions) {
    const value = given[question.id];
    if (!fulfils(question.when, answers)) {
      if (value !== undefined) errors.push({ question: question.id, rule: 'question-not-asked' });
      continue;
    }
    if (value === undefined) {
      open.push(question);
      continue;
    }
    const rule = wrong(question, value);
    if (rule) errors.push({ question: question.id, rule });
    else answers[question.id] = value;
  }
  const known = new Set(questions.map(({ id }) => id));
  errors.push(
    ...Object.keys(given)
      .filter((id) => !known.has(id))
      .map((question) => ({ question, rule: 'question-unknown' })),
  );
  return { answers, errors, open };
};

/** What the answers leave switched on. */
export const switchedOn = <T extends { readonly when?: Condition | undefined }>(
  all: readonly T[],
  answers: Answers,
): readonly T[] => all.filter(({ when }) => fulfils(when, answers));
