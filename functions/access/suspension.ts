/** PUT and DELETE /v1/{collection}/{id}/suspension: bites within 30 s, the oldest age of a snapshot in use. */
import { problem } from '#functions/kernel/problem.ts';
import type { Input, Output } from '#functions/kernel/request.ts';
import { nameOf } from '#functions/snapshot/caller.ts';
import { resume as resumeItem, suspend as suspendItem } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { Collection, departmentRoutes } from '#schemas/routes/access.ts';
import { isOwn, manager } from './authority.ts';
import { KIND_OF } from './collections.ts';
import type { ChangeDeps } from './put.ts';

/** Throws forbidden, not-found; unprocessable for one's own registration. */
export const suspend =
  (collection: Collection, deps: ChangeDeps) =>
  async ({ caller, params, body, now }: Input<typeof departmentRoutes.suspend>): Promise<Output> => {
    const who = await manager(deps.snapshots, caller);
    const kind = KIND_OF[collection];
    if (isOwn(who, kind, params.id))
      throw problem('unprocessable', { errors: [{ field: '/params/id', rule: 'own-registration' }] });
    return revised(await suspendItem(deps, kind, params.id, { reason: body.reason, by: nameOf(who), now }));
  };

/** Throws forbidden, not-found. */
export const resume =
  (collection: Collection, deps: ChangeDeps) =>
  async ({ caller, params, now }: Input<typeof departmentRoutes.resume>): Promise<Output> => {
    await manager(deps.snapshots, caller);
    return revised(await resumeItem(deps, KIND_OF[collection], params.id, now));
  };
