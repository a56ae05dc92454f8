/** What a department says of a question that waited: checked for shape and subject, sealed, and kept for who asked. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { seal } from '#functions/kernel/sealed.ts';
import type { Question, QuestionFailure } from '#schemas/question.ts';
import type { Resource } from '#schemas/resource.ts';
import type { LaterPort } from './adapter.ts';
import { checkAnswer } from './answer.ts';
import { openAsked } from './later.ts';
import type { QuestionsStore, Reply } from './questions.store.ts';

/** The raw answer, null when the department knows nothing of the subject, or why there is none. */
export type Said = { readonly raw: unknown } | { readonly failed: QuestionFailure };

export interface AnswerDeps {
  readonly keys: HubKeys;
  readonly questions: QuestionsStore;
}

/** Where the answer stands: the question itself stands under its bare id. */
export const placeOfAnswer = (id: string): string => `${id} answer`;

const replyTo = (
  resource: Resource,
  port: Pick<LaterPort, 'answer'>,
  stored: Question,
  said: Said,
  keys: HubKeys,
): Reply => {
  if ('failed' in said) return said;
  try {
    const checked = checkAnswer(resource, port.answer, said.raw, openAsked(keys, stored).subject);
    return { answer: seal(keys.kept, placeOfAnswer(stored.id), JSON.stringify(checked)) };
  } catch (error) {
    // About another person, or out of contract: the caller hears which, and nothing of it is kept.
    if (error instanceof ProblemError && error.code === 'department-wrong-subject') return { failed: error.code };
    if (error instanceof ProblemError && error.code === 'department-answer-invalid') return { failed: error.code };
    throw error;
  }
};

/** The first answer stays. `at`: epoch ms. */
export const answerQuestion = (
  resource: Resource,
  port: Pick<LaterPort, 'answer'>,
  stored: Question,
  said: Said,
  { keys, questions }: AnswerDeps,
  at: number,
): Promise<'written' | 'already'> =>
  questions.answered(stored.id, stored.department, replyTo(resource, port, stored, said, keys), at);
