/** /v1/upper: what the hub above offers and sends down, read by every department; moved by hand by the data authority alone. */

import type { Bodies } from '#functions/kernel/api.handler.ts';
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { instant } from '#functions/kernel/instant.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, nameOf, readerOf } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Scope } from '#schemas/access.ts';
import type { upperRoutes } from '#schemas/routes/upper.ts';
import type { StoredRefusal, StoredReturn, StoredUpperResource, UpperResource, UpperReturn } from '#schemas/upper.ts';
import type { UpperCatalogueStore } from './catalogue.store.ts';
import { afterMove } from './gap.ts';
import type { ReturnsStore } from './returns.store.ts';

type Routes = typeof upperRoutes;

export interface UpperDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly catalogue: UpperCatalogueStore;
  readonly returns: ReturnsStore;
  /** Departments that stand for a hub above. */
  readonly uppers: readonly string[];
}

const REFUSED_SHOWN = 100;

const shownLine = ({ v: _v, seenAt, changedAt, ...line }: StoredUpperResource): UpperResource => ({
  ...line,
  seenAt: instant(seenAt),
  changedAt: instant(changedAt),
});

const shownReturn = (
  { resource, upper, after, completeAt, stopped, moved = [] }: StoredReturn,
  refused: readonly StoredRefusal[],
): UpperReturn => ({
  ...{ resource, upper, after },
  ...(completeAt === undefined ? {} : { completeAt: instant(completeAt) }),
  ...(stopped ? { stopped: { ...stopped, since: instant(stopped.since) } } : {}),
  moved: moved.map((one) => ({ ...one, at: instant(one.at) })),
  refused: refused.map(({ v: _v, ...one }) => ({ ...one, at: instant(one.at) })),
});

/** Throws forbidden; not-found for a department that stands for no hub. */
const at = async (deps: UpperDeps, caller: Caller, department: string, scope: Scope) => {
  const snapshot = await deps.snapshots.current();
  const who = identify(snapshot, caller, scope);
  if (scope === 'catalogue.manage' && !who.department.dataAuthority)
    throw forbidden(snapshot, 'not-the-authority', '由主管部门办理 The data authority alone does this');
  if (!deps.uppers.includes(department)) throw problem('not-found');
  return who;
};

const listUpperResources =
  (deps: UpperDeps): Body<Routes['listUpperResources']> =>
  async ({ caller, params: { department }, query }) => {
    await at(deps, caller, department, 'catalogue');
    const { limit, cursor, ...filter } = query;
    const [{ cursor: key }, reader] = [await deps.keys(), readerOf(caller)];
    const bound = { department, ...filter };
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, bound, cursor));
    const [{ lines, next }, { checkedAt }] = await Promise.all([
      deps.catalogue.page(department, limit, after),
      deps.catalogue.look(department),
    ]);
    const fits = (wanted: string | undefined, found: string): boolean => wanted === undefined || wanted === found;
    const items = lines.filter(
      ({ mapped, findings, state, sharing }) =>
        fits(filter.mapped, String(mapped !== undefined)) &&
        fits(filter.findings, String(findings.length > 0)) &&
        fits(filter.state, state) &&
        fits(filter.sharing, sharing),
    );
    const more = next === undefined ? {} : { next: sealCursor(key, reader, bound, next) };
    return {
      body: {
        items: items.map(shownLine),
        ...more,
        ...(checkedAt === undefined ? {} : { checkedAt: instant(checkedAt) }),
      },
    };
  };

const lookAtUpperCatalogue =
  (deps: UpperDeps): Body<Routes['lookAtUpperCatalogue']> =>
  async ({ caller, params: { department }, now }) => {
    await at(deps, caller, department, 'catalogue.manage');
    await deps.catalogue.mark(department, 'wantedAt', now);
    return { body: { wantedAt: instant(now) } };
  };

const listReturns =
  (deps: UpperDeps): Body<Routes['listReturns']> =>
  async ({ caller, params: { department } }) => {
    await at(deps, caller, department, 'catalogue');
    const flows = await deps.returns.list(department);
    const items = await Promise.all(
      flows.map(async (flow) => shownReturn(flow, await deps.returns.refused(flow.resource, REFUSED_SHOWN))),
    );
    return { body: { items } };
  };

const moveReturn =
  (deps: UpperDeps): Body<Routes['moveReturn']> =>
  async ({ caller, params: { department, resource }, body: { after, reason }, now }) => {
    const who = await at(deps, caller, department, 'catalogue.manage');
    const id = `${department}/${resource}`;
    const stood = await deps.returns.get(id);
    if (!stood) throw problem('not-found');
    const { stopped: _, ...rest } = stood;
    const next = afterMove(rest, { to: after, by: nameOf(who), reason }, now);
    if (!(await deps.returns.put(next))) throw problem('conflict', { cause: 'return-moved' });
    return { body: shownReturn(next, await deps.returns.refused(id, REFUSED_SHOWN)) };
  };

export const upperBodies = (deps: UpperDeps): Bodies<Routes> => ({
  listUpperResources: listUpperResources(deps),
  lookAtUpperCatalogue: lookAtUpperCatalogue(deps),
  listReturns: listReturns(deps),
  moveReturn: moveReturn(deps),
});
