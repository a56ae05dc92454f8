/** Table `questions`: each question under its id, and while no parcel carries it under its department, oldest first. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { timeKey, withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { KEPT_SECONDS, Question, type QuestionFailure } from '#schemas/question.ts';
import { idAt, lineOf, listOf, spotOf } from './waiting-list.ts';

/** `answer`: sealed. */
export type Reply = { readonly answer: string } | { readonly failed: QuestionFailure };

export interface QuestionsStore {
  /** 'written', also when only the acknowledgement was lost; otherwise the question that stands there. */
  ask(question: Question): Promise<'written' | Question>;
  get(id: string): Promise<Question | undefined>;
  /** Those that there are, in no order. */
  named(ids: readonly string[]): Promise<Question[]>;
  /** Of those on the list: the oldest first, without what was answered or is kept no more. */
  waiting(department: string, limit: number, now: number): Promise<Question[]>;
  /** Takes it off the list. Safe to repeat. */
  leave(question: Pick<Question, 'id' | 'department' | 'askedAt'>): Promise<void>;
  /** The first reply stays: 'already' for every later one, and for a question that is kept no more. `at`: epoch ms. */
  answered(id: string, department: string, reply: Reply, at: number): Promise<'written' | 'already'>;
  /** It is being fetched as it was seen, and stays so from now on; false when it was put right in between. `at`: epoch ms. */
  fetched(seen: Pick<Question, 'id' | 'answeredAt'>, at: number): Promise<boolean>;
}

/** Kept a little longer than it may be fetched, so that who comes late is told so. Housekeeping only. */
export const LATE_SECONDS = 86_400;

export const questionKey = (id: string) => ({ pk: `question#${id}`, sk: 'question' });
export const readQuestion = (item: Readonly<Record<string, unknown>>): Question => Question.parse(withoutKeys(item));

export const questionsStore = (client: DynamoDBDocumentClient, table: string): QuestionsStore => {
  const named = async (ids: readonly string[]): Promise<Question[]> =>
    (await batchGet(client, table, ids.map(questionKey))).map(readQuestion);

  return {
    named,
    ask: async (question) => {
      const ttl = Math.floor(question.keptUntil / 1000) + LATE_SECONDS;
      const refused = await transact(client, [
        {
          Put: {
            TableName: table,
            Item: { ...questionKey(question.id), ...question, ttl },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        { Put: { TableName: table, Item: { ...lineOf(question), ttl } } },
      ]);
      const item = refused === 'done' ? undefined : refused.get(0);
      if (!item) return 'written';
      const old = readQuestion(plainItem(item));
      return old.nonce === question.nonce ? 'written' : old;
    },

    get: async (id) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: questionKey(id), ConsistentRead: true }),
      );
      return Item && readQuestion(Item);
    },

    waiting: async (department, limit, now) => {
      const live: Question[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            // What is kept no more is not even read, however much of it a department leaves behind.
            KeyConditionExpression: 'pk = :pk AND sk >= :since',
            ExpressionAttributeValues: { ':pk': listOf(department), ':since': timeKey(now - KEPT_SECONDS * 1000 + 1) },
            ConsistentRead: true,
            Limit: limit - live.length,
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        const found = await named(Items.map(idAt));
        const waits = found.filter(({ state, keptUntil }) => state === 'waiting' && keptUntil > now);
        // Whoever answered it died before it left the list.
        const ids = new Set(waits.map(({ id }) => id));
        for (const { pk, sk } of Items.filter((item) => !ids.has(idAt(item))))
          await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
        live.push(...waits);
        from = LastEvaluatedKey;
      } while (from && live.length < limit);
      return live.sort((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1));
    },

    leave: async (question) => {
      await client.send(new DeleteCommand({ TableName: table, Key: spotOf(question) }));
    },

    fetched: async ({ id, answeredAt }, at) => {
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: questionKey(id),
            UpdateExpression: 'SET fetchedAt = :at',
            ConditionExpression: 'answeredAt = :seen AND attribute_not_exists(fetchedAt)',
            ExpressionAttributeValues: { ':at': at, ':seen': answeredAt },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    answered: async (id, department, reply, at) => {
      const [name, value, state] =
        'answer' in reply ? ['answer', reply.answer, 'answered'] : ['failed', reply.failed, 'failed'];
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: questionKey(id),
            UpdateExpression: 'SET #state = :state, #reply = :reply, answeredAt = :at',
            ConditionExpression: '#state = :waiting AND department = :department AND keptUntil > :at',
            ExpressionAttributeNames: { '#state': 'state', '#reply': name },
            ExpressionAttributeValues: {
              ':state': state,
              ':reply': value,
              ':at': at,
              ':waiting': 'waiting',
              ':department': department,
            },
          }),
        );
        return 'written';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'already';
        throw error;
      }
    },
  };
};
