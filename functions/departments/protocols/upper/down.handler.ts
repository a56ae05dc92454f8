/** Wires what comes down of one hub above: fired each minute, one instance at a time. */
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { eventTables } from '#functions/events/tables.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { upperCatalogueStore } from './catalogue.store.ts';
import { copiesStore } from './copies.store.ts';
import { comeDown, type Mapping } from './down.ts';
import { returnsStore } from './returns.store.ts';
import { type HubPort, upperHub } from './upper-hub.ts';

export const downHandler = (department: string, mappings: readonly Mapping[], hub: HubPort) => {
  const env = environment('SNAPSHOT_TABLE', 'EVENTS_TABLE', 'UPPER_TABLE', 'HUB_SECRET_ID', 'NODE');
  const [database, clock] = [dynamodb(), steadyClock()];
  const keys = secret(env.HUB_SECRET_ID, hubKeys);
  const run = comeDown(department, mappings, {
    snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), clock),
    keys,
    log: eventTables(database, env.EVENTS_TABLE, '').log,
    node: env.NODE,
    returns: returnsStore(database, env.UPPER_TABLE),
    copies: copiesStore(database, env.UPPER_TABLE, keys),
    catalogue: upperCatalogueStore(database, env.UPPER_TABLE),
    hub: upperHub(hub),
    clock,
    page: 100,
    runMs: 10_000,
  });
  return middy<ScheduledEvent, void>().handler(({ time }) => run(Date.parse(time)));
};
