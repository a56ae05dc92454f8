/** Records that are bound to a certificate: record and condition in ONE transaction, so that nothing is released on a state that has changed. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { foundRecord, type Place, type RecordsStore } from '#functions/exchange/records.store.ts';
import { type Refusals, transact, type Write } from '#functions/kernel/transact.store.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import type { StoredCopyItem } from './copies/stored-copy.ts';
import { usedBy } from './relay/used.ts';
import { type Key, keyOf, type StoredCertificate, type StoredCopy, type StoredCopyKey } from './stored.ts';

/** The certificate, or the copy made under this key, is no longer what was read: look again. */
export class Changed extends Error {}

/** A copy that goes with its record: itself, an entry for each of its files, and under an Idempotency-Key the entry by which a repeat finds it. */
export interface CopyWrites {
  readonly item: StoredCopyItem;
  readonly fresh?: { readonly key: string; readonly entry: StoredCopyKey };
}

export interface PullStore {
  /** A store of records whose every put holds only while the certificate has the revision that was read. Throws Changed otherwise. */
  boundTo(certificate: StoredCertificate, copy?: CopyWrites): RecordsStore;
}

export const recordPut = (table: string, place: Place, record: ExchangeRecord): Write => ({
  Put: {
    TableName: table,
    Item: { ...place, ...record },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** What a refused transaction means whose first item is the record. Throws Changed when to look again. */
export const settled = (refused: Refusals, record: ExchangeRecord): 'written' | ExchangeRecord => {
  const old = refused.get(0);
  const found = old && foundRecord(old);
  // Everything of a transaction or nothing: our own record there means that all of it took effect before.
  if (found?.nonce === record.nonce) return 'written';
  if (!found || refused.size > 1) throw new Changed();
  return found;
};

/** The certificate still has the revision that was read. */
export const unchanged = (TableName: string, { identifier, revision }: StoredCertificate): Write => ({
  ConditionCheck: {
    TableName,
    Key: keyOf.certificate(identifier),
    ConditionExpression: 'revision = :read',
    ExpressionAttributeValues: { ':read': revision },
  },
});

/** What verifying finds under the hash of a file of the copy. */
const fileEntry = ({
  identifier,
  copy,
  case: of,
  matter,
  department,
  madeAt,
  expiresAt,
}: StoredCopyItem): StoredCopy => ({
  ...{ v: 1, kind: 'copy', identifier, copy, case: of, matter, department, madeAt, expiresAt },
});

export const pullStore = (
  client: DynamoDBDocumentClient,
  tables: { readonly certificates: string; readonly exchanges: string },
): PullStore => {
  const TableName = tables.certificates;
  const put = (key: Key, item: object): Write => ({ Put: { TableName, Item: { ...key, ...item } } });
  const copyPuts = ({ item, fresh }: CopyWrites): Write[] =>
    [
      put(keyOf.copyItem(item.copy), item),
      ...Object.values(item.files)
        .filter((sha256) => sha256 !== undefined)
        .map((sha256) => put(keyOf.file(sha256), fileEntry(item))),
      ...(fresh
        ? [{ Put: { ...put(keyOf.copy(fresh.key), fresh.entry).Put, ConditionExpression: 'attribute_not_exists(pk)' } }]
        : []),
    ] as Write[];
  return {
    boundTo: (certificate, copy) => ({
      put: async (place, record) => {
        const writes = [recordPut(tables.exchanges, place, record), unchanged(TableName, certificate)];
        const beside = [...(copy ? copyPuts(copy) : []), ...usedBy(TableName, certificate, record)];
        const refused = await transact(client, [...writes, ...beside]);
        return refused === 'done' ? 'written' : settled(refused, record);
      },
    }),
  };
};
