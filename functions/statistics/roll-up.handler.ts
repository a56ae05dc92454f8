/** Wiring of the counting: each hour, by schedule; most hours have nothing to count. */
import middy from '@middy/core';
import type { Context, ScheduledEvent } from 'aws-lambda';
import { steadyClock } from '#functions/kernel/clock.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { linesOfDay } from '#functions/supervision/day-lines.store.ts';
import { progressStore } from '#functions/uses/progress.store.ts';
import { statisticsProgress } from './progress.store.ts';
import { rollUpDays } from './roll-up.ts';
import { statisticsStore } from './statistics.store.ts';

const env = environment('SNAPSHOT_TABLE', 'USES_TABLE', 'STATISTICS_TABLE', 'PROGRESS_TABLE');
const database = dynamodb();
const snapshots = snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock());
const uses = progressStore(database, env.PROGRESS_TABLE);
const deps = {
  statistics: statisticsStore(database, env.STATISTICS_TABLE),
  progress: statisticsProgress(database, env.PROGRESS_TABLE),
  lines: linesOfDay(database, env.USES_TABLE),
  completeUntil: async () => (await uses.read())?.complete,
  departments: async () => (await snapshots.current()).raw.departments.map(({ id }) => id),
};

/** A day is counted whole or not at all, so none is begun that may not be finished. */
const RESERVE_MS = 600_000;

export const handler = middy<ScheduledEvent, void, Error, Context>().handler((_event, context) =>
  rollUpDays({ ...deps, enoughTime: () => context.getRemainingTimeInMillis() > RESERVE_MS }),
);
