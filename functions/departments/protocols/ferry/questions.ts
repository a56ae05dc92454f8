/** The questions as the ferry needs them: opened when they go out, answered when a row comes back. */
import { answerQuestion, type Said } from '#functions/exchange/answer-question.ts';
import { openAsked } from '#functions/exchange/later.ts';
import type { QuestionsStore } from '#functions/exchange/questions.store.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { AskedOf } from '#schemas/asked.ts';
import type { Question } from '#schemas/question.ts';
import { unlessForeign } from '../unless-foreign.ts';

export interface WaitingQuestion extends Pick<Question, 'id' | 'department' | 'askedAt' | 'keptUntil'> {
  /** Its name in the route. */
  readonly resource: string;
  readonly question: unknown;
}

export interface FerryQuestions {
  /** The oldest first, without what is kept no more. */
  waiting(limit: number, now: number): Promise<readonly WaitingQuestion[]>;
  /** Takes it off the list of those that wait. Safe to repeat. */
  leave(one: WaitingQuestion): Promise<void>;
  /** Checks and keeps what is said; the first answer stays. Does nothing when the question is gone. */
  answer(id: string, now: number, say: (question: unknown) => Said): Promise<void>;
}

export interface FerryQuestionsDeps {
  readonly questions: QuestionsStore;
  readonly keys: () => Promise<HubKeys>;
  readonly snapshots: SnapshotHolder;
}

const nameOf = ({ resource }: Question): string => resource.slice(resource.indexOf('/') + 1);

export const ferryQuestions = (department: string, asked: AskedOf, deps: FerryQuestionsDeps): FerryQuestions => ({
  waiting: async (limit, now) => {
    const [keys, found] = await Promise.all([deps.keys(), deps.questions.waiting(department, limit, now)]);
    return found.flatMap((one) => {
      const opened = unlessForeign(() => openAsked(keys, one));
      return opened ? { ...one, resource: nameOf(one), question: opened.question } : [];
    });
  },
  leave: (one) => deps.questions.leave(one),
  answer: async (id, now, say) => {
    const [keys, snapshot, stored] = await Promise.all([deps.keys(), deps.snapshots.current(), deps.questions.get(id)]);
    if (stored?.department !== department || stored.state !== 'waiting') return;
    // By the version under which it was asked, whatever has become current since.
    const resource = snapshot.resourceAt(stored.resource, stored.resourceVersion);
    const port = asked[nameOf(stored)];
    if (resource && port) {
      const said = say(openAsked(keys, stored).question);
      await answerQuestion(resource, port, stored, said, { keys, questions: deps.questions }, now);
    } else await deps.questions.answered(id, department, { failed: 'department-error' }, now);
  },
});
