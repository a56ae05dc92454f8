/** A version ends: deprecated with notice, then withdrawn by its owner, by the data authority, or by the clock. */
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { nameOf } from '#functions/snapshot/caller.ts';
import { already, change, changeAll } from '#functions/snapshot/change.ts';
import { type PublishDeps, publishIfBehind } from '#functions/snapshot/publish.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { asResource, type Resource, type ResourceVersion } from '#schemas/resource.ts';
import type { resourceRoutes } from '#schemas/routes/resources.ts';
import { releasedClaims } from './claims.ts';
import type { CatalogueDeps } from './deps.ts';
import { idOf, manager } from './owner.ts';
import { deprecation } from './publish-version.ts';
import { resourceLifecycle } from './resource-lifecycle.ts';
import { everyVersion, getBeside } from './versions.ts';

type Routes = typeof resourceRoutes;
type Item = Resource | ResourceVersion;

const shown = (item: Item): Resource => (item.kind === 'resource' ? item : asResource(item));

/** The item itself, under whichever key it stands. Throws not-found. */
const itemOf = async ({ registry }: Pick<PublishDeps, 'registry'>, id: string, version: number): Promise<Item> => {
  const current = await registry.get('resource', id);
  const found = current?.version === version ? current : await getBeside(registry, id, version);
  if (!current || !found) throw problem('not-found');
  return found;
};

export const deprecateVersion =
  (deps: CatalogueDeps): Body<Routes['deprecateVersion']> =>
  async ({ caller, params, body, now }) => {
    const { snapshot, who } = await manager(deps, caller, params.department);
    const found = await itemOf(deps, idOf(params), params.version);
    const state = step(resourceLifecycle, found.state, 'deprecate');
    if (state === found.state || found.kind !== 'resource') return already(deps, shown(found), now);
    const by = { at: new Date(now).toISOString(), by: nameOf(who), reason: body.reason };
    const end = deprecation(snapshot, by, now, body.until, '/until');
    await deps.timers.endAt(found.id, found.version, Date.parse(end.ends));
    return revised(await change(deps, { ...found, revision: found.revision + 1, state, ...end }, now));
  };

/** Grants that would still be answered. */
const inForce = (snapshot: IndexedSnapshot, { id, version }: Resource): number =>
  snapshot.raw.grants.filter(
    (grant) =>
      grant.resource === id && grant.resourceVersion === version && ['active', 'suspended'].includes(grant.state),
  ).length;

const withdrawn = (item: Item, state: Resource['state'], by: NonNullable<Resource['withdrawn']>): Item => ({
  ...item,
  revision: item.revision + 1,
  state,
  withdrawn: by,
});

/** Versions that keep what they claimed: all that are published or still answered, but for the one that goes. */
const remaining = async ({ registry }: Pick<PublishDeps, 'registry'>, gone: Resource): Promise<Resource[]> =>
  (await everyVersion(registry, gone.id)).filter(
    ({ version, state }) => version !== gone.version && (state === 'published' || state === 'deprecated'),
  );

export const withdrawVersion =
  (deps: CatalogueDeps): Body<Routes['withdrawVersion']> =>
  async ({ caller, params, body, now }) => {
    const { snapshot, who } = await manager(deps, caller, params.department);
    const found = await itemOf(deps, idOf(params), params.version);
    const gone = shown(found);
    const state = step(resourceLifecycle, found.state, 'withdraw');
    if (state === found.state) return already(deps, gone, now);
    const running = found.state === 'deprecated' && Date.parse(found.ends ?? '') > now && inForce(snapshot, gone) > 0;
    if (running && !who.department.dataAuthority)
      throw problem('unprocessable', { errors: [{ field: '/params/version', rule: 'notice-running' }] });
    const by = { at: new Date(now).toISOString(), by: nameOf(who), reason: body.reason };
    const claims =
      found.state === 'draft' ? [] : await releasedClaims(deps.registry, gone, await remaining(deps, gone));
    return revised(shown(await changeAll(deps, withdrawn(found, state, by), claims, now)));
  };

/** The timer of a deprecated version. One that was published again, or whose end was moved, stays. `at`: the moment for which it was set. */
export const endVersion = async (
  deps: PublishDeps,
  id: string,
  version: number,
  at: number,
  now: number,
): Promise<void> => {
  const found = await itemOf(deps, id, version);
  const gone = shown(found);
  if (found.state === 'deprecated' && Date.parse(found.ends ?? '') <= at) {
    const by = { at: new Date(now).toISOString(), by: 'clock' };
    const claims = await releasedClaims(deps.registry, gone, await remaining(deps, gone));
    await changeAll(deps, withdrawn(found, step(resourceLifecycle, found.state, 'end'), by), claims, now);
  } else await publishIfBehind(deps, now);
};
