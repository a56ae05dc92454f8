/** Table `certificates`: the index entry, who holds what, and which file is which. Keys: stored.ts. */

import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import {
  type Key,
  keyOf,
  StoredCertificate,
  StoredCopyKey,
  StoredFile,
  StoredKey,
  StoredMaster,
  StoredNumber,
} from './stored.ts';

/** An index entry and, where it is kept beside it, the sealed master. */
export interface WithMaster {
  readonly certificate?: StoredCertificate;
  readonly master?: StoredMaster;
}

export interface CertificateStore {
  /** Consistent read. */
  get(identifier: string): Promise<StoredCertificate | undefined>;
  /** Both in one consistent read. */
  getWithMaster(identifier: string): Promise<WithMaster>;
  /** Certificates of one type that a holder has, at most `MOST_FOUND`. */
  heldBy(handle: string, type: string): Promise<StoredCertificate[]>;
  /** What this Idempotency-Key led to; `key` is its keyed digest. */
  issuedUnder(key: string): Promise<StoredKey | undefined>;
  copiedUnder(key: string): Promise<StoredCopyKey | undefined>;
  /** Identifiers of every version of this number; `number` is its keyed digest. */
  versionsOf(number: string): Promise<string[]>;
  /** Which page or copy has this SHA-256 (hex). */
  file(sha256: string): Promise<StoredFile | undefined>;
  /** The certificate of this number (its keyed digest) and version. */
  numbered(number: string, version: number): Promise<string | undefined>;
}

const MOST_FOUND = 100;

export const certificateStore = (client: DynamoDBDocumentClient, table: string): CertificateStore => {
  const read = async <S extends z.ZodType>(schema: S, key: Key): Promise<z.output<S> | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item && schema.parse(withoutKeys(Item));
  };
  const get = (identifier: string) => read(StoredCertificate, keyOf.certificate(identifier));

  return {
    get,
    getWithMaster: async (identifier) => {
      const items = await batchGet(client, table, [keyOf.certificate(identifier), keyOf.master(identifier)]);
      const of = (sk: string) => items.find((item) => item.sk === sk);
      const [certificate, master] = [of('certificate'), of('master')];
      return {
        ...(certificate ? { certificate: StoredCertificate.parse(withoutKeys(certificate)) } : {}),
        ...(master ? { master: StoredMaster.parse(withoutKeys(master)) } : {}),
      };
    },
    heldBy: async (handle, type) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :handle AND begins_with(sk, :type)',
          ExpressionAttributeValues: { ':handle': handle, ':type': `${type}#` },
          Limit: MOST_FOUND,
        }),
      );
      const found = await Promise.all(Items.map(({ sk }) => get(String(sk).slice(type.length + 1))));
      return found.filter((certificate) => certificate !== undefined);
    },
    issuedUnder: (key) => read(StoredKey, keyOf.request(key)),
    copiedUnder: (key) => read(StoredCopyKey, keyOf.copy(key)),
    versionsOf: async (number) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :number',
          ExpressionAttributeValues: { ':number': keyOf.number(number, 1).pk },
          Limit: MOST_FOUND,
        }),
      );
      return Items.map((item) => StoredNumber.parse(withoutKeys(item)).identifier);
    },
    file: (sha256) => read(StoredFile, keyOf.file(sha256)),
    numbered: async (number, version) => (await read(StoredNumber, keyOf.number(number, version)))?.identifier,
  };
};
