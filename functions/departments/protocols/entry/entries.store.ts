/** Entries, in table `questions` beside their questions: what was done with each, what it says (sealed), and the question's line in the list, changed together. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LATE_SECONDS, questionKey, readQuestion } from '#functions/exchange/questions.store.ts';
import { lineOf, spotOf } from '#functions/exchange/waiting-list.ts';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { StoredEntry } from '#schemas/entry.ts';
import type { Question } from '#schemas/question.ts';

/** A question, and what was done with it so far. */
export interface Kept {
  readonly question: Question;
  readonly entry?: StoredEntry | undefined;
  /** Sealed: what was entered and does not count yet, or may still be corrected. */
  readonly draft?: string | undefined;
}

export interface EntriesStore {
  get(id: string): Promise<Kept | undefined>;
  /** Those that there are, by id. */
  named(ids: readonly string[]): Promise<ReadonlyMap<string, Kept>>;
  /**
   * Puts entry, draft and question as `next` has them, all or nothing. 'stale' when somebody else was faster: another officer, the agent,
   * or who fetched the answer.
   */
  change(before: Kept, next: Kept & { readonly entry: StoredEntry }): Promise<'done' | 'stale'>;
}

/** Who took it is known for as long as changes are (400 days); what he wrote goes with the question. */
const STEPS_KEPT_S = 400 * 86_400;

const entryKey = (id: string) => ({ pk: questionKey(id).pk, sk: 'entry' });
const draftKey = (id: string) => ({ pk: questionKey(id).pk, sk: 'draft' });
const Draft = z.object({ v: z.literal(1), draft: z.string() });

/** The members of a question that an entry changes, as one update; absent ones are taken away. */
const CHANGED = ['state', 'answer', 'failed', 'answeredAt', 'byHand', 'reason', 'keptUntil'] as const;

const questionUpdate = (TableName: string, before: Question, next: Question): Write => {
  const set = CHANGED.filter((name) => next[name] !== undefined);
  const gone = CHANGED.filter((name) => next[name] === undefined && before[name] !== undefined);
  const names = Object.fromEntries([...set, ...gone, 'ttl'].map((name) => [`#${name}`, name]));
  const values = Object.fromEntries(set.map((name) => [`:${name}`, next[name]]));
  return {
    Update: {
      TableName,
      Key: questionKey(before.id),
      UpdateExpression: `SET ${[...set, 'ttl'].map((name) => `#${name} = :${name}`).join(', ')}${gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : ''}`,
      // As it was seen: not answered by another way meanwhile, and not fetched.
      ConditionExpression:
        before.answeredAt === undefined
          ? '#state = :was AND attribute_not_exists(fetchedAt)'
          : '#state = :was AND #answeredAt = :wasAt AND attribute_not_exists(fetchedAt)',
      ExpressionAttributeNames: {
        ...names,
        ...(before.answeredAt === undefined ? {} : { '#answeredAt': 'answeredAt' }),
      },
      ExpressionAttributeValues: {
        ...values,
        ':was': before.state,
        ':ttl': Math.floor(next.keptUntil / 1000) + LATE_SECONDS,
        ...(before.answeredAt === undefined ? {} : { ':wasAt': before.answeredAt }),
      },
    },
  };
};

export const entriesStore = (client: DynamoDBDocumentClient, table: string): EntriesStore => {
  const named = async (ids: readonly string[]): Promise<ReadonlyMap<string, Kept>> => {
    const keys = ids.flatMap((id) => [questionKey(id), entryKey(id), draftKey(id)]);
    const items = Map.groupBy(await batchGet(client, table, keys), ({ pk }) => String(pk));
    return new Map(
      ids.flatMap((id) => {
        const of = (sk: string) => items.get(questionKey(id).pk)?.find((item) => item.sk === sk);
        const [question, entry, draft] = [of('question'), of('entry'), of('draft')];
        if (!question) return [];
        const kept: Kept = {
          question: readQuestion(question),
          entry: entry && StoredEntry.parse(withoutKeys(entry)),
          draft: draft && Draft.parse(draft).draft,
        };
        return [[id, kept] as const];
      }),
    );
  };
  return {
    named,
    get: async (id) => (await named([id])).get(id),
    change: async (before, { question, entry, draft }) => {
      const { id, keptUntil } = question;
      const ttl = Math.floor(keptUntil / 1000) + LATE_SECONDS;
      const waits = question.state === 'waiting';
      const revision = before.entry?.revision;
      const outcome = await transact(client, [
        {
          Put: {
            TableName: table,
            Item: { ...entryKey(id), ...entry, ttl: ttl + STEPS_KEPT_S },
            ...(revision === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: 'revision = :revision',
                  ExpressionAttributeValues: { ':revision': revision },
                }),
          },
        },
        questionUpdate(table, before.question, question),
        draft === undefined
          ? { Delete: { TableName: table, Key: draftKey(id) } }
          : { Put: { TableName: table, Item: { ...draftKey(id), v: 1, draft, ttl } } },
        waits
          ? { Put: { TableName: table, Item: { ...lineOf(question), ttl } } }
          : { Delete: { TableName: table, Key: spotOf(question) } },
      ]);
      return outcome === 'done' ? 'done' : 'stale';
    },
  };
};
