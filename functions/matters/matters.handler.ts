/** Wiring of the room of matters. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { matterRoutes } from '#schemas/routes/matters.ts';
import { getBundle, listBundles, reviewBundle, situateBundle } from './bundles.ts';
import { mattersHolder } from './held.ts';
import { listMatters } from './lists.ts';
import { mattersStore } from './matters.store.ts';
import { getGuide, getMatter, reviewCatalogue, reviewMatter } from './matters.ts';
import { reckonLevies } from './reckon.ts';

const env = environment('SNAPSHOT_TABLE', 'MATTERS_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();
const deps = {
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  matters: mattersHolder(mattersStore(database, env.MATTERS_TABLE), steadyClock()),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
};

export const handler = api(matterRoutes, {
  listMatters: listMatters(deps),
  getMatter: getMatter(deps),
  getGuide: getGuide(deps),
  reviewMatter: reviewMatter(deps),
  reckonLevies: reckonLevies(deps),
  reviewCatalogue: reviewCatalogue(deps),
  listBundles: listBundles(deps),
  getBundle: getBundle(deps),
  situateBundle: situateBundle(deps),
  reviewBundle: reviewBundle(deps),
});
