/** Wiring of the back-fills: /v1/back-fills. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import { backFillsBodies } from './bodies.ts';
import { backFillRoom } from './wiring.handler.ts';

const env = environment('SNAPSHOT_TABLE', 'HUB_SECRET_ID');

export const handler = api(
  backFillsRoutes,
  backFillsBodies({
    ...backFillRoom(),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    snapshots: snapshotHolder(publishedStore(dynamodb(), env.SNAPSHOT_TABLE), steadyClock()),
  }),
);
