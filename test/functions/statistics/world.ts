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
  const consumer = keepUses({
    uses: usesStore(healthy, names.uses),
    cases: { note: async () => undefined },
    progress,
    late,
  });
  let complete: number | undefined;
  await statisticsProgress(healthy, names.progress).write({ v: 1, through: '2026-11-17' });
  const deps = {
    snapshots: { current: async () => snapshot },
    keys: async () => keys,
    statistics: statisticsStore(healthy, names.statistics),
    progress: statisticsProgress(healthy, names.progress),
    completeUntil: async () => complete,
  };
  const bodies = {
    listStatistics: listStatistics(deps),
    getStatistics: getStatistics(deps),
    exportStatistics: exportStatistics(deps),
    listCoverage: listCoverage(deps),
  };
  return {
    counted,
    call: caller(api(statisticsRoutes, bodies), () => Date.parse('2026-12-02T12:00:00+08:00')),
    keep: async (...records: ExchangeRecord[]) => {
      for (const record of records) await consumer(await envelopeOf(record), record.at);
    },
    /** As a row of a batch may come that was held up. */
    keepLate: async (now: string, ...records: ExchangeRecord[]) => {
      for (const record of records) await consumer(await envelopeOf(record), Date.parse(now));
    },
    complete: (until: string) => {
      complete = Date.parse(until);
    },
    /** `days`: how many there is time for. */
    count: async (days = Number.POSITIVE_INFINITY) => {
      let left = days;
      await rollUpDays({
        ...deps,
        statistics: statisticsStore(client, names.statistics),
        progress: statisticsProgress(client, names.progress),
        lines: linesOfDay(client, names.uses),
        departments: async () => PROVIDERS,
        enoughTime: () => left-- > 0,
      });
    },
  };
};
