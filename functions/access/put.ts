/** PUT /v1/{collection}/{id}: registers (If-Match "0") or changes. What stands in `suspended` is kept: only the suspension routes touch it. */
import type { Input, Output } from '#functions/kernel/request.ts';
import { change, notAhead } from '#functions/snapshot/change.ts';
import type { PublishDeps } from '#functions/snapshot/publish.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Route } from '#schemas/route.ts';
import { type Collection, kinds } from '#schemas/routes/access.ts';
import { isOwn, manager } from './authority.ts';
import { KIND_OF } from './collections.ts';
import { mustHold, ownRightsStay } from './rules.ts';

export interface ChangeDeps extends PublishDeps {
  readonly snapshots: SnapshotHolder;
}

type PutInput = Omit<Input<Route>, 'params'> & { readonly params: { readonly id: string } };

/** Throws forbidden, unprocessable naming the field, precondition-failed. */
export const put =
  (collection: Collection, deps: ChangeDeps) =>
  async ({ caller, params, body, ifMatch = 0, now }: PutInput): Promise<Output> => {
    const who = await manager(deps.snapshots, caller);
    const kind = KIND_OF[collection];
    const before = await deps.registry.get(kind, params.id);
    notAhead(before, ifMatch);
    const next = kinds[collection].item.parse({
      ...(body as object),
      v: 1,
      kind,
      id: params.id,
      revision: ifMatch + 1,
      suspended: before?.suspended,
    });
    if (isOwn(who, kind, params.id)) ownRightsStay(next, before);
    await mustHold(deps.registry, next, before);
    return revised(await change(deps, next, now));
  };
