/**
 * Table `upper`: 回流副本, the last that was sent down about one record of one subject. pk = copy#resource#handle of the subject, sk = keyed
 * digest of what tells its records apart; the flow that it came by stands beside it (returns.store.ts), and lets it be read.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, keysOfVersion, subjectHandle } from '#functions/kernel/digest.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { COPY_KEPT_MS, StoredCopy, StoredReturn } from '#schemas/upper.ts';

/** Which record is meant. `record`: what tells the subject's records apart, in a fixed order. */
export interface CopyOf {
  readonly resource: string;
  readonly subject: string;
  readonly record: readonly string[];
}

export interface Copy {
  readonly data: unknown;
  readonly toldAt: string;
}

export interface CopiesStore {
  /** A later one stays. */
  keep(
    of: CopyOf,
    told: Pick<StoredCopy, 'number' | 'toldAt' | 'ended'> & { data: unknown },
    now: number,
  ): Promise<void>;
  /** The copy, and how far the flow stands by which it came; either may be missing. */
  look(of: CopyOf): Promise<{ readonly copy?: Copy & StoredCopy; readonly flow?: StoredReturn }>;
}

const LONGER_S = 3 * 86_400;

const placeOf = (keys: Pick<HubKeys, 'subject'>, { resource, subject, record }: CopyOf) => ({
  pk: `copy#${resource}#${subjectHandle(keys, subject)}`,
  sk: subjectHandle(keys, canonical([resource, ...record])),
});

export const copiesStore = (
  client: DynamoDBDocumentClient,
  table: string,
  getKeys: () => Promise<HubKeys>,
): CopiesStore => ({
  keep: async (of, { number, toldAt, ended, data }, now) => {
    const keys = await getKeys();
    const at = placeOf(keys, of);
    const copy: StoredCopy = {
      v: 1,
      number,
      toldAt,
      sealed: seal(keys.kept, `${at.pk}\n${at.sk}`, JSON.stringify(data)),
      keyVersion: keys.version,
      ...(ended ? { ended } : {}),
      keptUntil: now + COPY_KEPT_MS,
    };
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...at, ...copy, ttl: Math.ceil(copy.keptUntil / 1000) + LONGER_S },
          ConditionExpression: 'attribute_not_exists(pk) OR #number < :number',
          ExpressionAttributeNames: { '#number': 'number' },
          ExpressionAttributeValues: { ':number': number },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  look: async (of) => {
    const keys = await getKeys();
    const flowAt = { pk: `return#${of.resource.slice(0, of.resource.indexOf('/'))}`, sk: of.resource };
    // It stands under the handle of the key that held when it was told.
    const spots = [keys, ...keys.earlier].map((one) => placeOf(one, of));
    const items = await batchGet(client, table, [flowAt, ...spots]);
    const flow = items.find(({ pk }) => pk === flowAt.pk);
    const copies = items
      .filter(({ pk }) => pk !== flowAt.pk)
      .map(({ pk, sk, ...item }) => {
        const stored = StoredCopy.parse(withoutKeys(item));
        const text = open(keysOfVersion(keys, stored.keyVersion).kept, `${pk}\n${sk}`, stored.sealed);
        return { ...stored, data: JSON.parse(text) as unknown };
      })
      .toSorted((a, b) => b.number - a.number);
    return {
      ...(copies[0] ? { copy: copies[0] } : {}),
      ...(flow ? { flow: StoredReturn.parse(withoutKeys(flow)) } : {}),
    };
  },
});
