/** Wiring of the registry: departments, clients, officers and ticket issuers. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { accessRoutes } from '#schemas/routes/access.ts';
import { accessBodies } from './bodies.ts';

const env = environment('REGISTRY_TABLE', 'SNAPSHOT_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();
const published = publishedStore(database, env.SNAPSHOT_TABLE);

export const handler = api(
  accessRoutes,
  accessBodies({
    snapshots: snapshotHolder(published, steadyClock()),
    registry: registryStore(database, env.REGISTRY_TABLE),
    published,
    keys: secret(env.HUB_SECRET_ID, hubKeys),
  }),
);
