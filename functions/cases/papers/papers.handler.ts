/** Wiring of the papers of cases: what is handed in, and the slips that are handed out. */
import { S3Client } from '@aws-sdk/client-s3';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { mattersHolder } from '#functions/matters/held.ts';
import { mattersStore } from '#functions/matters/matters.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import { caseSlipRoutes } from '#schemas/routes/case-slips.ts';
import { caseStore } from '../cases.store.ts';
import { paperBodies } from './bodies.ts';
import { caseFileBytes } from './files.client.ts';
import { caseFilesStore } from './files.store.ts';

const env = environment('SNAPSHOT_TABLE', 'MATTERS_TABLE', 'CASES_TABLE', 'CASES_BUCKET', 'HUB_SECRET_ID');
const database = dynamodb();
const keys = secret(env.HUB_SECRET_ID, hubKeys);
const deps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  matters: mattersHolder(mattersStore(database, env.MATTERS_TABLE), steadyClock()),
  keys,
  cases: caseStore(database, env.CASES_TABLE, keys),
  files: caseFilesStore(database, env.CASES_TABLE, keys),
  bytes: caseFileBytes(new S3Client(PATIENCE), env.CASES_BUCKET),
};

export const handler = api({ ...casePaperRoutes, ...caseSlipRoutes }, paperBodies(deps));
