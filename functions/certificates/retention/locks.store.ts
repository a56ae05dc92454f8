/** Table `certificates`: how far the locks of a certificate's objects are what the index says. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';

/** `to`: what all objects are to have: the instant of their retention, or the status of their legal hold. `after`: the last that has it; absent when all have. */
export const StoredLocks = z.strictObject({
  v: z.literal(1),
  to: z.string(),
  after: z.string().optional(),
  objects: z.int(),
  done: z.boolean(),
});
export type StoredLocks = z.infer<typeof StoredLocks>;

export type LockKind = 'retention' | 'legal-hold';

export interface LocksStore {
  /** Consistent read. */
  get(identifier: string, kind: LockKind): Promise<StoredLocks | undefined>;
  put(identifier: string, kind: LockKind, locks: StoredLocks): Promise<void>;
}

export const locksStore = (client: DynamoDBDocumentClient, TableName: string): LocksStore => {
  const keyOf = (identifier: string, kind: LockKind) => ({ pk: identifier, sk: `locks#${kind}` });
  return {
    get: async (identifier, kind) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: keyOf(identifier, kind), ConsistentRead: true }),
      );
      return Item && StoredLocks.parse(withoutKeys(Item));
    },
    put: async (identifier, kind, locks) => {
      await client.send(new PutCommand({ TableName, Item: { ...keyOf(identifier, kind), ...locks } }));
    },
  };
};
