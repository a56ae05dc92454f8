/**
 * Table `events`: one log for each resource. The next number is taken, the event put and its message remembered in one transaction, so
 * numbers grow without gaps in the order in which they become visible. docs/adr/0016 says how often one resource can be told of.
 */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { problem } from '#functions/kernel/problem.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { StoredEvent } from '#schemas/published.ts';

/** An event before it has its place. */
export type Told = Omit<StoredEvent, 'number' | 'at'>;

/** A message that was taken: `request` tells a repeat from another message under the same key. */
const Known = z.strictObject({
  v: z.literal(1),
  event: z.string(),
  number: z.int(),
  request: z.string(),
  keptUntil: z.int(),
});
type Known = z.infer<typeof Known>;

const Head = z.strictObject({ v: z.literal(1), lastNumber: z.int().min(1), at: z.int() });

/** `taken`: by this very call. */
export type Taken = Known & { readonly taken: boolean };

export interface LogStore {
  /** Puts it behind the last. `message`: what it is known by; one that is known already is not put again. `now`: epoch ms. Throws hub-not-ready. */
  append(told: Told, message: Pick<Known, 'request'> & { readonly place: string }, now: number): Promise<Taken>;
  /** The last number; 0 when there is none. */
  last(resource: string): Promise<number>;
  /** The lowest number behind `after` that is still there. */
  next(resource: string, after: number): Promise<number | undefined>;
  /** Upward from the one behind `after`, without a gap; 'gone' when that one is no longer kept. */
  page(resource: string, after: number, limit: number): Promise<StoredEvent[] | 'gone'>;
  /** Those that are still there, in no order. */
  some(resource: string, numbers: readonly number[]): Promise<StoredEvent[]>;
}

const TRIES = 10;
/** Housekeeping only: a repeat that comes late, and a reader of the last moment, still find what they need. */
const LONGER_S = 3 * 86_400;

const logOf = (resource: string): string => `log#${resource}`;
const headOf = (resource: string) => ({ pk: `head#${resource}`, sk: 'head' });
const numberKey = (number: number): string => String(number).padStart(12, '0');
const knownAt = (place: string) => ({ pk: `known#${place}`, sk: 'known' });
const ttlOf = (until: number): number => Math.ceil(until / 1000) + LONGER_S;

/** Of the stream too: an event, or undefined for what else stands in the table. */
export const readEvent = (item: Readonly<Record<string, unknown>>): StoredEvent | undefined =>
  String(item.pk).startsWith('log#') ? StoredEvent.parse(withoutKeys(item)) : undefined;

const read = (item: Record<string, unknown>): StoredEvent => StoredEvent.parse(withoutKeys(item));

export const logStore = (client: DynamoDBDocumentClient, table: string): LogStore => {
  const get = async (key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const head = async (resource: string) => {
    const item = await get(headOf(resource));
    return item && Head.parse(withoutKeys(item));
  };
  const behind = async (resource: string, after: number, limit: number): Promise<StoredEvent[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': logOf(resource), ':after': numberKey(after) },
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    return Items.map(read);
  };
  const put = (Item: object, ConditionExpression: string, values?: Record<string, unknown>): Write => ({
    Put: {
      TableName: table,
      Item: Item as Record<string, unknown>,
      ConditionExpression,
      ...(values ? { ExpressionAttributeValues: values } : {}),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  });

  /** The message is known already, or its event now stands behind `before`; undefined: somebody else took the number. */
  const tryAppend = async (
    told: Told,
    { place, request }: { place: string; request: string },
    before: z.infer<typeof Head> | undefined,
    now: number,
  ): Promise<Taken | undefined> => {
    const { resource, keptUntil } = told;
    const event: StoredEvent = { ...told, number: (before?.lastNumber ?? 0) + 1, at: Math.max(now, before?.at ?? 0) };
    const { number, at } = event;
    const known: Known = { v: 1, event: event.id, number, request, keptUntil };
    const ttl = ttlOf(keptUntil);
    const next = { ...headOf(resource), v: 1, lastNumber: number, at };
    const outcome = await transact(client, [
      put({ ...knownAt(place), ...known, ttl }, 'attribute_not_exists(pk) OR keptUntil <= :now', { ':now': now }),
      put({ pk: logOf(resource), sk: numberKey(number), ...event, ttl }, 'attribute_not_exists(pk)'),
      before
        ? put(next, 'lastNumber = :before', { ':before': before.lastNumber })
        : put(next, 'attribute_not_exists(pk)'),
    ]);
    if (outcome === 'done') return { ...known, taken: true };
    const old = outcome.get(0);
    return old && { ...Known.parse(withoutKeys(plainItem(old))), taken: false };
  };

  return {
    append: async (told, message, now) => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const taken = await tryAppend(told, message, await head(told.resource), now);
        if (taken) return taken;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** tries));
      }
      throw problem('hub-not-ready', { cause: 'log-contended', retryAfter: 1 });
    },

    last: async (resource) => (await head(resource))?.lastNumber ?? 0,

    next: async (resource, after) => (await behind(resource, after, 1))[0]?.number,

    page: async (resource, after, limit) => {
      const events = await behind(resource, after, limit);
      // A query is no snapshot: it may pass the place of a number before that is put and still meet the next one.
      const whole = events.filter(({ number }, i) => number === after + 1 + i);
      if (whole.length > 0) return whole;
      // The head first: a number that it knows was put before, so whoever finds no event then finds one that is gone.
      if (((await head(resource))?.lastNumber ?? 0) <= after) return [];
      const item = await get({ pk: logOf(resource), sk: numberKey(after + 1) });
      return item ? [read(item)] : 'gone';
    },

    some: async (resource, numbers) => {
      const keys = numbers.map((number) => ({ pk: logOf(resource), sk: numberKey(number) }));
      return (await batchGet(client, table, keys)).map(read);
    },
  };
};
