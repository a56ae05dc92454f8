/** Table `certificates`: codes that holders show. Made with their record, and used with the record of the pull, each in one transaction. */
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { recordPut, settled, unchanged } from '../pulls.store.ts';
import { keyOf, type StoredCertificate } from '../stored.ts';
import { StoredShow } from './stored-show.ts';

export interface ShowsStore {
  /** Consistent read. `digest`: codeDigest. */
  get(digest: string): Promise<StoredShow | undefined>;
  /** A store of records whose every put also keeps the code; only while the certificate has the revision that was read. */
  making(digest: string, show: StoredShow, certificate: StoredCertificate): RecordsStore;
  /** The same for using it: by the first, or once more by the same for the same question. Throws Changed when somebody else was first. */
  using(digest: string, used: NonNullable<StoredShow['used']>, certificate: StoredCertificate): RecordsStore;
}

/** Epoch seconds, housekeeping. */
const ttlOf = ({ expiresAt }: StoredShow): number => Math.floor(expiresAt / 1000) + 86_400;

export const showsStore = (
  client: DynamoDBDocumentClient,
  tables: { readonly certificates: string; readonly exchanges: string },
): ShowsStore => {
  const TableName = tables.certificates;
  const beside = (certificate: StoredCertificate, write: Write): RecordsStore => ({
    put: async (place, record) => {
      const refused = await transact(client, [
        recordPut(tables.exchanges, place, record),
        write,
        unchanged(TableName, certificate),
      ]);
      return refused === 'done' ? 'written' : settled(refused, record);
    },
  });
  return {
    get: async (digest) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf.show(digest), ConsistentRead: true }));
      return Item && StoredShow.parse(withoutKeys(Item));
    },
    making: (digest, show, certificate) =>
      beside(certificate, {
        Put: {
          TableName,
          Item: { ...keyOf.show(digest), ...show, ttl: ttlOf(show) },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      }),
    using: (digest, used, certificate) =>
      beside(certificate, {
        Update: {
          TableName,
          Key: keyOf.show(digest),
          UpdateExpression: 'SET used = :used',
          ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(used) OR used = :used)',
          ExpressionAttributeValues: { ':used': used },
        },
      }),
  };
};
