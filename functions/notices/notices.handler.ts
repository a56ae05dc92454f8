/** Wiring of the notices: /v1/notices. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import { noticesStore } from './notices.store.ts';
import { getNotice, giveNotice, listNotices, waiveNotice } from './notices.ts';

const env = environment('SNAPSHOT_TABLE', 'NOTICES_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();
const deps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  notices: noticesStore(database, env.NOTICES_TABLE),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
};

export const handler = api(noticesRoutes, {
  listNotices: listNotices(deps),
  getNotice: getNotice(deps),
  giveNotice: giveNotice(deps),
  waiveNotice: waiveNotice(deps),
});
