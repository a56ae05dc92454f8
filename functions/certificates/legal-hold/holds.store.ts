/** Table `certificates`: legal holds of a certificate. Added to, never changed. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { type HoldAct, holdKey, LEGAL_HOLDS, StoredHold } from './stored-hold.ts';

export interface HoldsStore {
  /** False when it stands there already. */
  add(hold: StoredHold): Promise<boolean>;
  /** Consistent read. */
  get(identifier: string, hold: string, act: HoldAct): Promise<StoredHold | undefined>;
  /** Every act on that certificate. Consistent read. */
  of(identifier: string): Promise<readonly StoredHold[]>;
}

export const holdsStore = (client: DynamoDBDocumentClient, TableName: string): HoldsStore => ({
  add: async (hold) => {
    const Item = { ...holdKey(hold), ...hold };
    try {
      await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
  get: async (identifier, hold, act) => {
    const Key = holdKey({ identifier, hold, act });
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && StoredHold.parse(withoutKeys(Item));
  },
  of: async (identifier) => {
    const acts: StoredHold[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :certificate AND begins_with(sk, :holds)',
          ExpressionAttributeValues: { ':certificate': identifier, ':holds': LEGAL_HOLDS },
          ExclusiveStartKey: from,
        }),
      );
      acts.push(...Items.map((item) => StoredHold.parse(withoutKeys(item))));
      from = LastEvaluatedKey;
    } while (from);
    return acts;
  },
});
