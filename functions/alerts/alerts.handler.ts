/** Wiring of the alerts: /v1/alerts. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { alertsRoutes } from '#schemas/routes/alerts.ts';
import { alertsStore } from './alerts.store.ts';
import { acknowledgeAlert, dismissAlert, getAlert, listAlerts } from './alerts.ts';

const env = environment('SNAPSHOT_TABLE', 'ALERTS_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();
const deps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  alerts: alertsStore(database, env.ALERTS_TABLE),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
};

export const handler = api(alertsRoutes, {
  listAlerts: listAlerts(deps),
  getAlert: getAlert(deps),
  acknowledgeAlert: acknowledgeAlert(deps),
  dismissAlert: dismissAlert(deps),
});
