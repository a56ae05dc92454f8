/** Wiring of the relay: the stream of the cases table. */
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { dueStore } from '#functions/due/due.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { mattersHolder } from '#functions/matters/held.ts';
import { mattersStore } from '#functions/matters/matters.store.ts';
import { deciding } from '#functions/snapshot/deciding.store.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { caseStore } from '../cases.store.ts';
import { workStore } from '../work.store.ts';
import { relayCases } from './relay.ts';

const env = environment(
  'REGISTRY_TABLE',
  'SNAPSHOT_TABLE',
  'MATTERS_TABLE',
  'CASES_TABLE',
  'DUE_TABLE',
  'HUB_SECRET_ID',
);
const database = dynamodb();
const deps = {
  registry: registryStore(database, env.REGISTRY_TABLE),
  published: publishedStore(database, env.SNAPSHOT_TABLE),
  cases: caseStore(database, env.CASES_TABLE, secret(env.HUB_SECRET_ID, hubKeys)),
  work: workStore(database, env.CASES_TABLE),
  due: dueStore(database, env.DUE_TABLE),
  matters: mattersHolder(mattersStore(database, env.MATTERS_TABLE), steadyClock()),
  ...deciding(database, env.SNAPSHOT_TABLE, steadyClock()),
};

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) =>
  relayCases(event.Records, deps),
);
