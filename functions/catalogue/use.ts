/** GET /v1/resources/{department}/{resource}/use: who may ask what, for its owner and the data authority. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { Grant } from '#schemas/grant.ts';
import type { ResourceUse } from '#schemas/resource-use.ts';
import type { resourceRoutes } from '#schemas/routes/resources.ts';
import type { CatalogueDeps, CountsOf } from './deps.ts';
import { idOf, isOwner, visible } from './owner.ts';

const lineOf = ({ id, state, resourceVersion, purposes, fields, until }: Grant) => ({
  id,
  state,
  version: resourceVersion,
  matters: purposes.flatMap((purpose) => (purpose.kind === 'matter' ? purpose.matter : [])),
  standing: purposes.flatMap((purpose) => (purpose.kind === 'standing' ? purpose.code : [])),
  fields,
  until,
});

const LATELY_MS = 30 * 86_400_000;

/** Added up over the days that are counted. */
const lately = async (statistics: CountsOf, resource: string, now: number): Promise<ResourceUse['lately']> => {
  const [from, until] = [beijingDate(now - LATELY_MS), beijingDate(now)];
  const days = await statistics.days(resource, from, until);
  const byConsumer: Record<string, number> = {};
  for (const { counted } of days)
    for (const [consumer, times] of Object.entries(counted.byConsumer))
      byConsumer[consumer] = (byConsumer[consumer] ?? 0) + times;
  const sum = (of: 'asked' | 'found') => days.reduce((total, { counted }) => total + counted[of], 0);
  return { from, until, asked: sum('asked'), found: sum('found'), byConsumer };
};

export const getUse =
  ({
    snapshots,
    statistics,
  }: Pick<CatalogueDeps, 'snapshots' | 'statistics'>): Body<(typeof resourceRoutes)['getUse']> =>
  async ({ caller, params, now }) => {
    const snapshot = await snapshots.current();
    const who = identify(snapshot, caller, 'catalogue');
    const resource = visible(who, snapshot.resource(idOf(params)));
    if (!isOwner(who, resource.department))
      throw forbidden(snapshot, 'other-department', '由提供部门和主管部门查看 For the provider and the data authority');
    const grants = snapshot.raw.grants.filter((grant) => grant.resource === resource.id);
    const inForce = grants.filter(({ state }) => state === 'active');
    const count = (of: (grant: Grant) => boolean) => inForce.filter(of).length;
    const body: ResourceUse = {
      resource: resource.id,
      versions: snapshot.versionsOf(resource.id).map(({ version, state, ends }) => ({
        version,
        state,
        ...(ends === undefined ? {} : { ends }),
        grants: count(({ resourceVersion }) => resourceVersion === version),
      })),
      states: Object.fromEntries(
        [...Map.groupBy(grants, ({ state }) => state)].map(([state, all]) => [state, all.length]),
      ),
      consumers: [...Map.groupBy(grants, ({ consumer }) => consumer)]
        .map(([consumer, all]) => ({ consumer, grants: all.map(lineOf) }))
        .toSorted((a, b) => (a.consumer < b.consumer ? -1 : 1)),
      lately: await lately(statistics, resource.id, now),
      fields: resource.fields.map(({ pointer }) => ({
        pointer,
        grants: count(({ fields }) => fields.includes(pointer)),
      })),
    };
    return { body };
  };
