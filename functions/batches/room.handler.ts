/** What both functions of the room are wired to. */
import { S3Client } from '@aws-sdk/client-s3';
import { dueStore } from '#functions/due/due.store.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import type { AskedOf } from '#schemas/asked.ts';
import { askedOf } from '#schemas/departments/index.ts';
import type { Resource } from '#schemas/resource.ts';
import { lanesStore } from './lanes.store.ts';
import { partsStore } from './parts.store.ts';
import { rowsStore } from './rows.store.ts';
import { timers } from './timers.ts';
import { uploads } from './uploads.client.ts';

/** Called once, at cold start. */
export const room = () => {
  const env = environment('DUE_TABLE', 'BATCHES_TABLE', 'BATCHES_BUCKET', 'HUB_SECRET_ID');
  const [database, table] = [dynamodb(), env.BATCHES_TABLE];
  return {
    database,
    table,
    parts: partsStore(database, table),
    lanes: lanesStore(database, table),
    rows: rowsStore(database, table),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    uploads: uploads(new S3Client(PATIENCE), env.BATCHES_BUCKET),
    timers: timers(dueStore(database, env.DUE_TABLE)),
  };
};

/** A change happens at most once and is asked for by one, and who answers later is asked by files: neither in batches. */
export const askedNow = ({ id }: Pick<Resource, 'id'>): boolean => {
  const [department = '', name = ''] = id.split('/');
  const asked = (askedOf as Readonly<Record<string, AskedOf>>)[department]?.[name];
  return asked !== undefined && (asked.kind ?? 'now') === 'now';
};
