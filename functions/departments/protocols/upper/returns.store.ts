/**
 * Table `upper`: how far each mapped resource has come down (pk = return#department, sk = resource), and what could not be taken
 * (pk = refused#resource, sk = number above).
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { StoredRefusal, StoredReturn } from '#schemas/upper.ts';

export interface ReturnsStore {
  get(resource: string): Promise<StoredReturn | undefined>;
  /** Of one department, which stands for a hub above. */
  list(department: string): Promise<StoredReturn[]>;
  /** `next.revision` is one more than that of what was read; 1: nothing stood there. False when somebody was faster. */
  put(next: StoredReturn): Promise<boolean>;
  /** The lowest numbers first. */
  refused(resource: string, limit: number): Promise<StoredRefusal[]>;
  /** Refused again, it stays one. */
  refuse(resource: string, refusal: StoredRefusal): Promise<void>;
  /** It was taken after all. */
  forget(resource: string, number: number): Promise<void>;
}

const departmentOf = (resource: string): string => resource.slice(0, resource.indexOf('/'));
const place = (resource: string) => ({ pk: `return#${departmentOf(resource)}`, sk: resource });
const refusalAt = (resource: string, number: number) => ({
  pk: `refused#${resource}`,
  sk: String(number).padStart(12, '0'),
});

export const returnsStore = (client: DynamoDBDocumentClient, table: string): ReturnsStore => {
  const query = async (pk: string, limit: number) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    return Items.map(withoutKeys);
  };
  return {
    get: async (resource) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: place(resource), ConsistentRead: true }),
      );
      return Item && StoredReturn.parse(withoutKeys(Item));
    },
    list: async (department) => (await query(`return#${department}`, 200)).map((item) => StoredReturn.parse(item)),
    put: async (next) => {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { ...place(next.resource), ...next },
            ...(next.revision === 1
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: 'revision = :seen',
                  ExpressionAttributeValues: { ':seen': next.revision - 1 },
                }),
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    refused: async (resource, limit) =>
      (await query(`refused#${resource}`, limit)).map((item) => StoredRefusal.parse(item)),
    refuse: async (resource, refusal) => {
      await client.send(
        new PutCommand({ TableName: table, Item: { ...refusalAt(resource, refusal.number), ...refusal } }),
      );
    },
    forget: async (resource, number) => {
      await client.send(new DeleteCommand({ TableName: table, Key: refusalAt(resource, number) }));
    },
  };
};
