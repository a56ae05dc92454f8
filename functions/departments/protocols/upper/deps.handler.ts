/** Wires what comes down of one hub above. */
import { eventTables } from '#functions/events/tables.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Hub } from '../hub.client.ts';
import { upperCatalogueStore } from './catalogue.store.ts';
import type { CatalogueDeps } from './catalogue.ts';
import { copiesStore } from './copies.store.ts';
import type { ReturnDeps } from './return.ts';
import { returnsStore } from './returns.store.ts';
import { upperHub } from './upper-hub.ts';

export const downDeps = (hub: Hub): ReturnDeps & CatalogueDeps => {
  const env = environment('SNAPSHOT_TABLE', 'EVENTS_TABLE', 'UPPER_TABLE', 'HUB_SECRET_ID', 'NODE');
  const [database, clock] = [dynamodb(), steadyClock()];
  const keys = secret(env.HUB_SECRET_ID, hubKeys);
  return {
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
  };
};
