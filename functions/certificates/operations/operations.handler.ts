/** Operations on certificates, their history, their legal holds, and the dates of the library's keys. It can neither sign nor draw. */
import { newInstance } from '#functions/exchange/instance.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import { legalHoldRoutes } from '#schemas/routes/legal-holds.ts';
import { sealKeyRoutes } from '#schemas/routes/seal-keys.ts';
import { keeping } from '../keeping.handler.ts';
import { operationsBodies } from './bodies.ts';
import { operationStore } from './operations.store.ts';

const env = environment(
  'SNAPSHOT_TABLE',
  'CERTIFICATES_TABLE',
  'EXCHANGES_TABLE',
  'CERTIFICATES_BUCKET',
  'HUB_SECRET_ID',
  'CERTIFICATES_KEYS',
  'LOCK_MODE',
);
const client = dynamodb();
const tables = { certificates: env.CERTIFICATES_TABLE, exchanges: env.EXCHANGES_TABLE };

const deps = {
  ...keeping(client, env),
  snapshots: snapshotHolder(publishedStore(client, env.SNAPSHOT_TABLE), steadyClock()),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
  operations: operationStore(client, tables),
  instance: newInstance(),
};

export const handler = api({ ...operationsRoutes, ...sealKeyRoutes, ...legalHoldRoutes }, operationsBodies(deps));
