/** Wiring of POST /v1/uses. */
import { newInstance } from '#functions/exchange/instance.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { linesAbout } from '#functions/supervision/about.store.ts';
import { usesRoutes } from '#schemas/routes/uses.ts';
import { listUses } from './list-uses.ts';
import { progressStore } from './progress.store.ts';

const env = environment(
  'SNAPSHOT_TABLE',
  'USES_TABLE',
  'PROGRESS_TABLE',
  'EXCHANGES_TABLE',
  'QUOTAS_TABLE',
  'HUB_SECRET_ID',
);
const database = dynamodb();
const clock = steadyClock();
const progress = progressStore(database, env.PROGRESS_TABLE);
export const handler = api(usesRoutes, {
  listUses: listUses({
    snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), clock),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    lines: linesAbout(database, env.USES_TABLE),
    completeUntil: async () => (await progress.read())?.complete,
    quotas: quotasStore(database, env.QUOTAS_TABLE),
    records: recordsStore(database, env.EXCHANGES_TABLE),
    instance: newInstance(),
    clock,
  }),
});
