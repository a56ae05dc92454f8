/** Departments, clients, officers and ticket issuers: the registry. */
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

const { REGISTRY_TABLE, SNAPSHOT_TABLE, HUB_SECRET_ID } = environment(
  'REGISTRY_TABLE',
  'SNAPSHOT_TABLE',
  'HUB_SECRET_ID',
);
const client = dynamodb();
const published = publishedStore(client, SNAPSHOT_TABLE);

export const handler = api(
  accessRoutes,
  accessBodies({
    snapshots: snapshotHolder(published, steadyClock()),
    registry: registryStore(client, REGISTRY_TABLE),
    published,
    keys: secret(HUB_SECRET_ID, hubKeys),
  }),
);
