/** The issue as ONE transaction: index entry, holders, uniqueness, idempotency, page hash and record; all of it or nothing. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import type { StatusSlot } from '#schemas/status.ts';
import { endWrites, leftPlaces, placeWrites } from './issue-version.store.ts';
import type { Ending } from './issue-version.ts';
import { operationKey, type StoredOperation } from './operations/stored-operation.ts';
import { recordPut } from './pulls.store.ts';
import { entryWrites } from './status/entry.ts';
import { type Key, keyOf, pagesOf, type StoredCertificate, type StoredMaster } from './stored.ts';

/** The first operation of a certificate, which happens with its issue: as it stands then, the operation, and its record. */
export interface Since {
  readonly after: StoredCertificate;
  readonly operation: StoredOperation;
  readonly record: ExchangeRecord;
}

export interface Issue {
  readonly certificate: StoredCertificate;
  readonly master: StoredMaster;
  /** Keyed digests of type and number, of client and Idempotency-Key, and of the request. */
  readonly number: string;
  readonly key: string;
  readonly request: string;
  /** One live certificate of this type for each holder. */
  readonly single: boolean;
  readonly record: ExchangeRecord;
  /** Of a next version: how the one before ends. */
  readonly ending?: Ending | undefined;
  /** Of one that is handed in later: what has become of it since. It is never seen as it was before. */
  readonly since?: Since | undefined;
}

/**
 * What stood in the way. `repeated`: this Idempotency-Key has led to a certificate before. `slot-taken`: look for another place.
 * `superseded-changed`: the version before is no longer what was read.
 */
export type Issued = 'issued' | 'repeated' | 'number-taken' | 'holder-has-one' | 'slot-taken' | 'superseded-changed';

export interface IssueStore {
  issue(issue: Issue): Promise<Issued>;
  /** Those of the places that belong to a certificate already. */
  takenSlots(slots: readonly StatusSlot[]): Promise<readonly StatusSlot[]>;
}

export const issueStore = (
  client: DynamoDBDocumentClient,
  { certificates: table, exchanges }: { readonly certificates: string; readonly exchanges: string },
): IssueStore => {
  const put = (key: Key, item: object): Write => ({
    Put: { TableName: table, Item: { ...key, ...item, v: 1 }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  const sinceWrites = ({ after, operation, record }: Since): Write[] => [
    put(operationKey(after.identifier, after.revision), operation),
    recordPut(exchanges, { pk: record.id, sk: '0' }, record),
    ...entryWrites(table, after.status, operation.from, after.state),
  ];
  const attempt = async (wish: Issue, leave: boolean): Promise<Issued> => {
    const { certificate, master, number, key, request, single, record, ending, since } = wish;
    const { identifier, type, version, holders, files, status } = certificate;
    const slot = status ? [put(keyOf.slot(status), { identifier })] : [];
    const only = single ? placeWrites(table, certificate, ending?.before) : [];
    const left = single && leave ? leftPlaces(table, certificate, ending?.before) : [];
    const writes = [
      put(keyOf.request(key), { identifier, request }),
      put(keyOf.number(number, version), { identifier }),
      ...slot,
      ...only,
      put(keyOf.certificate(identifier), since?.after ?? certificate),
      put(keyOf.master(identifier), master),
      ...pagesOf(files).map((sha256) => put(keyOf.file(sha256), { kind: 'page', identifier })),
      ...holders.map((handle) => put(keyOf.holder(handle, type, identifier), {})),
      recordPut(exchanges, { pk: record.id, sk: '0' }, record),
      ...(since ? sinceWrites(since) : []),
    ];
    const end = writes.length;
    const refused = await transact(client, [...writes, ...(ending ? endWrites(table, ending) : []), ...left]);
    if (refused === 'done') return 'issued';
    if (refused.has(0)) return 'repeated';
    if (ending && refused.has(end)) return 'superseded-changed';
    if (refused.has(1)) return 'number-taken';
    if (only.some((_, i) => refused.has(2 + slot.length + i))) return 'holder-has-one';
    if (slot.length > 0 && refused.has(2)) return 'slot-taken';
    // A place that another certificate has taken is not ours to give back.
    if (left.length > 0 && [...refused.keys()].every((i) => i > end)) return attempt(wish, false);
    throw new Error('issue refused without a known reason');
  };
  return {
    issue: (wish) => attempt(wish, true),
    takenSlots: async (slots) => {
      const found = await batchGet(client, table, slots.map(keyOf.slot));
      return found.map(({ pk }) => {
        const [, list, index] = String(pk).split('#');
        return { list: Number(list), index: Number(index) };
      });
    },
  };
};
