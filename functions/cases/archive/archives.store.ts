/** Table `cases`: the package of a case, first as it is meant to be, then as it is. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { StoredArchive } from '#schemas/case-archive.ts';

export interface ArchivesStore {
  /** Consistent. */
  get(id: string): Promise<StoredArchive | undefined>;
  /** False when what stands there is not `before`. Safe to repeat. */
  put(id: string, archive: StoredArchive, before: StoredArchive | undefined): Promise<boolean>;
}

export const archivesStore = (client: DynamoDBDocumentClient, TableName: string): ArchivesStore => {
  const at = (id: string) => ({ pk: `case#${id}`, sk: 'archive' });
  return {
    get: async (id) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: at(id), ConsistentRead: true }));
      return Item && StoredArchive.parse(withoutKeys(Item));
    },
    put: async (id, archive, before) => {
      const condition = before
        ? {
            ConditionExpression: 'sha256 = :before AND #state = :intended',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':before': before.sha256, ':intended': 'intended' },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' };
      try {
        await client.send(new PutCommand({ TableName, Item: { ...at(id), ...archive }, ...condition }));
        return true;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
        const now = await client.send(new GetCommand({ TableName, Key: at(id), ConsistentRead: true }));
        // Our own word, whose acknowledgement was lost.
        return now.Item?.sha256 === archive.sha256 && now.Item?.state === archive.state;
      }
    },
  };
};
