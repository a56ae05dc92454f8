/** Table `upper`: the catalogue above as it was read (pk = catalogue#department, sk = resource above), and when (pk = look#department). */
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { CatalogueLook, StoredUpperResource } from '#schemas/upper.ts';

export interface UpperCatalogueStore {
  /** Behind `after` (a resource's name above), in the order of names. */
  page(upper: string, limit: number, after?: string): Promise<{ lines: StoredUpperResource[]; next?: string }>;
  put(line: StoredUpperResource): Promise<void>;
  look(upper: string): Promise<CatalogueLook>;
  /** `at`: epoch ms. */
  mark(upper: string, what: 'checkedAt' | 'wantedAt', at: number): Promise<void>;
}

const linesOf = (upper: string): string => `catalogue#${upper}`;
const lookAt = (upper: string) => ({ pk: `look#${upper}`, sk: 'look' });

export const upperCatalogueStore = (client: DynamoDBDocumentClient, table: string): UpperCatalogueStore => ({
  page: async (upper, limit, after) => {
    const pk = linesOf(upper);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        Limit: limit,
      }),
    );
    const lines = Items.map((item) => StoredUpperResource.parse(withoutKeys(item)));
    return { lines, ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}) };
  },
  put: async (line) => {
    await client.send(new PutCommand({ TableName: table, Item: { pk: linesOf(line.upper), sk: line.id, ...line } }));
  },
  look: async (upper) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: lookAt(upper), ConsistentRead: true }));
    return Item ? CatalogueLook.parse(withoutKeys(Item)) : { v: 1 };
  },
  mark: async (upper, what, at) => {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: lookAt(upper),
        UpdateExpression: 'SET v = :v, #what = :at',
        ExpressionAttributeNames: { '#what': what },
        ExpressionAttributeValues: { ':v': 1, ':at': at },
      }),
    );
  },
});
