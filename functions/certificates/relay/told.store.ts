/** Table `certificates`: the uses of a certificate, and what each case was told of those that it used. */
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { timeKey, withoutKeys } from '#functions/kernel/item.ts';
import { queryItems } from '#functions/kernel/query-items.store.ts';
import { CertificateTold } from '#schemas/told.ts';
import { StoredUse, USED } from './used.ts';

export interface ToldStore {
  /** Every case that has used it. Consistent. */
  usesOf(identifier: string): Promise<StoredUse[]>;
  /** Safe to repeat. */
  tell(told: CertificateTold): Promise<void>;
  /** Newest first, before `before`. */
  told(
    department: string,
    ofCase: string,
    limit: number,
    before?: string,
  ): Promise<{ items: CertificateTold[]; last?: string }>;
}

const placeOf = ({ department, case: of, at, record }: CertificateTold) => ({
  pk: `told#${department}#${of}`,
  sk: `${timeKey(Date.parse(at))}#${record}`,
});

export const toldStore = (client: DynamoDBDocumentClient, TableName: string): ToldStore => ({
  usesOf: async (identifier) => {
    const uses: StoredUse[] = [];
    for await (const item of queryItems(client, {
      TableName,
      KeyConditionExpression: 'pk = :certificate AND begins_with(sk, :used)',
      ExpressionAttributeValues: { ':certificate': identifier, ':used': USED },
    }))
      uses.push(StoredUse.parse(withoutKeys(item)));
    return uses;
  },
  tell: async (told) => {
    await client.send(new PutCommand({ TableName, Item: { ...placeOf(told), v: 1, ...told } }));
  },
  told: async (department, ofCase, limit, before) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: before === undefined ? 'pk = :case' : 'pk = :case AND sk < :before',
        ExpressionAttributeValues: {
          ':case': `told#${department}#${ofCase}`,
          ...(before === undefined ? {} : { ':before': before }),
        },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    const items = Items.map((item) => {
      const { v: _v, ...told } = withoutKeys(item);
      return CertificateTold.parse(told);
    });
    const last = LastEvaluatedKey && String(LastEvaluatedKey.sk);
    return { items, ...(last === undefined ? {} : { last }) };
  },
});
