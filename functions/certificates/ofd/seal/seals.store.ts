/** The electronic seals of departments in table `certificates`: made once, used by every instance. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import { Slug } from '#schemas/identifier.ts';
import { keyOf } from '../../stored.ts';

export const ElectronicSeal = z.strictObject({
  v: z.literal(1),
  department: Slug,
  /** RFC 7638 thumbprints: of the key that seals, and of the library's key that certified it. */
  sealer: z.string().min(1).max(64),
  authority: z.string().min(1).max(64),
  /** SES_Seal (GB/T 38540-2020) and the certificate that may use it, DER. */
  seal: z.base64(),
  certificate: z.base64(),
  /** Epoch ms. */
  madeAt: z.int(),
});
export type ElectronicSeal = z.infer<typeof ElectronicSeal>;

export interface ElectronicSealsStore {
  /** Consistent read. */
  get(sealer: string, authority: string): Promise<ElectronicSeal | undefined>;
  /** False when there is one of these keys. */
  add(seal: ElectronicSeal): Promise<boolean>;
}

export const electronicSealsStore = (client: DynamoDBDocumentClient, table: string): ElectronicSealsStore => ({
  get: async (sealer, authority) => {
    const Key = keyOf.electronicSeal(sealer, authority);
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && ElectronicSeal.parse(withoutKeys(Item));
  },
  add: async (seal) => {
    const Item = { ...keyOf.electronicSeal(seal.sealer, seal.authority), ...seal };
    try {
      await client.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
