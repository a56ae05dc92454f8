/** The room of matters over real tables: snapshot and catalogue published, read by the room's own stores. */
import { calendars } from '#city/calendars/index.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { getBundle, listBundles, reviewBundle, situateBundle } from '#functions/matters/bundles.ts';
import { guidePage } from '#functions/matters/guides.ts';
import { mattersHolder } from '#functions/matters/held.ts';
import { listMatters } from '#functions/matters/lists.ts';
import { mattersStore } from '#functions/matters/matters.store.ts';
import { getGuide, getMatter, reviewCatalogue, reviewMatter } from '#functions/matters/matters.ts';
import { reckonLevies } from '#functions/matters/reckon.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { guideRoutes, matterRoutes } from '#schemas/routes/matters.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { caller } from '../http.ts';
import { catalogue } from './city.ts';

const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

export const NOW = Date.parse('2026-11-20T09:00:00+08:00');

export const mattersWorld = async () => {
  const { names, client } = await freshTables('matters');
  const counted = counting(client);
  const store = mattersStore(client, names.matters);
  await store.publish(catalogue, NOW);
  counted.reset();
  let clock = 0;
  const holder = mattersHolder(store, () => clock);
  const snapshot = indexSnapshot(
    citySnapshot({
      resources: [...resources],
      grants: [...grants],
      certificateTypes: [...certificateTypes],
      calendars: [...calendars],
    }),
  );
  const deps = { snapshots: { current: async () => snapshot }, matters: holder, keys: async () => keys };
  const room = api(matterRoutes, {
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
  return {
    store,
    counted,
    call: caller(room, () => NOW),
    open: caller(api(guideRoutes, { guidePage: guidePage(deps) }), () => NOW),
    wait: (ms: number) => {
      clock += ms;
    },
  };
};
