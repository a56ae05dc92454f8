/** From records to statistics over real tables: relay, consumer, counting, readers. */
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { exportStatistics, getStatistics, listCoverage, listStatistics } from '#functions/statistics/bodies.ts';
import { statisticsProgress } from '#functions/statistics/progress.store.ts';
import { rollUpDays } from '#functions/statistics/roll-up.ts';
import { statisticsStore } from '#functions/statistics/statistics.store.ts';
import { linesOfDay } from '#functions/supervision/day-lines.store.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { keepUses } from '#functions/supervision/uses.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { statisticsRoutes } from '#schemas/routes/statistics.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { caller } from '../http.ts';
import { envelopeOf } from '../supervision/world.ts';

const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

/** Each is one query a day. */
const PROVIDERS = ['housing', 'real-estate', 'market-supervision'];

export const statisticsWorld = async (crash?: CrashPoints, change: Partial<Snapshot> = {}) => {
  const { names, client, endpoint } = await freshTables('uses', 'statistics', 'progress');
  const counted = counting(client, crash);
  const healthy = documentClient(endpoint);
  const snapshot = indexSnapshot(citySnapshot({ resources: [...resources], grants: [...grants], ...change }));
  const { late } = statisticsProgress(healthy, names.progress);
  const progress = { arrive: async () => undefined };
  const consumer = keepUses({ uses: usesStore(healthy, names.uses), cases: { note: async () => undefined }, progress, late });
  const consumer = keepUses({
    uses: usesStore(healthy, names.uses),
    cases: { note: async () => undefined },
    progress: { arrive: async () => undefined },
  });
