/** Which cases 办件 used which grant: one item per grant, month and case, so that what a change would break is found without reading the record. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { ExchangeLine } from '#schemas/exchange.ts';
import { Slug } from '#schemas/identifier.ts';

const CaseUse = z.object({
  v: z.literal(1),
  case: z.string(),
  grant: z.string(),
  matter: Slug.optional(),
  at: z.int(),
});
export type CaseUse = z.infer<typeof CaseUse>;

export interface CasesStore {
  /** Notes the case of a line, if it has one, with the latest time of the month. Again, or out of order, changes nothing. */
  note(line: ExchangeLine): Promise<void>;
  /** Cases that used the grant from `since` to `until` (epoch ms), `most` of them; each once, with the last time at which it did. */
  lately(grant: string, since: number, until: number, most: number): Promise<CaseUse[]>;
}

const monthOf = (at: number): string => beijingDate(at).slice(0, 7);
const keyOf = (grant: string, month: string): string => `grant#${grant}#${month}`;

/** Every month from that of `since` to that of `until`, the latest first. */
const months = (since: number, until: number): string[] => {
  const found: string[] = [];
  for (let [year, month] = monthOf(until).split('-').map(Number) as [number, number]; ; month -= 1) {
    if (month === 0) [year, month] = [year - 1, 12];
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name < monthOf(since)) return found;
    found.push(name);
  }
};

export const casesStore = (client: DynamoDBDocumentClient, table: string): CasesStore => ({
  note: async ({ case: id, grant, matter, at }) => {
    if (id === undefined) return;
    const use: CaseUse = { v: 1, case: id, grant, ...(matter === undefined ? {} : { matter }), at };
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: keyOf(grant, monthOf(at)), sk: id, ...use },
          ConditionExpression: 'attribute_not_exists(pk) OR #at < :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': at },
        }),
      );
    } catch (error) {
      // A later use stands there already.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  lately: async (grant, since, until, most) => {
    const found = new Map<string, CaseUse>();
    for (const month of months(since, until)) {
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': keyOf(grant, month) },
            Limit: most,
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        for (const use of (page.Items ?? []).map((item) => CaseUse.parse(item)))
          if (use.at >= since && !found.has(use.case)) found.set(use.case, use);
        from = page.LastEvaluatedKey;
      } while (from && found.size < most);
    }
    return [...found.values()].slice(0, most);
  },
});
