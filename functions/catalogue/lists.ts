/** The catalogue 资源目录, the grants and the disputes, page by page. The first two are open to every department: what is shared is no secret among them. */
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import { registryPage } from '#functions/snapshot/page.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import { isOverdue } from './application.ts';
import type { CatalogueDeps } from './deps.ts';
import { actorsOf } from './grant-parties.ts';
import { isOwner } from './owner.ts';
import { hasWords, highestSensitivity } from './search.ts';

type Routes = typeof catalogueRoutes;

const fits = (wanted: string | undefined, found: string): boolean => wanted === undefined || wanted === found;

export const listResources =
  (deps: CatalogueDeps): Body<Routes['listResources']> =>
  async ({ caller, query }) => {
    const who = identify(await deps.snapshots.current(), caller, 'catalogue');
    const page = await registryPage(deps, {
      kind: 'resource',
      caller,
      query,
      wanted: (resource) =>
        (resource.state !== 'draft' || isOwner(who, resource.department)) &&
        fits(query.department, resource.department) &&
        fits(query.sharing, resource.sharing) &&
        fits(query.state, resource.state) &&
        fits(query.protocol, resource.protocol) &&
        fits(query.sensitivity, highestSensitivity(resource)) &&
        (query.q === undefined || hasWords(resource, query.q)),
    });
    return { body: page };
  };

export const listGrants =
  (deps: CatalogueDeps): Body<Routes['listGrants']> =>
  async ({ caller, query }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const page = await registryPage(deps, {
      kind: 'grant',
      caller,
      query,
      wanted: (grant) =>
        fits(query.consumer, grant.consumer) &&
        fits(query.resource, grant.resource) &&
        fits(query.state, grant.state) &&
        (query.version === undefined || query.version === grant.resourceVersion) &&
        (query.provider === undefined || query.provider === snapshot.resource(grant.resource)?.department) &&
        (query.overdue === undefined || query.overdue === String(isOverdue(grant))),
    });
    return { body: page };
  };

export const listDisputes =
  (deps: CatalogueDeps): Body<(typeof catalogueRoutes)['listDisputes']> =>
  async ({ caller, query }) => {
    const who = identify(await deps.snapshots.current(), caller, 'catalogue');
    const page = await registryPage(deps, {
      kind: 'dispute',
      caller,
      query,
      wanted: (dispute) =>
        actorsOf(who, dispute, dispute.provider).length > 0 &&
        fits(query.grant, dispute.grant) &&
        fits(query.state, dispute.state) &&
        (query.overdue === undefined || query.overdue === String(dispute.overdue !== undefined)),
    });
    return { body: page };
  };
