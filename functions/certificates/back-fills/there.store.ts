/** Table `certificates`, asked for many rows at once: whose numbers and places are taken, and by what. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import type { WithMaster } from '../certificates.store.ts';
import { type Key, keyOf, StoredCertificate, StoredMaster } from '../stored.ts';

export interface NumberOf {
  /** Its keyed digest. */
  readonly number: string;
  readonly version: number;
}

export interface ThereStore {
  /** In order: the identifier of who has it, where somebody has. */
  numbers(numbers: readonly NumberOf[]): Promise<readonly (string | undefined)[]>;
  /** Who has the one place of these holders for a type, by handle. */
  places(handles: readonly string[], type: string): Promise<ReadonlyMap<string, string>>;
  /** Index entries with the masters beside them, by identifier. */
  certificates(identifiers: readonly string[]): Promise<ReadonlyMap<string, WithMaster>>;
}

const nameOf = ({ pk, sk }: Pick<Key, 'pk' | 'sk'>): string => `${pk} ${sk}`;
/** A key that is asked for twice in one call is refused. */
const once = (keys: readonly Key[]): Key[] => [...new Map(keys.map((key) => [nameOf(key), key])).values()];

export const thereStore = (client: DynamoDBDocumentClient, table: string): ThereStore => ({
  numbers: async (numbers) => {
    const keys = numbers.map(({ number, version }) => keyOf.number(number, version));
    const found = await batchGet(client, table, once(keys));
    const of = new Map(found.map((item) => [nameOf(item as unknown as Key), String(item.identifier)]));
    return keys.map((key) => of.get(nameOf(key)));
  },
  places: async (handles, type) => {
    const found = await batchGet(client, table, once(handles.map((handle) => keyOf.only(handle, type))));
    return new Map(found.map(({ pk, identifier }) => [String(pk), String(identifier)]));
  },
  certificates: async (identifiers) => {
    const keys = identifiers.flatMap((one) => [keyOf.certificate(one), keyOf.master(one)]);
    const items = await batchGet(client, table, once(keys));
    const of = new Map<string, WithMaster>();
    for (const item of items) {
      const [id, rest] = [String(item.pk), withoutKeys(item)];
      const part =
        item.sk === 'master' ? { master: StoredMaster.parse(rest) } : { certificate: StoredCertificate.parse(rest) };
      of.set(id, { ...of.get(id), ...part });
    }
    return of;
  },
});
