/** Wiring of what the hub does to cases by itself: the cases queue. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { mattersHolder } from '#functions/matters/held.ts';
import { mattersStore } from '#functions/matters/matters.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { caseStore } from './cases.store.ts';
import { caseEvents } from './events.ts';

const env = environment('SNAPSHOT_TABLE', 'MATTERS_TABLE', 'CASES_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();
const keys = secret(env.HUB_SECRET_ID, hubKeys);
const deps = {
  keys,
  cases: caseStore(database, env.CASES_TABLE, keys),
  matters: mattersHolder(mattersStore(database, env.MATTERS_TABLE), steadyClock()),
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
};
const consumer = caseEvents(deps);

export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) => consume(event.Records, consumer));
