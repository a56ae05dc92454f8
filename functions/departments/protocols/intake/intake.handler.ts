/** Wires the intake of one department's front tables: fired each minute, one instance at a time. */
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { eventTables } from '#functions/events/tables.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Query } from '../sql.client.ts';
import { type IntakeTable, intake } from './intake.ts';
import { positionsStore } from './positions.store.ts';

export const intakeHandler = (department: string, tables: readonly IntakeTable[], query: Query) => {
  const env = environment('SNAPSHOT_TABLE', 'EVENTS_TABLE', 'INTAKES_TABLE', 'HUB_SECRET_ID', 'NODE');
  const [database, clock] = [dynamodb(), steadyClock()];
  const deps = {
    snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), clock),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    log: eventTables(database, env.EVENTS_TABLE, '').log,
    node: env.NODE,
    positions: positionsStore(database, env.INTAKES_TABLE, department),
    query,
    clock,
    page: 200,
    runMs: 20_000,
  };
  const runs = tables.map((table) => intake(department, table, deps));
  return middy<ScheduledEvent, void>().handler(async ({ time }) => {
    for (const run of runs) await run(Date.parse(time));
  });
};
