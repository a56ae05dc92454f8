/**
 * The due table: the timers of all rooms. A timer stands under minute#shard; a mark under its day says that this minute#shard holds
 * something, so that a gap of months costs one query a day; the watermark says up to which minute the table is closed.
 */
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DueItem } from '#schemas/event.ts';
import { dayOf, dueItem, firingMinute, minuteAfter, type Timer } from './minute.ts';

const Watermark = z.object({ v: z.literal(1), closed: z.string(), drained: z.string().optional() });
export type Watermark = z.infer<typeof Watermark>;

export interface DueStore {
  /** Sets a timer; the same timer again changes nothing. After it returns the timer will be fired, even if it was overdue. */
  put(timer: Timer): Promise<void>;
  /** Closes the table up to `minute`: what is put there from now on is put into a later minute too. Gives the watermark that then holds. */
  close(minute: string): Promise<Watermark>;
  /** Minutes of that day, not after `until`, that hold timers: their partition keys in order of time. */
  marks(day: string, until: string): Promise<string[]>;
  read(pk: string): Promise<DueItem[]>;
  remove(item: Pick<DueItem, 'pk' | 'sk'>): Promise<void>;
  unmark(pk: string): Promise<void>;
  /** Everything up to `minute` was sent. */
  drained(minute: string): Promise<void>;
}

const WATERMARK = { pk: 'watermark', sk: 'watermark' };
/** Left-over items of crashed writers are swept by TTL; it carries no meaning. */
const KEPT_S = 90 * 86_400;
const PAGE = 100;

export const dueStore = (client: DynamoDBDocumentClient, table: string): DueStore => {
  const watermark = async (): Promise<Watermark | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: WATERMARK, ConsistentRead: true }));
    return Item && Watermark.parse(Item);
  };
  const write = async (item: DueItem): Promise<void> => {
    const ttl = Math.floor(item.dueAt / 1000) + KEPT_S;
    const mark = { v: 1, pk: dayOf(item.pk), sk: item.pk, ttl };
    // The mark first: a mark without timers is harmless, a timer without mark would never be found.
    await client.send(new PutCommand({ TableName: table, Item: mark }));
    await client.send(new PutCommand({ TableName: table, Item: { ...item, ttl } }));
  };
  const remove: DueStore['remove'] = async ({ pk, sk }) => {
    await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  };
  return {
    put: async (timer) => {
      let minute = firingMinute(timer.dueAt);
      for (;;) {
        await write(dueItem(timer, minute));
        // Written first and looked second, while the drain closes first and reads second: one of the two always sees the other.
        const closed = (await watermark())?.closed ?? '';
        if (minute > closed) return;
        minute = minuteAfter(closed);
      }
    },
    close: async (minute) => {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: WATERMARK,
            UpdateExpression: 'SET v = :v, closed = :minute',
            ConditionExpression: 'attribute_not_exists(pk) OR closed < :minute',
            ExpressionAttributeValues: { ':v': 1, ':minute': minute },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return Watermark.parse(Attributes);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
        return (await watermark()) ?? { v: 1, closed: minute };
      }
    },
    marks: async (day, until) => {
      const found: string[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :day AND sk < :end',
            // '~' sorts behind every shard of the last minute.
            ExpressionAttributeValues: { ':day': day, ':end': `${until}#~` },
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        );
        found.push(...(page.Items ?? []).map((item) => String(item.sk)));
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
    read: async (pk) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
          Limit: PAGE,
        }),
      );
      return Items.map(({ ttl: _, ...item }) => DueItem.parse(item));
    },
    remove,
    unmark: (pk) => remove({ pk: dayOf(pk), sk: pk }),
    drained: async (minute) => {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: WATERMARK,
          UpdateExpression: 'SET drained = :minute',
          ExpressionAttributeValues: { ':minute': minute },
        }),
      );
    },
  };
};
