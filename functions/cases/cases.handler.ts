/** Wiring of the cases: /v1/cases. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { mattersHolder } from '#functions/matters/held.ts';
import { mattersStore } from '#functions/matters/matters.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { reportRoutes } from '#schemas/routes/reports.ts';
import { caseBodies, reportBodies } from './bodies.ts';
import { caseStore } from './cases.store.ts';
import { caseFilesStore } from './papers/files.store.ts';
import { reportsStore } from './reports.store.ts';
import { ticketKey } from './ticket-key.client.ts';
import { workStore } from './work.store.ts';

const env = environment('SNAPSHOT_TABLE', 'MATTERS_TABLE', 'CASES_TABLE', 'HUB_SECRET_ID', 'TICKET_KEY_ID');
const database = dynamodb();
const keys = secret(env.HUB_SECRET_ID, hubKeys);
const deps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  matters: mattersHolder(mattersStore(database, env.MATTERS_TABLE), steadyClock()),
  keys,
  cases: caseStore(database, env.CASES_TABLE, keys),
  reports: reportsStore(database, env.CASES_TABLE, keys),
  work: workStore(database, env.CASES_TABLE),
  ticketKey: ticketKey(env.TICKET_KEY_ID),
  files: caseFilesStore(database, env.CASES_TABLE, keys),
};

export const handler = api({ ...caseRoutes, ...reportRoutes }, { ...caseBodies(deps), ...reportBodies(deps) });
