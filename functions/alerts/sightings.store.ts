/** Table `sightings`: sets of who was seen, kept until their window is over and a little longer. pk = pattern#watch#who#minutes#sample or run, sk = window. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Sightings } from './windows.ts';

export interface SightingsStore {
  /** Adds one; how many there are then. A set that has enough is left as it is. The same one again changes nothing. */
  add(set: Sightings, seen: string): Promise<number>;
}

/** Messages may be days late. */
const LATE_SECONDS = 14 * 86_400;

const Stored = z.object({ v: z.literal(1), seen: z.set(z.string()) });

export const sightingsStore = (client: DynamoDBDocumentClient, table: string): SightingsStore => ({
  add: async ({ of, window, enough, until }, seen) => {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: of, sk: window },
          UpdateExpression: 'SET v = :one, #ttl = :ttl ADD #seen :seen',
          ConditionExpression: 'attribute_not_exists(#seen) OR size(#seen) < :enough',
          ExpressionAttributeNames: { '#ttl': 'ttl', '#seen': 'seen' },
          ExpressionAttributeValues: {
            ':one': 1,
            ':ttl': Math.ceil(until / 1000) + LATE_SECONDS,
            ':seen': new Set([seen]),
            ':enough': enough,
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Stored.parse(Attributes).seen.size;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return enough;
      throw error;
    }
  },
});
