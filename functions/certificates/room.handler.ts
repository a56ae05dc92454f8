/** What both functions of the room are wired to. Called once, at cold start. */
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { evidenceStore } from '#functions/exchange/evidence.store.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { quotas } from '#functions/exchange/quota/quotas.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { deciding } from '#functions/snapshot/deciding.store.ts';
import { certificateStore } from './certificates.store.ts';
import { copyFiles } from './copies/copies.client.ts';
import { copiesStore } from './copies/copies.store.ts';
import { files } from './files.client.ts';
import { pullStore } from './pulls.store.ts';
import { sealKeysStore } from './seal/keys.store.ts';
import { seal } from './seal.client.ts';
import { showsStore } from './showing/shows.store.ts';

export const room = () => {
  const env = environment(
    'SNAPSHOT_TABLE',
    'CERTIFICATES_TABLE',
    'EXCHANGES_TABLE',
    'QUOTAS_TABLE',
    'CERTIFICATES_BUCKET',
    'COPIES_BUCKET',
    'HUB_SECRET_ID',
    'SEAL_KEY_ID',
  );
  const client = dynamodb();
  const s3 = new S3Client(PATIENCE);
  const bucket = env.CERTIFICATES_BUCKET;
  const clock = steadyClock();
  const tables = { certificates: env.CERTIFICATES_TABLE, exchanges: env.EXCHANGES_TABLE };
  return {
    client,
    s3,
    bucket,
    tables,
    clock,
    ...deciding(client, env.SNAPSHOT_TABLE, clock),
    quotas: quotas(quotasStore(client, env.QUOTAS_TABLE)),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    certificates: certificateStore(client, tables.certificates),
    pulls: pullStore(client, tables),
    copies: copiesStore(client, tables),
    sealKeys: sealKeysStore(client, tables.certificates),
    files: files(s3, bucket),
    shows: showsStore(client, tables),
    copyFiles: copyFiles(s3, env.COPIES_BUCKET),
    signer: seal(new KMSClient(PATIENCE), env.SEAL_KEY_ID),
    evidence: evidenceStore(client, tables.exchanges),
    records: recordsStore(client, tables.exchanges),
    instance: newInstance(),
  };
};
