/** Table `certificates`: legal holds of a certificate. Added to, never changed. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { queryItems } from '#functions/kernel/query-items.store.ts';
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
    for await (const item of queryItems(client, {
      TableName,
      KeyConditionExpression: 'pk = :certificate AND begins_with(sk, :holds)',
      ExpressionAttributeValues: { ':certificate': identifier, ':holds': LEGAL_HOLDS },
    }))
      acts.push(StoredHold.parse(withoutKeys(item)));
    return acts;
  },
});
