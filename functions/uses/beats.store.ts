/** Beats among the records of the table `exchanges`: items without `kind`, each at a place of its own. */
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Beat } from '#schemas/progress.ts';

/** Housekeeping. */
const KEPT_S = 2 * 86_400;

/** `now` makes a beat that is sent again a change, which the stream tells. */
export const sendBeats =
  (client: DynamoDBDocumentClient, table: string) =>
  async (beats: readonly Beat[], now: number): Promise<void> => {
    const put = (beat: Beat) => {
      const key = { pk: `beat#${beat.at}#${beat.lane}`, sk: 'beat' };
      const ttl = Math.floor(now / 1000) + KEPT_S;
      return client.send(new PutCommand({ TableName: table, Item: { ...key, v: 1, beat, sent: now, ttl } }));
    };
    await Promise.all(beats.map(put));
  };
