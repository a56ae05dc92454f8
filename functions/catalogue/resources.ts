/** Resources 数据资源: drafted and changed by the department that answers for them, or by the data authority. */
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify, nameOf } from '#functions/snapshot/caller.ts';
import { change, changeAll, notAhead, resume, suspend } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import { asResource, type Resource } from '#schemas/resource.ts';
import type { resourceRoutes } from '#schemas/routes/resources.ts';
import { claimsOf } from './claims.ts';
import { compare } from './compare.ts';
import type { CatalogueDeps } from './deps.ts';
import { idOf, manager, type ResourceParams, visible } from './owner.ts';
import { resourceLifecycle } from './resource-lifecycle.ts';
import { type Broken, formRules, protocolRule, publicRules } from './resource-rules.ts';
import { noRoom } from './room.ts';
import { beside, everyVersion, findVersion, getBeside } from './versions.ts';

type Routes = typeof resourceRoutes;

/** So many drafts may be withdrawn before a number must be skipped. */
const MOST_AHEAD = 20;

export const getResource =
  (deps: CatalogueDeps): Body<Routes['getResource']> =>
  async ({ caller, params }) => {
    const who = identify(await deps.snapshots.current(), caller, 'catalogue');
    return revised(visible(who, await deps.registry.get('resource', idOf(params))));
  };

export const getVersion =
  (deps: CatalogueDeps): Body<Routes['getVersion']> =>
  async ({ caller, params }) => {
    const who = identify(await deps.snapshots.current(), caller, 'catalogue');
    return revised(visible(who, await findVersion(deps.registry, idOf(params), params.version)));
  };

export const listVersions =
  (deps: CatalogueDeps): Body<Routes['listVersions']> =>
  async ({ caller, params }) => {
    const who = identify(await deps.snapshots.current(), caller, 'catalogue');
    const found = await everyVersion(deps.registry, idOf(params));
    visible(who, found.find(({ state }) => state !== 'draft') ?? found[0]);
    const items = found.filter(
      ({ state, department }) => state !== 'draft' || department === who.department.id || who.department.dataAuthority,
    );
    return { body: { items } };
  };

const ownerKnown = async (deps: CatalogueDeps, { department }: ResourceParams): Promise<Broken[]> =>
  (await deps.registry.get('department', department))
    ? []
    : [{ field: '/params/department', rule: 'department-unknown' }];

const refuse = (errors: readonly Broken[]): void => {
  if (errors.length > 0) throw problem('unprocessable', { errors: errors.slice(0, 50) });
};

/** What everybody reads already may change only so that nobody notices. */
const unbroken = (before: Resource, next: Resource): Broken[] =>
  compare(before, next)
    .filter(({ breaking }) => breaking)
    .map(({ field, rule }) => ({ field, rule: `breaking-${rule}` }));

const firstVersion = (found: Resource | undefined, { version }: Resource): Broken[] =>
  version === (found?.version ?? 1)
    ? []
    : [{ field: '/version', rule: found ? 'version-stands-beside' : 'first-version' }];

export const putResource =
  (deps: CatalogueDeps): Body<Routes['putResource']> =>
  async ({ caller, params, body, now, ifMatch = 0 }) => {
    const { snapshot } = await manager(deps, caller, params.department);
    const found = await deps.registry.get('resource', idOf(params));
    notAhead(found, ifMatch);
    const { suspended, published, deprecated, withdrawn, ends } = found ?? {};
    const next: Resource = {
      v: 1,
      kind: 'resource',
      id: idOf(params),
      department: params.department,
      revision: ifMatch + 1,
      ...(suspended && { suspended }),
      ...(published && { published }),
      ...(deprecated && { deprecated }),
      ...(withdrawn && { withdrawn }),
      ...(ends !== undefined && { ends }),
      ...body,
      state: found ? step(resourceLifecycle, found.state, 'put') : 'draft',
    };
    const shown = found && next.state !== 'draft';
    const { claims, errors } = shown ? await claimsOf(deps.registry, next) : { claims: [], errors: [] };
    refuse([
      ...(await ownerKnown(deps, params)),
      ...firstVersion(found, next),
      ...formRules(next),
      ...protocolRule(found, next),
      ...(shown ? [...publicRules(next), ...unbroken(found, next), ...errors] : []),
      ...noRoom(snapshot, next),
    ]);
    return revised(await changeAll(deps, next, claims, now));
  };

export const putVersion =
  (deps: CatalogueDeps): Body<Routes['putVersion']> =>
  async ({ caller, params, body, now, ifMatch = 0 }) => {
    await manager(deps, caller, params.department);
    const id = idOf(params);
    const [current, found] = await Promise.all([
      deps.registry.get('resource', id),
      getBeside(deps.registry, id, params.version),
    ]);
    if (!current) throw problem('not-found');
    notAhead(found, ifMatch);
    const state = found ? step(resourceLifecycle, found.state, 'put') : 'draft';
    const kept = { v: 1, kind: 'resource', id, department: params.department, revision: 1 } as const;
    const next: Resource = { ...kept, ...body, state };
    refuse([
      ...(current.state === 'draft' ? [{ field: '/version', rule: 'current-is-draft' }] : []),
      ...(params.version === body.version ? [] : [{ field: '/version', rule: 'version-differs' }]),
      ...(params.version > current.version && params.version <= current.version + MOST_AHEAD
        ? []
        : [{ field: '/version', rule: 'version-not-next' }]),
      ...formRules(next),
      ...protocolRule(current, next),
    ]);
    return revised(asResource(await change(deps, beside(next, ifMatch), now)));
  };

export const suspendResource =
  (deps: CatalogueDeps): Body<Routes['suspendResource']> =>
  async ({ caller, params, body, now }) => {
    const { who } = await manager(deps, caller, params.department);
    return revised(await suspend(deps, 'resource', idOf(params), { reason: body.reason, by: nameOf(who), now }));
  };

export const resumeResource =
  (deps: CatalogueDeps): Body<Routes['resumeResource']> =>
  async ({ caller, params, now }) => {
    await manager(deps, caller, params.department);
    return revised(await resume(deps, 'resource', idOf(params), now));
  };
