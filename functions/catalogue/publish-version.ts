/** A version becomes the current one: its codes and elements are claimed, and the one before is answered until its notice period ends. */
import { dueDate, overdueFrom } from '#functions/kernel/clocks.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { nameOf } from '#functions/snapshot/caller.ts';
import { already, changeAll } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { By } from '#schemas/registered.ts';
import { asResource, type Resource, type ResourceVersion } from '#schemas/resource.ts';
import type { resourceRoutes } from '#schemas/routes/resources.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { claimsOf } from './claims.ts';
import type { CatalogueDeps } from './deps.ts';
import { idOf, manager } from './owner.ts';
import { resourceLifecycle } from './resource-lifecycle.ts';
import { type Broken, formRules, publicRules } from './resource-rules.ts';
import { noRoom } from './room.ts';
import { beside, getBeside } from './versions.ts';

/** Until when it is answered: at least to the end of the notice period. Throws unprocessable when `wanted` is earlier. */
export const deprecation = (
  { clocks }: Pick<IndexedSnapshot, 'clocks'>,
  by: By,
  now: number,
  wanted: string | undefined,
  field: string,
): { readonly deprecated: NonNullable<Resource['deprecated']>; readonly ends: string } => {
  const notice = dueDate(clocks, 'resource-notice', now);
  const earliest = overdueFrom(notice);
  const ends = wanted === undefined ? earliest : Date.parse(wanted);
  if (ends < earliest) throw problem('unprocessable', { errors: [{ field, rule: `notice-until:${notice.date}` }] });
  return { deprecated: { ...by, notice }, ends: new Date(ends).toISOString() };
};

/** What cannot be served side by side with the version before. */
const sideBySide = (current: Resource, next: Resource): Broken[] => {
  const answered = current.state === 'published' || current.state === 'deprecated';
  return [
    ...((current.asked ?? 'now') === (next.asked ?? 'now')
      ? []
      : [{ field: '/asked', rule: 'asked-changes-with-a-new-resource' }]),
    ...(answered && next.sharing === 'withheld' && current.sharing !== 'withheld'
      ? [{ field: '/sharing', rule: 'withheld-while-answered' }]
      : []),
  ];
};

const plain = ({ deprecated: _d, withdrawn: _w, ends: _e, ...resource }: Resource): Resource => resource;

interface Found {
  readonly current: Resource;
  /** The draft beside, when it is that which is published. */
  readonly draft?: ResourceVersion;
}

const find = async ({ registry }: CatalogueDeps, id: string, version: number): Promise<Found> => {
  const current = await registry.get('resource', id);
  if (!current) throw problem('not-found');
  if (version === current.version) return { current };
  if (version < current.version) throw problem('conflict', { detail: 'resource: a later version is the current one' });
  const draft = await getBeside(registry, id, version);
  if (!draft) throw problem('not-found');
  return { current, draft };
};

export const publishVersion =
  (deps: CatalogueDeps): Body<(typeof resourceRoutes)['publishVersion']> =>
  async ({ caller, params, body, now }) => {
    const { snapshot, who } = await manager(deps, caller, params.department);
    const { current, draft } = await find(deps, idOf(params), params.version);
    const target = draft ? asResource(draft) : current;
    const state = step(resourceLifecycle, target.state, 'publish');
    if (state === target.state) return already(deps, current, now);

    const by: By = { at: new Date(now).toISOString(), by: nameOf(who), ...(body.reason && { reason: body.reason }) };
    const { suspended } = current;
    const next: Resource = {
      ...plain(target),
      ...(suspended && { suspended }),
      revision: current.revision + 1,
      state,
      published: by,
    };
    const { claims, errors } = await claimsOf(deps.registry, next);
    const broken = [
      ...formRules(next),
      ...publicRules(next),
      ...(draft ? sideBySide(current, next) : []),
      ...errors,
      ...noRoom(snapshot, next),
    ];
    if (broken.length > 0) throw problem('unprocessable', { errors: broken.slice(0, 50) });

    const others: RegistryItem[] = [...claims];
    if (draft) {
      const superseded = await ended(deps, snapshot, current, by, now, body.oldUntil);
      others.push({ ...draft, revision: draft.revision + 1, state, published: by }, superseded);
    }
    return revised(await changeAll(deps, next, others, now));
  };

/** The version before, as it stands beside the new one; its timer is set first. */
const ended = async (
  { registry, timers }: CatalogueDeps,
  snapshot: IndexedSnapshot,
  current: Resource,
  by: By,
  now: number,
  oldUntil: string | undefined,
): Promise<ResourceVersion> => {
  const revision = (await getBeside(registry, current.id, current.version))?.revision ?? 0;
  if (current.state !== 'published') return beside(current, revision);
  const end = deprecation(snapshot, by, now, oldUntil, '/oldUntil');
  await timers.endAt(current.id, current.version, Date.parse(end.ends));
  return beside({ ...current, state: step(resourceLifecycle, current.state, 'deprecate'), ...end }, revision);
};
