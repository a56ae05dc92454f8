/**
 * Cards declared void, in table `ferry`. Of a card only a handle is kept, with the delta that declared it; a declaration counts when that
 * very delta was completed. So a delta that broke off leaves nothing behind, whatever comes under its number later.
 */

import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { PlainDate } from '#schemas/identifier.ts';

/** One completed delta; `digest`: SHA-256 of its archive. The head is the last of them. */
const Delta = z.strictObject({ v: z.literal(1), number: z.int().min(1), day: PlainDate, digest: z.string() });
export type Delta = z.infer<typeof Delta>;

const Card = z.strictObject({
  v: z.literal(1),
  delta: z.int().min(1),
  digest: z.string(),
  voidedOn: PlainDate,
  reason: z.string(),
});
export type VoidedCard = z.infer<typeof Card>;

export interface CardsStore {
  head(department: string): Promise<Delta | undefined>;
  delta(department: string, number: number): Promise<Delta | undefined>;
  /** Every declaration of this card, completed or not. */
  declared(handle: string): Promise<VoidedCard[]>;
  /** Safe to repeat. */
  declare(handle: string, card: VoidedCard): Promise<void>;
  /** Makes the delta the head, after all its cards. 'stale' when another stands there already. */
  complete(department: string, delta: Delta): Promise<'written' | 'stale'>;
}

export const cardsStore = (client: DynamoDBDocumentClient, table: string): CardsStore => {
  const TableName = table;
  const deltaOf = async (department: string, sk: string): Promise<Delta | undefined> => {
    const Key = { pk: `cards#${department}`, sk };
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && Delta.parse(withoutKeys(Item));
  };
  const nameOf = (number: number) => `delta#${String(number).padStart(9, '0')}`;
  return {
    head: (department) => deltaOf(department, 'head'),
    delta: (department, number) => deltaOf(department, nameOf(number)),
    declared: async (handle) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `card#${handle}` },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => Card.parse(withoutKeys(item)));
    },
    declare: async (handle, card) => {
      const Item = { pk: `card#${handle}`, sk: `${nameOf(card.delta)}#${card.digest}`, ...card };
      await client.send(new PutCommand({ TableName, Item }));
    },
    complete: async (department, delta) => {
      const pk = `cards#${department}`;
      const follows =
        delta.number === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#number = :before',
              ExpressionAttributeNames: { '#number': 'number' },
              ExpressionAttributeValues: { ':before': delta.number - 1 },
            };
      const done = await transact(client, [
        { Put: { TableName, Item: { pk, sk: 'head', ...delta }, ...follows } },
        { Put: { TableName, Item: { pk, sk: nameOf(delta.number), ...delta } } },
      ]);
      return done === 'done' ? 'written' : 'stale';
    },
  };
};
