/** The catalogue 资源目录 and the grants, page by page. Both are open to every department: what is shared is no secret among them. */
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import { registryPage } from '#functions/snapshot/page.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { CatalogueDeps } from './deps.ts';
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
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const page = await registryPage(deps, {
      kind: 'grant',
      caller,
      query,
      wanted: ({ consumer, resource }) => fits(query.consumer, consumer) && fits(query.resource, resource),
    });
    return { body: page };
  };
