/** Credentials for wallets and for verifiers who do not know this hub. Alone in holding its key and secret. */
import { newInstance } from '#functions/exchange/instance.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { credentialsRoutes } from '#schemas/routes/credentials.ts';
import { credentialBodies } from './bodies.ts';
import { credentialKeys } from './keys.client.ts';
import { roomStores } from './room.store.ts';

const env = environment(
  'SNAPSHOT_TABLE',
  'CERTIFICATES_TABLE',
  'CREDENTIALS_TABLE',
  'EXCHANGES_TABLE',
  'CERTIFICATES_BUCKET',
  'CREDENTIAL_KEY_ID',
  'CREDENTIAL_SECRET_ID',
  'HUB_SECRET_ID',
  'PUBLIC_URL',
);
const client = dynamodb();
const keys = credentialKeys(env.CREDENTIAL_KEY_ID, env.CREDENTIAL_SECRET_ID);

export const handler = api(
  credentialsRoutes,
  credentialBodies({
    ...roomStores(client, env),
    snapshots: snapshotHolder(publishedStore(client, env.SNAPSHOT_TABLE), steadyClock()),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    credentialKeys: keys,
    instance: newInstance(),
    publicUrl: env.PUBLIC_URL,
  }),
);
