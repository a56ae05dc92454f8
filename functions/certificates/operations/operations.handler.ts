/** Operations on certificates, and their history. It can neither sign nor draw. */
import { S3Client } from '@aws-sdk/client-s3';
import { newInstance } from '#functions/exchange/instance.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import { certificateStore } from '../certificates.store.ts';
import { files } from '../files.client.ts';
import { toldStore } from '../relay/told.store.ts';
import { operationsBodies } from './bodies.ts';
import { operationStore } from './operations.store.ts';

const env = environment(
  'SNAPSHOT_TABLE',
  'CERTIFICATES_TABLE',
  'EXCHANGES_TABLE',
  'CERTIFICATES_BUCKET',
  'HUB_SECRET_ID',
);
const client = dynamodb();
const tables = { certificates: env.CERTIFICATES_TABLE, exchanges: env.EXCHANGES_TABLE };

const deps = {
  snapshots: snapshotHolder(publishedStore(client, env.SNAPSHOT_TABLE), steadyClock()),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
  certificates: certificateStore(client, tables.certificates),
  operations: operationStore(client, tables),
  files: files(new S3Client(PATIENCE), env.CERTIFICATES_BUCKET),
  told: toldStore(client, tables.certificates),
  instance: newInstance(),
};

export const handler = api(operationsRoutes, operationsBodies(deps));
