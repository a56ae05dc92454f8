/** Many items by key. A batch takes a hundred keys, and leaves what is over 16 MB, or held back, to be asked for again. */
import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { problem } from './problem.ts';

type Item = Record<string, unknown>;

const MOST_KEYS = 100;
const TRIES = 8;

/** The items that there are, in no order. Throws hub-not-ready when some are left out again and again. */
export const batchGet = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly { readonly pk: string; readonly sk: string }[],
): Promise<Item[]> => {
  const found: Item[] = [];
  for (let at = 0; at < keys.length; at += MOST_KEYS) {
    let wanted: Item[] = keys.slice(at, at + MOST_KEYS);
    for (let tries = 1; wanted.length > 0; tries += 1) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } }),
      );
      const items = Responses?.[table] ?? [];
      found.push(...items);
      wanted = UnprocessedKeys?.[table]?.Keys ?? [];
      // What is merely large goes on at once; what got nothing was held back.
      if (wanted.length === 0 || items.length > 0) continue;
      if (tries >= TRIES) throw problem('hub-not-ready', { cause: 'keys-left-out', retryAfter: 1 });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** tries));
    }
  }
  return found;
};
