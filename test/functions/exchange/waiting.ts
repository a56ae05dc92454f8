/** A department that is asked later, over real tables: asking, answering and fetching as three callers do it. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LaterPort } from '#functions/exchange/adapter.ts';
import { answerQuestion, type Said } from '#functions/exchange/answer-question.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { fetchAnswer } from '#functions/exchange/fetch-answer.ts';
import { type QuestionsStore, questionsStore } from '#functions/exchange/questions.store.ts';
import type { Caller, Message, Output } from '#functions/kernel/request.ts';
import type { Waiting } from '#schemas/exchange.ts';
import { freshTables } from '#test/engines/tables.ts';
import { depsOn, outputOf, type Tables } from './running.ts';
import { keys, NOW, resource, systemCaller, TitleAnswer, TitleQuestion, titleOf, WANG } from './world.ts';

export type LaterTables = Tables & { readonly names: { readonly questions: string } };
export type LaterDeps = ExchangeDeps & { readonly questions: QuestionsStore };

export const laterTables = () => freshTables('exchanges', 'breakers', 'questions');
export const laterDeps = (tables: LaterTables, change: Partial<LaterDeps> = {}): LaterDeps => ({
  ...depsOn(tables),
  questions: questionsStore(tables.client, tables.names.questions),
  ...change,
});

export const port: LaterPort = { request: TitleQuestion, answer: TitleAnswer, later: true };
const adapter = { department: 'deeds', resources: { title: port } };

export const askWith = (deps: LaterDeps) => outputOf(adapter, deps);

export const idOf = ({ body }: Output): string => (body as Waiting).question;

interface Fetching {
  readonly caller?: Caller;
  readonly now?: number;
  readonly department?: string;
  readonly message?: Message;
}

export const fetchWith =
  (deps: LaterDeps) =>
  (
    id: string,
    { caller = systemCaller, now = NOW + 60_000, department = 'deeds', message }: Fetching = {},
  ): Promise<Output> =>
    fetchAnswer(
      department,
      deps,
    )({
      params: { question: id },
      query: undefined,
      body: undefined,
      caller,
      now,
      requestId: 'r2',
      ...(message ? { message: () => message } : {}),
    });

/** The department says something of a question: about WANG, unless told otherwise. */
export const sayWith =
  ({ questions }: Pick<LaterDeps, 'questions'>) =>
  async (id: string, said: Said = { raw: titleOf(WANG) }, at = NOW + 30_000): Promise<'written' | 'already'> => {
    const stored = await questions.get(id);
    if (!stored) throw new Error('no such question');
    return answerQuestion(resource, port, stored, said, { keys, questions }, at);
  };

/** Everything that stands in the table; a test may scan. */
export const itemsIn = async ({ client, names }: LaterTables): Promise<Record<string, unknown>[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: names.questions, ConsistentRead: true }));
  return Items;
};
