/** Table `certificates`: a copy by its id, and the one transaction by which it is redeemed. */
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { recordPut, settled, unchanged } from '../pulls.store.ts';
import { keyOf, type StoredCertificate } from '../stored.ts';
import { type Redeemer, StoredCopyItem } from './stored-copy.ts';

export interface CopiesStore {
  /** Consistent read. */
  get(copy: string): Promise<StoredCopyItem | undefined>;
  /**
   * A store of records whose every put redeems the copy for `by` at `at`, or, when it is redeemed already, holds only while that stands;
   * and only while the certificate has the revision that was read. Throws Changed otherwise.
   */
  redeeming(copy: StoredCopyItem, certificate: StoredCertificate, by: Redeemer, at: number): RecordsStore;
}

export const copiesStore = (
  client: DynamoDBDocumentClient,
  tables: { readonly certificates: string; readonly exchanges: string },
): CopiesStore => {
  const TableName = tables.certificates;
  const redeem = (copy: string, by: Redeemer, at: number): Write => ({
    Update: {
      TableName,
      Key: keyOf.copyItem(copy),
      UpdateExpression: 'SET redeemed = :redeemed',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(redeemed)',
      ExpressionAttributeValues: { ':redeemed': { by, at } },
    },
  });
  const redeemedAt = (copy: string, at: number): Write => ({
    ConditionCheck: {
      TableName,
      Key: keyOf.copyItem(copy),
      ConditionExpression: 'redeemed.#at = :at',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': at },
    },
  });
  return {
    get: async (copy) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: keyOf.copyItem(copy), ConsistentRead: true }),
      );
      return Item && StoredCopyItem.parse(withoutKeys(Item));
    },
    redeeming: ({ copy, redeemed }, certificate, by, at) => ({
      put: async (place, record) => {
        const refused = await transact(client, [
          recordPut(tables.exchanges, place, record),
          redeemed ? redeemedAt(copy, redeemed.at) : redeem(copy, by, at),
          unchanged(TableName, certificate),
        ]);
        return refused === 'done' ? 'written' : settled(refused, record);
      },
    }),
  };
};
