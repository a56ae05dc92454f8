/** Table `quotas`: how much of each limit is taken, one count per day or second. pk = grant#id or resource#id, sk = unit#which. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { nonce } from '#functions/kernel/digest.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { causeOf } from '#functions/kernel/log.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { problem } from '#functions/kernel/problem.ts';
import { QuotaCount } from '#schemas/quota.ts';

/** What is counted together: `of` whom, and in which day or second. `until`: epoch ms after which nobody asks for it any more. */
export interface Counter {
  readonly of: string;
  readonly which: string;
  readonly until: number;
}

export interface QuotasStore {
  /**
   * Takes `want(left)` of what is left of `limit`, never more than that; `used`: what is taken by all then. `known`: what was used when
   * last seen. Throws hub-not-ready when the table does not say.
   */
  take(
    counter: Counter,
    limit: number,
    want: (left: number) => number,
    known?: number,
  ): Promise<{ readonly taken: number; readonly used: number }>;
  /** Best effort: what does not come back counts as used. */
  giveBack(counter: Counter, count: number): Promise<void>;
}

/** Each try knows better what is left; so many are lost only to as many others, each of whom took something. */
const TRIES = 8;

export const quotasStore = (client: DynamoDBDocumentClient, table: string): QuotasStore => {
  const update = async ({ of, which, until }: Counter, set: string, condition: string, values: object) => {
    const by = nonce(6);
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: of, sk: which },
          UpdateExpression: `SET used = ${set}, #by = :by, v = :one, #ttl = :ttl`,
          // Its own nonce stands there when only the acknowledgement was lost and the client tries again.
          ConditionExpression: `attribute_not_exists(pk) OR (#by <> :by AND ${condition})`,
          ExpressionAttributeNames: { '#by': 'by', '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':by': by, ':one': 1, ':ttl': Math.ceil(until / 1000) + 86_400, ...values },
          ReturnValues: 'UPDATED_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { done: true, used: Number(Attributes?.used) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException && error.Item))
        throw problem('hub-not-ready', { cause: causeOf(error), retryAfter: 1 });
      const found = QuotaCount.parse(withoutKeys(plainItem(error.Item)));
      return { done: found.by === by, used: found.used };
    }
  };

  return {
    take: async (counter, limit, want, known = 0) => {
      let used = known;
      for (let tries = 0; tries < TRIES; tries += 1) {
        // What was last seen may be out of date by now: at the end somebody has to ask for the last one.
        const count = Math.max(1, Math.min(want(Math.max(1, limit - used)), limit));
        const set = 'if_not_exists(used, :none) + :count';
        const found = await update(counter, set, 'used <= :most', {
          ':none': 0,
          ':count': count,
          ':most': limit - count,
        });
        if (found.done) return { taken: count, used: found.used };
        if (found.used >= limit) return { taken: 0, used: found.used };
        used = found.used;
      }
      throw problem('hub-not-ready', { cause: 'quota-busy', retryAfter: 1 });
    },
    giveBack: async (counter, count) => {
      await update(counter, 'used - :count', 'used >= :count', { ':count': count }).catch(() => undefined);
    },
  };
};
