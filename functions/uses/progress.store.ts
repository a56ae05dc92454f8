/** Table `progress`: how far the list of uses is complete, and the beats that have arrived. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { timeKey, withoutKeys } from '#functions/kernel/item.ts';
import { Beat, Progress } from '#schemas/progress.ts';

export interface ProgressStore {
  /** Notes that a beat has come to the end of its way. Again changes nothing. */
  arrive(beat: Beat): Promise<void>;
  read(): Promise<Progress | undefined>;
  /** False when another run has written since `last`. */
  write(progress: Progress, last: number): Promise<boolean>;
  /** How many beats have arrived of each run from `from` on (epoch ms). */
  arrived(from: number): Promise<ReadonlyMap<number, number>>;
}

const KEY = { pk: 'uses', sk: 'progress' };
const ARRIVED = 'uses arrived';
/** Housekeeping: what arrived a week ago is of no interest. */
const KEPT_S = 7 * 86_400;

const Arrived = z.object({ v: z.literal(1), beat: Beat });

export const progressStore = (client: DynamoDBDocumentClient, table: string): ProgressStore => ({
  arrive: async (beat) => {
    const sk = `${timeKey(beat.at)}#${beat.lane}`;
    const ttl = Math.floor(beat.at / 1000) + KEPT_S;
    await client.send(new PutCommand({ TableName: table, Item: { pk: ARRIVED, sk, v: 1, beat, ttl } }));
  },

  read: async () => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: KEY, ConsistentRead: true }));
    return Item && Progress.parse(withoutKeys(Item));
  },

  write: async (progress, last) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...KEY, ...progress },
          ConditionExpression: 'attribute_not_exists(pk) OR #last = :last',
          ExpressionAttributeNames: { '#last': 'last' },
          ExpressionAttributeValues: { ':last': last },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  arrived: async (from) => {
    const found = new Map<number, number>();
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': ARRIVED, ':from': timeKey(from) },
          ConsistentRead: true,
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      for (const { at } of Items.map((item) => Arrived.parse(item).beat)) found.set(at, (found.get(at) ?? 0) + 1);
      start = LastEvaluatedKey;
    } while (start);
    return found;
  },
});
