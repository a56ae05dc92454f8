/** What the functions that keep what becomes of certificates and keys are wired to: the index, and the files beside it. Called once, at cold start. */
import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { certificateStore } from './certificates.store.ts';
import { fileKeeper, kmsKeysOf } from './files.client.ts';
import { holdsStore } from './legal-hold/holds.store.ts';
import { toldStore } from './relay/told.store.ts';
import { locks } from './retention/locks.client.ts';
import { locksStore } from './retention/locks.store.ts';
import { lockMode } from './retention/retain.client.ts';
import { keyChangesStore } from './seal/key-changes.store.ts';
import { keepKeyChange } from './seal/keys.client.ts';
import { sealKeysStore } from './seal/keys.store.ts';

interface Places {
  readonly CERTIFICATES_TABLE: string;
  readonly CERTIFICATES_BUCKET: string;
  readonly CERTIFICATES_KEYS: string;
  readonly LOCK_MODE: string;
}

export const keeping = (
  client: DynamoDBDocumentClient,
  { CERTIFICATES_TABLE: table, CERTIFICATES_BUCKET: bucket, CERTIFICATES_KEYS, LOCK_MODE }: Places,
) => {
  const mode = lockMode(LOCK_MODE);
  const s3 = new S3Client(PATIENCE);
  return {
    certificates: certificateStore(client, table),
    told: toldStore(client, table),
    sealKeys: sealKeysStore(client, table),
    keyChanges: keyChangesStore(client, table),
    files: fileKeeper(s3, bucket, { mode, kmsKeys: kmsKeysOf(CERTIFICATES_KEYS) }),
    locks: locks(s3, bucket, mode),
    settled: locksStore(client, table),
    holds: holdsStore(client, table),
    keepKeyChange: keepKeyChange(s3, bucket),
  };
};
