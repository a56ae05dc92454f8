/** Wiring of the statistics' readers. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { progressStore } from '#functions/uses/progress.store.ts';
import { statisticsRoutes } from '#schemas/routes/statistics.ts';
import { exportStatistics, getStatistics, listCoverage, listStatistics } from './bodies.ts';
import { statisticsProgress } from './progress.store.ts';
import { statisticsStore } from './statistics.store.ts';

const env = environment('SNAPSHOT_TABLE', 'STATISTICS_TABLE', 'PROGRESS_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();
const uses = progressStore(database, env.PROGRESS_TABLE);
const deps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
  statistics: statisticsStore(database, env.STATISTICS_TABLE),
  progress: statisticsProgress(database, env.PROGRESS_TABLE),
  completeUntil: async () => (await uses.read())?.complete,
};

export const handler = api(statisticsRoutes, {
  listStatistics: listStatistics(deps),
  getStatistics: getStatistics(deps),
  exportStatistics: exportStatistics(deps),
  listCoverage: listCoverage(deps),
});
