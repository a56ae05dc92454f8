/** Wiring of the catalogue: /v1/resources and /v1/grants. */
import { dueStore } from '#functions/due/due.store.ts';
import { takenStore } from '#functions/exchange/quota/taken.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { statisticsStore } from '#functions/statistics/statistics.store.ts';
import { casesStore } from '#functions/supervision/cases.store.ts';
import { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import { catalogueBodies } from './bodies.ts';
import { catalogueTimers } from './timers.ts';

const env = {
  ...environment('REGISTRY_TABLE', 'SNAPSHOT_TABLE', 'DUE_TABLE', 'USES_TABLE'),
  ...environment('STATISTICS_TABLE', 'QUOTAS_TABLE', 'HUB_SECRET_ID'),
};
const database = dynamodb();
const published = publishedStore(database, env.SNAPSHOT_TABLE);

export const handler = api(
  catalogueRoutes,
  catalogueBodies({
    snapshots: snapshotHolder(published, steadyClock()),
    registry: registryStore(database, env.REGISTRY_TABLE),
    published,
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    timers: catalogueTimers(dueStore(database, env.DUE_TABLE)),
    cases: casesStore(database, env.USES_TABLE),
    statistics: statisticsStore(database, env.STATISTICS_TABLE),
    taken: takenStore(database, env.QUOTAS_TABLE),
  }),
);
