/** What makes packages, in use. */
import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { certificateStore } from '#functions/certificates/certificates.store.ts';
import { files } from '#functions/certificates/files.client.ts';
import { fontsBeside } from '#functions/certificates/fonts.handler.ts';
import { lockMode } from '#functions/certificates/retention/retain.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { caseFileBytes } from '../papers/files.client.ts';
import { caseFilesStore } from '../papers/files.store.ts';
import { type ArchiveDeps, archiveCase } from './archive.ts';
import { archivesStore } from './archives.store.ts';
import { packages } from './packages.client.ts';

/** Longer than PATIENCE and less than the function runs: a package may have 60 MB. */
const PUT_MS = 20_000;

type Shared = Pick<ArchiveDeps, 'cases' | 'keys' | 'matters' | 'snapshots'>;

export const archiving = (database: DynamoDBDocumentClient, table: string, shared: Shared) => {
  const env = environment('CASES_BUCKET', 'ARCHIVES_BUCKET', 'LOCK_MODE', 'CERTIFICATES_TABLE', 'CERTIFICATES_BUCKET');
  const fonts = fontsBeside();
  const s3 = new S3Client({ ...PATIENCE, requestHandler: { ...PATIENCE.requestHandler, requestTimeout: PUT_MS } });
  const reading = new S3Client(PATIENCE);
  return archiveCase({
    ...shared,
    files: caseFilesStore(database, table, shared.keys),
    bytes: caseFileBytes(reading, env.CASES_BUCKET),
    library: {
      certificates: certificateStore(database, env.CERTIFICATES_TABLE),
      files: files(reading, env.CERTIFICATES_BUCKET),
    },
    archives: archivesStore(database, table),
    fonts,
    packages: packages(s3, env.ARCHIVES_BUCKET, lockMode(env.LOCK_MODE)),
  });
};
