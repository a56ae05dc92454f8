/** A change of a key's dates as ONE transaction: the entry on the revision that was read, and the change itself. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { keyOf } from '../stored.ts';
import { keyChangeKey, keyChangesOf, StoredKeyChange } from './key-change.ts';

export interface KeyChangesStore {
  /** False when the entry is no longer of the revision before. */
  change(change: StoredKeyChange): Promise<boolean>;
  /** The change that led to this revision. Consistent read. */
  get(keyId: string, revision: number): Promise<StoredKeyChange | undefined>;
  /** The latest first. */
  of(keyId: string): Promise<readonly StoredKeyChange[]>;
}

export const keyChangesStore = (client: DynamoDBDocumentClient, TableName: string): KeyChangesStore => ({
  change: async (change) => {
    const { key } = change;
    const refused = await transact(client, [
      {
        Put: {
          TableName,
          Item: { ...keyOf.sealKey(key.keyId), ...key },
          ConditionExpression: 'revision = :read',
          ExpressionAttributeValues: { ':read': key.revision - 1 },
        },
      },
      {
        Put: {
          TableName,
          Item: { ...keyChangeKey(key.keyId, key.revision), ...change },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ]);
    return refused === 'done';
  },
  get: async (keyId, revision) => {
    const Key = keyChangeKey(keyId, revision);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && StoredKeyChange.parse(withoutKeys(Item));
  },
  of: async (keyId) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :changes',
        ExpressionAttributeValues: { ':changes': keyChangesOf(keyId) },
        ScanIndexForward: false,
      }),
    );
    return Items.map((item) => StoredKeyChange.parse(withoutKeys(item)));
  },
});
