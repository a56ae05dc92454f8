/** A versioned document, published whole: gzip JSON in chunks named by version and digest, and the head that points to one of them. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from './batch-get.store.ts';
import { sha256 } from './digest.ts';

/** An item holds 400 KB at most. */
const CHUNK_BYTES = 350 * 1024;
/** A reader that has just read the old head still finds its chunks. */
const KEEP_OLD_SECONDS = 86_400;

const HEAD = { pk: 'head', sk: 'head' };
const Head = z.object({
  v: z.literal(1),
  version: z.int().min(1),
  chunks: z.int().min(1).max(90),
  digest: z.string().length(43),
});
export type PublishedHead = z.infer<typeof Head>;

export interface PublishedDocument<T> {
  head(): Promise<PublishedHead | undefined>;
  /** The published document, or 'unchanged' when it still is the version held. Reads consistently. Throws when it cannot tell. */
  read(held: number | undefined): Promise<T | 'unchanged'>;
  /** Writes the chunks, then the head unless a newer one stands: 'older'. Repeating it changes nothing. `now`: epoch ms. */
  publish(document: T, now: number): Promise<'done' | 'older'>;
}

const chunkKey = (head: PublishedHead, number: number) => ({
  pk: `chunk#${head.version}#${head.digest}`,
  sk: String(number).padStart(4, '0'),
});
const numbers = (head: PublishedHead) => Array.from({ length: head.chunks }, (_, number) => number);

/** `parse`: what was read, in the form that is held; it is byte for byte what was published. `what`: its name in errors. */
export const publishedDocument = <T extends { readonly version: number }>(
  client: DynamoDBDocumentClient,
  table: string,
  { parse, what }: { readonly parse: (value: unknown) => T; readonly what: string },
): PublishedDocument<T> => {
  const head = async () => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: HEAD, ConsistentRead: true }));
    return Item && Head.parse(Item);
  };

  const chunks = async (of: PublishedHead): Promise<Uint8Array> => {
    const keys = numbers(of).map((number) => chunkKey(of, number));
    const parts = (await batchGet(client, table, keys)).map(
      ({ sk, data }) => [String(sk), data as Uint8Array] as const,
    );
    return Buffer.concat(parts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, data]) => data));
  };

  const forget = async (of: PublishedHead, now: number): Promise<void> => {
    for (const number of numbers(of)) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: chunkKey(of, number),
          UpdateExpression: 'SET #ttl = :ttl',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':ttl': Math.floor(now / 1000) + KEEP_OLD_SECONDS },
        }),
      );
    }
  };

  return {
    head,
    read: async (held) => {
      const found = await head();
      if (!found) throw new Error(`no ${what} is published`);
      if (found.version === held) return 'unchanged';
      const bytes = await chunks(found);
      if (sha256(bytes) !== found.digest) throw new Error(`${what} chunks do not match their digest`);
      return parse(JSON.parse((await promisify(gunzip)(bytes)).toString('utf8')));
    },
    publish: async (document, now) => {
      const bytes = await promisify(gzip)(JSON.stringify(document));
      // Checked before anything is written: a head that no reader can read would stop every function within 30 s.
      const next = Head.parse({
        v: 1,
        version: document.version,
        chunks: Math.ceil(bytes.length / CHUNK_BYTES),
        digest: sha256(bytes),
      });
      const before = await head();
      if (before && before.version >= next.version) return 'older';
      for (const number of numbers(next)) {
        const data = bytes.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES);
        await client.send(new PutCommand({ TableName: table, Item: { ...chunkKey(next, number), v: 1, data } }));
      }
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { ...HEAD, ...next },
            ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
            ExpressionAttributeValues: { ':version': next.version },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return 'older';
      }
      if (before) await forget(before, now).catch(() => undefined);
      return 'done';
    },
  };
};
