/** An operation as ONE transaction: state on the revision that was read, the operation itself, uniqueness, status entry, idempotency and record. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { holdsPlace } from '../lifecycle.ts';
import { recordPut } from '../pulls.store.ts';
import { entryWrites } from '../status/entry.ts';
import { keyOf, type StoredCertificate } from '../stored.ts';
import {
  OPERATIONS,
  operationKey,
  operationRequestKey,
  StoredOperation,
  StoredOperationKey,
} from './stored-operation.ts';

export interface Operation {
  /** As it was read, and as it is to be. */
  readonly before: StoredCertificate;
  readonly after: StoredCertificate;
  readonly operation: StoredOperation;
  /** Keyed digests of caller and Idempotency-Key, and of the request. */
  readonly key: string;
  readonly request: string;
  /** One live certificate of this type for each holder. */
  readonly single: boolean;
  readonly record: ExchangeRecord;
}

/** `changed`: another one came first. */
export type Operated = 'operated' | 'repeated' | 'changed' | 'holder-has-one';

export interface OperationStore {
  operate(operation: Operation): Promise<Operated>;
  /** What this Idempotency-Key led to. */
  operatedUnder(key: string): Promise<StoredOperationKey | undefined>;
  get(identifier: string, revision: number): Promise<StoredOperation | undefined>;
  /** Newest first, below `before`. */
  history(identifier: string, limit: number, before?: number): Promise<StoredOperation[]>;
}

export const operationStore = (
  client: DynamoDBDocumentClient,
  { certificates: TableName, exchanges }: { readonly certificates: string; readonly exchanges: string },
): OperationStore => {
  const fresh = (item: object): Write => ({
    Put: { TableName, Item: { v: 1, ...item }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  const state = ({ before, after }: Operation): Write => ({
    Put: {
      TableName,
      Item: { ...keyOf.certificate(after.identifier), ...after },
      ConditionExpression: 'revision = :read',
      ExpressionAttributeValues: { ':read': before.revision },
    },
  });
  /** A holder's place that another certificate has taken is not ours to give back. */
  const release = (handle: string, { identifier, type }: StoredCertificate): Write => ({
    Delete: {
      TableName,
      Key: keyOf.only(handle, type),
      ConditionExpression: 'attribute_not_exists(pk) OR identifier = :own',
      ExpressionAttributeValues: { ':own': identifier },
    },
  });
  const places = ({ before, after, single }: Operation, mine: readonly string[]): Write[] => {
    if (!single || holdsPlace(before.state) === holdsPlace(after.state)) return [];
    if (holdsPlace(before.state)) return mine.map((handle) => release(handle, after));
    return mine.map((handle) => fresh({ ...keyOf.only(handle, after.type), identifier: after.identifier }));
  };

  const attempt = async (wish: Operation, mine: readonly string[]): Promise<Operated> => {
    const { before, after, operation, key, request, record } = wish;
    const { identifier, revision } = operation;
    const held = places(wish, mine);
    const refused = await transact(client, [
      fresh({ ...operationRequestKey(key), identifier, revision, request }),
      state(wish),
      fresh({ ...operationKey(identifier, revision), ...operation }),
      recordPut(exchanges, { pk: record.id, sk: '0' }, record),
      ...held,
      ...entryWrites(TableName, after.status, before.state, after.state),
    ]);
    if (refused === 'done') return 'operated';
    if (refused.has(0)) return 'repeated';
    if (refused.has(1)) return 'changed';
    const others = mine.filter((_, i) => refused.has(4 + i));
    if (others.length === 0) throw new Error('operation refused without a known reason');
    if (!holdsPlace(before.state)) return 'holder-has-one';
    return attempt(
      wish,
      mine.filter((handle) => !others.includes(handle)),
    );
  };

  return {
    operate: (wish) => attempt(wish, wish.after.holders),
    operatedUnder: async (key) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: operationRequestKey(key), ConsistentRead: true }),
      );
      return Item && StoredOperationKey.parse(withoutKeys(Item));
    },
    get: async (identifier, revision) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: operationKey(identifier, revision), ConsistentRead: true }),
      );
      return Item && StoredOperation.parse(withoutKeys(Item));
    },
    history: async (identifier, limit, before) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :certificate AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':certificate': identifier,
            ':first': OPERATIONS,
            ':last': before === undefined ? `${OPERATIONS}~` : operationKey(identifier, before - 1).sk,
          },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map((item) => StoredOperation.parse(withoutKeys(item)));
    },
  };
};
