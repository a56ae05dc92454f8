/** What the library's own status lists say (table `certificates`), read for verification and for the lists in the W3C's form. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Entry, entryKey } from '#functions/certificates/status/entry.ts';
import type { StatusPurpose } from '#schemas/credential.ts';
import type { StatusSlot } from '#schemas/status.ts';

export interface CertificateStatuses {
  /** Consistent. 0 valid, 1 invalid, 2 suspended. */
  entry(slot: StatusSlot): Promise<Entry>;
  /** Indexes of a list with that entry. */
  setIn(purpose: StatusPurpose, list: number): Promise<readonly number[]>;
}

const Stored = z.looseObject({ v: z.literal(1), entry: z.literal([1, 2]), index: z.int() });
const ENTRY = { revocation: 1, suspension: 2 } as const;

export const certificateStatuses = (client: DynamoDBDocumentClient, TableName: string): CertificateStatuses => ({
  entry: async (slot) => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: entryKey(slot), ConsistentRead: true }));
    return Item ? Stored.parse(Item).entry : 0;
  },
  setIn: async (purpose, list) => {
    const found: number[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': entryKey({ list, index: 0 }).pk },
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      for (const item of page.Items ?? []) {
        const { entry, index } = Stored.parse(item);
        if (entry === ENTRY[purpose]) found.push(index);
      }
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  },
});
