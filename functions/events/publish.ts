/** A department tells of a change in a resource of its own. */
import { placeOfKey } from '#functions/exchange/keep-record.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { eventsRoutes } from '#schemas/routes/events.ts';
import type { EventsDeps } from './deps.ts';
import { takeEvent } from './take.ts';

export const publish =
  (deps: EventsDeps): Body<typeof eventsRoutes.publishEvent> =>
  async ({ params, body, caller, now, idempotencyKey = '' }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'exchange');
    const resource = snapshot.resource(`${params.department}/${params.resource}`);
    if (!resource) throw problem('not-found');
    if (who.officer || who.department.id !== resource.department)
      throw forbidden(
        snapshot,
        'not-the-owner',
        '由提供部门的业务系统发布 The system of the department that owns it tells',
      );
    if (resource.state === 'draft' || resource.state === 'withdrawn')
      throw problem('unprocessable', { errors: [{ field: '/params/resource', rule: `resource-${resource.state}` }] });
    const keys = await deps.keys();
    const place = placeOfKey(keys, { client: who.client.id }, idempotencyKey);
    return { body: await takeEvent(deps, resource, body, { by: who.client.id, place }, now) };
  };
