/** Table `credentials`: places in the status lists, what stands there, and what was issued under an Idempotency-Key. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import type { StatusPurpose } from '#schemas/credential.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import type { StatusSlot } from '#schemas/status.ts';
import { keyOf, StoredCredential, StoredEntry, StoredRequest } from './stored.ts';

export interface IssuedCredential {
  /** Keyed digests of its id, of client and Idempotency-Key, and of the request. */
  readonly credential: string;
  readonly key: string;
  readonly request: string;
  readonly stored: StoredCredential;
  readonly record: ExchangeRecord;
}

export interface StatusStore {
  /** All of it or nothing. `taken`: somebody else has the place; `repeated`: this key has led to a credential before. */
  issue(issued: IssuedCredential): Promise<'issued' | 'taken' | 'repeated'>;
  issuedUnder(key: string): Promise<StoredRequest | undefined>;
  /** Every credential that was issued under this id (keyed digest). */
  named(credential: string): Promise<readonly StoredCredential[]>;
  /** Sets or lifts an entry of each credential; safe to repeat. */
  change(purpose: StatusPurpose, slots: readonly StatusSlot[], value: 0 | 1, record: ExchangeRecord): Promise<void>;
  /** Consistent. */
  isSet(purpose: StatusPurpose, slot: StatusSlot): Promise<boolean>;
  /** Indexes of a list that are set. */
  setIn(purpose: StatusPurpose, list: number): Promise<readonly number[]>;
}

interface Place {
  readonly pk: string;
  readonly sk: string;
}

export const statusStore = (
  client: DynamoDBDocumentClient,
  { credentials: table, exchanges }: { readonly credentials: string; readonly exchanges: string },
): StatusStore => {
  const put = (place: Place, item: object, once: boolean, to = table): Write => ({
    Put: {
      TableName: to,
      Item: { ...place, v: 1, ...item },
      ...(once ? { ConditionExpression: 'attribute_not_exists(pk)' } : {}),
    },
  });
  const recorded = (record: ExchangeRecord) => put({ pk: record.id, sk: '0' }, record, true, exchanges);
  const read = async <S extends z.ZodType>(schema: S, Key: Place): Promise<z.output<S> | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && schema.parse(withoutKeys(Item));
  };
  const all = async (pk: string) => {
    const items: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  };
  return {
    issue: async ({ credential, key, request, stored, record }) => {
      const { slot, at } = stored;
      const refused = await transact(client, [
        put(keyOf.request(key), { request, slot, at }, true),
        put(keyOf.slot(slot), {}, true),
        put(keyOf.credential(credential, slot), stored, true),
        recorded(record),
      ]);
      if (refused === 'done') return 'issued';
      return refused.has(0) ? 'repeated' : 'taken';
    },
    issuedUnder: (key) => read(StoredRequest, keyOf.request(key)),
    named: async (credential) =>
      (await all(`credential#${credential}`)).map((item) => StoredCredential.parse(withoutKeys(item))),
    change: async (purpose, slots, value, record) => {
      await transact(client, [
        ...slots.map((slot) => put(keyOf.entry(purpose, slot), { value, at: record.at }, false)),
        recorded(record),
      ]);
    },
    isSet: async (purpose, slot) => (await read(StoredEntry, keyOf.entry(purpose, slot)))?.value === 1,
    setIn: async (purpose, list) =>
      (await all(`set#${purpose}#${list}`)).flatMap((item) =>
        StoredEntry.parse(withoutKeys(item)).value === 1 ? [Number(item.sk)] : [],
      ),
  };
};
