/** The library as everybody may ask it: checks only, and nothing that it could write with. */
import { S3Client } from '@aws-sdk/client-s3';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { publicVerifyRoutes } from '#schemas/routes/public-verify.ts';
import { certificateStore } from './certificates.store.ts';
import { copiesStore } from './copies/copies.store.ts';
import { files } from './files.client.ts';
import { verifyInPublic } from './public-verify.ts';
import { sealKeysStore } from './seal/keys.store.ts';

const env = environment('SNAPSHOT_TABLE', 'CERTIFICATES_TABLE', 'CERTIFICATES_BUCKET');
const client = dynamodb();

export const handler = api(publicVerifyRoutes, {
  verifyInPublic: verifyInPublic({
    snapshots: snapshotHolder(publishedStore(client, env.SNAPSHOT_TABLE), steadyClock()),
    certificates: certificateStore(client, env.CERTIFICATES_TABLE),
    // It redeems nothing, so no record is ever written with it.
    copies: copiesStore(client, { certificates: env.CERTIFICATES_TABLE, exchanges: '' }),
    files: files(new S3Client(PATIENCE), env.CERTIFICATES_BUCKET),
    sealKeys: sealKeysStore(client, env.CERTIFICATES_TABLE),
  }),
});
