/** What was uploaded for a batch or a back-fill: one item for each part of the file. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { StoredPart } from '#schemas/stored-batch.ts';

export interface PartsStore {
  /** 'written', or the part that stands there. */
  add(id: string, part: StoredPart): Promise<'written' | StoredPart>;
  /** In order. */
  all(id: string): Promise<StoredPart[]>;
}

const read = (item: Readonly<Record<string, unknown>>): StoredPart => StoredPart.parse(withoutKeys(item));

/** `kind`: what the file belongs to, as its own key begins. */
export const partsStore = (client: DynamoDBDocumentClient, table: string, kind = 'batch'): PartsStore => ({
  add: async (id, part) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: `${kind}#${id}`, sk: `part#${String(part.part).padStart(4, '0')}`, ...part },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'written';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException && error.Item)) throw error;
      return read(plainItem(error.Item));
    }
  },

  all: async (id) => {
    // A hundred parts at most, far below the megabyte of one answer.
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': `${kind}#${id}`, ':prefix': 'part#' },
        ConsistentRead: true,
      }),
    );
    return Items.map(read);
  },
});
