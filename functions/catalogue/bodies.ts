/** The bodies of every catalogue route, named as in schemas/routes/catalogue.ts. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import { checkGrant } from './check.ts';
import { clockBodies } from './clocks.ts';
import type { CatalogueDeps } from './deps.ts';
import { getGrant, putGrant, resumeGrant, revokeGrant, suspendGrant } from './grants.ts';
import { listGrants, listResources } from './lists.ts';
import { getResource, putResource } from './resources.ts';

export const catalogueBodies = (deps: CatalogueDeps): Bodies<typeof catalogueRoutes> => ({
  listResources: listResources(deps),
  getResource: getResource(deps),
  putResource: putResource(deps),
  listGrants: listGrants(deps),
  getGrant: getGrant(deps),
  putGrant: putGrant(deps),
  suspendGrant: suspendGrant(deps),
  resumeGrant: resumeGrant(deps),
  revokeGrant: revokeGrant(deps),
  checkGrant: checkGrant(deps),
  ...clockBodies(deps),
});
