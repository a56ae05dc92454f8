/** Everything that the room reads and writes, on one client. */
import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { certificateStore } from '#functions/certificates/certificates.store.ts';
import { files } from '#functions/certificates/files.client.ts';
import { pullStore } from '#functions/certificates/pulls.store.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { certificateStatuses } from './status/certificate-status.store.ts';
import { statusStore } from './status/status.store.ts';

/** Physical names. */
export type Places = Readonly<
  Record<'CERTIFICATES_TABLE' | 'CREDENTIALS_TABLE' | 'EXCHANGES_TABLE' | 'CERTIFICATES_BUCKET', string>
>;

export const roomStores = (client: DynamoDBDocumentClient, places: Places, s3 = new S3Client(PATIENCE)) => {
  const { CERTIFICATES_TABLE: certificates, CREDENTIALS_TABLE: credentials, EXCHANGES_TABLE: exchanges } = places;
  return {
    statuses: statusStore(client, { credentials, exchanges }),
    certificateStatuses: certificateStatuses(client, certificates),
    certificates: certificateStore(client, certificates),
    pulls: pullStore(client, { certificates, exchanges }),
    records: recordsStore(client, exchanges),
    files: files(s3, places.CERTIFICATES_BUCKET),
  };
};
