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

/** An item of DynamoDB is 400 KB at most, and the question stands in it too. */
const MOST_SEALED = 250_000;

/** Where the answer stands: the question itself stands under its bare id. */
export const placeOfAnswer = (id: string): string => `${id} answer`;

/** What becomes of what the department says: the sealed answer, or which rule it breaks. */
export const replyTo = (
  resource: Resource,
  port: Pick<LaterPort, 'answer'>,
  stored: Question,
  said: Said,
  keys: HubKeys,
): Reply => {
  if ('failed' in said) return said;
  try {
    const checked = checkAnswer(resource, port.answer, said.raw, openAsked(keys, stored).subject);
    const answer = seal(keys.kept, placeOfAnswer(stored.id), JSON.stringify(checked));
    return answer.length > MOST_SEALED ? { failed: 'department-answer-too-large' } : { answer };
  } catch (error) {
    // About another person, or out of contract: the caller hears which, and nothing of it is kept.
    if (error instanceof ProblemError && error.code === 'department-wrong-subject') return { failed: error.code };
    if (error instanceof ProblemError && error.code === 'department-answer-invalid') return { failed: error.code };
    throw error;
  }
};

/** Keeps what the department says, or why there is no answer; the first stays, and none is kept after its time. `at`: epoch ms. */
export const answerQuestion = (
  resource: Resource,
  port: Pick<LaterPort, 'answer'>,
  stored: Question,
  said: Said,
  { keys, questions }: AnswerDeps,
  at: number,
): Promise<'written' | 'already'> =>
  questions.answered(stored.id, stored.department, replyTo(resource, port, stored, said, keys), at);
