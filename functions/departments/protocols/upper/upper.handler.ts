/** Wiring of /v1/upper, for every department that stands for a hub above. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { upperRoutes } from '#schemas/routes/upper.ts';
import { upperBodies } from './bodies.ts';
import { upperCatalogueStore } from './catalogue.store.ts';
import { returnsStore } from './returns.store.ts';

const env = environment('SNAPSHOT_TABLE', 'UPPER_TABLE', 'HUB_SECRET_ID', 'UPPERS');
const database = dynamodb();

export const handler = api(
  upperRoutes,
  upperBodies({
    snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    catalogue: upperCatalogueStore(database, env.UPPER_TABLE),
    returns: returnsStore(database, env.UPPER_TABLE),
    uppers: env.UPPERS.split(','),
  }),
);
