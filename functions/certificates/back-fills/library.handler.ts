/** What of the library the back-fills' work is wired to: it issues, and reads what stands in its way. */
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { newInstance } from '#functions/exchange/instance.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { sealKeysStore } from '../seal/keys.store.ts';
import { seal } from '../seal.client.ts';
import { thereStore } from './there.store.ts';

/** Called once, at cold start. */
export const issuersLibrary = () => {
  const env = {
    ...environment('SNAPSHOT_TABLE', 'CERTIFICATES_TABLE', 'EXCHANGES_TABLE'),
    ...environment('CERTIFICATES_BUCKET', 'HUB_SECRET_ID', 'SEAL_KEY_ID'),
  };
  const [client, s3, bucket, clock] = [dynamodb(), new S3Client(PATIENCE), env.CERTIFICATES_BUCKET, steadyClock()];
  const tables = { certificates: env.CERTIFICATES_TABLE, exchanges: env.EXCHANGES_TABLE };
  return {
    ...{ client, s3, bucket, tables, clock },
    snapshots: snapshotHolder(publishedStore(client, env.SNAPSHOT_TABLE), clock),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    there: thereStore(client, tables.certificates),
    sealKeys: sealKeysStore(client, tables.certificates),
    signer: seal(new KMSClient(PATIENCE), env.SEAL_KEY_ID),
    instance: newInstance(),
  };
};
