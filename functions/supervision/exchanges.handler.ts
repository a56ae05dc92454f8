/** Wiring of the record's readers: GET /v1/exchanges. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { exchangesRoutes } from '#schemas/routes/exchange.ts';
import { getExchange, listExchanges } from './exchanges.ts';
import { usesStore } from './uses.store.ts';

const env = environment('SNAPSHOT_TABLE', 'USES_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();
const deps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  uses: usesStore(database, env.USES_TABLE),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
};

export const handler = api(exchangesRoutes, {
  listExchanges: listExchanges(deps),
  getExchange: getExchange(deps),
});
