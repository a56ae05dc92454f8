/** Impact 变更影响: which grants, matters and cases a change would break, before it is made. */
import { dueDate, overdueFrom } from '#functions/kernel/clocks.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { AffectedGrant, Impact } from '#schemas/impact.ts';
import { asResource, type Resource } from '#schemas/resource.ts';
import type { FieldChange } from '#schemas/resource-change.ts';
import type { impactRoutes, ResourceChange } from '#schemas/routes/impact.ts';
import { affected, brokenBy, inForce, narrowed } from './affected.ts';
import { compare } from './compare.ts';
import type { CatalogueDeps } from './deps.ts';
import { actorsOf, declaredResource } from './grant-parties.ts';
import { idOf, manager } from './owner.ts';
import { getBeside } from './versions.ts';

type Routes = typeof impactRoutes;

const LATELY_MS = 30 * 86_400_000;
const MOST_CASES = 1_000;
const MOST_SHOWN = 100;

const unique = (values: readonly string[]): string[] => [...new Set(values)].toSorted();

/** Cases that used one of the grants in the last thirty days: found by the grant, never by reading the record. */
const casesOf = async (
  { cases }: CatalogueDeps,
  grants: readonly AffectedGrant[],
  now: number,
): Promise<Impact['cases']> => {
  const since = now - LATELY_MS;
  const found = (await Promise.all(grants.map(({ id }) => cases.lately(id, since, now, MOST_CASES)))).flat();
  const newest = found.toSorted((a, b) => b.at - a.at);
  return {
    since: new Date(since).toISOString(),
    count: new Set(found.map((use) => use.case)).size,
    more: found.length >= MOST_CASES,
    items: newest.slice(0, MOST_SHOWN).map(({ case: id, grant, matter, at }) => ({
      case: id,
      grant,
      ...(matter === undefined ? {} : { matter }),
      at: new Date(at).toISOString(),
    })),
  };
};

const told = async (
  deps: CatalogueDeps,
  grants: readonly AffectedGrant[],
  now: number,
  more: Partial<Pick<Impact, 'changes' | 'needsNewVersion' | 'notice'>> = {},
): Promise<{ body: Impact }> => ({
  body: {
    changes: [],
    needsNewVersion: false,
    ...more,
    grants: [...grants],
    consumers: unique(grants.map(({ consumer }) => consumer)),
    matters: unique(grants.flatMap(({ matters }) => matters)),
    cases: await casesOf(deps, grants, now),
  },
});

/** What would stand after the change, and what differs. */
const afterwards = async (
  deps: CatalogueDeps,
  current: Resource,
  change: ResourceChange,
): Promise<{ readonly next: Resource; readonly changes: FieldChange[] }> => {
  if (change.event === 'put') {
    const next: Resource = { ...current, ...change.resource };
    return { next, changes: compare(current, next) };
  }
  if (change.event !== 'publish' || change.version === current.version) return { next: current, changes: [] };
  const draft = await getBeside(deps.registry, current.id, change.version);
  if (!draft) throw problem('not-found');
  return { next: asResource(draft), changes: compare(current, asResource(draft)) };
};

const reasonOf = { suspend: 'resource-suspended', withdraw: 'version-ends' } as const;

const broken = (
  snapshot: IndexedSnapshot,
  current: Resource,
  change: ResourceChange,
  { next, changes }: Awaited<ReturnType<typeof afterwards>>,
  ends: string,
): AffectedGrant[] => {
  const grants = snapshot.raw.grants.filter((grant) => grant.resource === current.id && inForce(grant));
  const of = (version: number) => grants.filter(({ resourceVersion }) => resourceVersion === version);
  switch (change.event) {
    case 'put':
      return brokenBy(of(current.version), next, changes);
    case 'publish':
      return change.version === current.version ? [] : brokenBy(of(current.version), next, changes, ends);
    case 'deprecate':
      return of(change.version).map((grant) => affected(grant, grant.fields, ['version-ends'], ends));
    case 'withdraw':
      return of(change.version).map((grant) => affected(grant, grant.fields, [reasonOf.withdraw]));
    case 'suspend':
      return grants.map((grant) => affected(grant, grant.fields, [reasonOf.suspend]));
  }
};

export const resourceImpact =
  (deps: CatalogueDeps): Body<Routes['resourceImpact']> =>
  async ({ caller, params, body, now }) => {
    const { snapshot } = await manager(deps, caller, params.department);
    const current = await deps.registry.get('resource', idOf(params));
    if (!current) throw problem('not-found');
    const after = await afterwards(deps, current, body);
    const notice = dueDate(snapshot.clocks, 'resource-notice', now);
    const grants = broken(snapshot, current, body, after, new Date(overdueFrom(notice)).toISOString());
    const breaks = after.changes.some(({ breaking }) => breaking);
    const needsNewVersion = body.event === 'put' && breaks && current.state !== 'draft';
    const gives = needsNewVersion || ((body.event === 'publish' || body.event === 'deprecate') && grants.length > 0);
    return told(deps, grants, now, { changes: after.changes, needsNewVersion, ...(gives ? { notice } : {}) });
  };

export const grantImpact =
  (deps: CatalogueDeps): Body<Routes['grantImpact']> =>
  async ({ caller, params, body, now }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'catalogue');
    const grant = await deps.registry.get('grant', params.grant);
    if (!grant) throw problem('not-found');
    const provider = (await declaredResource(deps.registry, grant.resource))?.department;
    if (actorsOf(who, grant, provider).length === 0)
      throw forbidden(
        snapshot,
        'not-a-party',
        '由供需双方和主管部门查看 For its two departments and the data authority',
      );
    if (!inForce(grant)) return told(deps, [], now);
    if (body.event === 'put') return told(deps, narrowed(grant, body.grant), now);
    return told(
      deps,
      [affected(grant, grant.fields, [`grant-${body.event === 'suspend' ? 'suspended' : 'revoked'}`])],
      now,
    );
  };
