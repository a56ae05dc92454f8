/** The bodies of every catalogue route, named as in schemas/routes/catalogue.ts. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import { checkGrant } from './check.ts';
import { clockBodies } from './clocks.ts';
import type { CatalogueDeps } from './deps.ts';
import { advanceDispute, getDispute, raiseDispute } from './disputes.ts';
import { deprecateVersion, withdrawVersion } from './end-version.ts';
import { checkForm, decideGrant, provideGrant } from './grant-course.ts';
import { getGrant, putGrant, resumeGrant, revokeGrant, suspendGrant } from './grants.ts';
import { grantImpact, resourceImpact } from './impact.ts';
import { listDisputes, listGrants, listResources } from './lists.ts';
import { publishVersion } from './publish-version.ts';
import {
  getResource,
  getVersion,
  listVersions,
  putResource,
  putVersion,
  resumeResource,
  suspendResource,
} from './resources.ts';
import { getUse } from './use.ts';

export const catalogueBodies = (deps: CatalogueDeps): Bodies<typeof catalogueRoutes> => ({
  listResources: listResources(deps),
  getResource: getResource(deps),
  putResource: putResource(deps),
  listVersions: listVersions(deps),
  getVersion: getVersion(deps),
  putVersion: putVersion(deps),
  publishVersion: publishVersion(deps),
  deprecateVersion: deprecateVersion(deps),
  withdrawVersion: withdrawVersion(deps),
  suspendResource: suspendResource(deps),
  resumeResource: resumeResource(deps),
  getUse: getUse(deps),
  listGrants: listGrants(deps),
  getGrant: getGrant(deps),
  putGrant: putGrant(deps),
  suspendGrant: suspendGrant(deps),
  resumeGrant: resumeGrant(deps),
  revokeGrant: revokeGrant(deps),
  checkGrant: checkGrant(deps),
  checkForm: checkForm(deps),
  decideGrant: decideGrant(deps),
  provideGrant: provideGrant(deps),
  raiseDispute: raiseDispute(deps),
  listDisputes: listDisputes(deps),
  getDispute: getDispute(deps),
  advanceDispute: advanceDispute(deps),
  ...clockBodies(deps),
  resourceImpact: resourceImpact(deps),
  grantImpact: grantImpact(deps),
});
