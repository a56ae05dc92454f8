/** What a function decides by: the snapshot that it holds, and beside it the ends of cases. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '#functions/kernel/clock.ts';
import { caseEnds } from './case-ends.store.ts';
import { publishedStore } from './snapshot.store.ts';
import { snapshotHolder } from './snapshot.ts';

export const deciding = (client: DynamoDBDocumentClient, table: string, clock: Clock) => ({
  snapshots: snapshotHolder(publishedStore(client, table), clock),
  ends: caseEnds(client, table),
});
