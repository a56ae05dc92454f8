/** The library's keys in table `certificates`: which there are, since when, and the self-signed certificate of each. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { SealKey } from '#schemas/seal.ts';
import { keyOf } from '../stored.ts';

export interface SealKeysStore {
  /** Consistent read. */
  get(keyId: string): Promise<SealKey | undefined>;
  /** Every key there ever was. Consistent read. */
  list(): Promise<readonly SealKey[]>;
  /** False when there is one of that id. */
  add(key: SealKey): Promise<boolean>;
}

export const sealKeysStore = (client: DynamoDBDocumentClient, table: string): SealKeysStore => ({
  get: async (keyId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: keyOf.sealKey(keyId), ConsistentRead: true }),
    );
    return Item && SealKey.parse(withoutKeys(Item));
  },
  list: async () => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :keys',
        ExpressionAttributeValues: { ':keys': keyOf.sealKey('').pk },
      }),
    );
    return Items.map((item) => SealKey.parse(withoutKeys(item)));
  },
  add: async (key) => {
    const Item = { ...keyOf.sealKey(key.keyId), ...key };
    try {
      await client.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
