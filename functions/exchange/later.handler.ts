/** What a department needs that is asked later: the table of questions. */
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { type QuestionsStore, questionsStore } from './questions.store.ts';

export const later = (): QuestionsStore => questionsStore(dynamodb(), environment('QUESTIONS_TABLE').QUESTIONS_TABLE);
