/** The whole catalogue and what the hub could ask of its departments, as the functions hold them. */
import { certificateTypes } from '#city/certificate-types/index.ts';
import { grants } from '#city/grants.ts';
import { matterCatalogue } from '#city/matters/catalogue.ts';
import { resources } from '#city/resources/index.ts';
import { indexMatters } from '#functions/matters/index-matters.ts';
import type { Reviewing } from '#functions/matters/review.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { citySnapshot } from '../city-snapshot.ts';

export const catalogue = matterCatalogue();
export const matters = indexMatters(catalogue);

const DAY = '2026-11-20';
export const reviewing = (change: Partial<Snapshot> = {}): Reviewing => ({
  snapshot: indexSnapshot(
    citySnapshot({
      resources: [...resources],
      grants: [...grants],
      certificateTypes: [...certificateTypes],
      ...change,
    }),
  ),
  matters,
  day: DAY,
  now: Date.parse(`${DAY}T09:00:00+08:00`),
});
