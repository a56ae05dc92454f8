/** Resources 数据资源: declared by the department that answers for them, or by the data authority. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import { change, notAhead } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import { Resource } from '#schemas/resource.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { CatalogueDeps } from './deps.ts';
import type { Broken } from './grant-rules.ts';
import { noRoom } from './room.ts';

type Routes = typeof catalogueRoutes;

const idOf = (params: { department: string; resource: string }): string => `${params.department}/${params.resource}`;

const brokenRules = (resource: Resource, before: Resource | undefined): Broken[] => {
  const pointers = resource.fields.map(({ pointer }) => pointer);
  return [
    ...pointers.flatMap((pointer, i) =>
      pointers.indexOf(pointer) === i ? [] : [{ field: `/fields/${i}/pointer`, rule: 'field-twice' }],
    ),
    ...(pointers.includes(resource.subject.answer) ? [] : [{ field: '/subject/answer', rule: 'field-not-declared' }]),
    ...(before && resource.version < before.version ? [{ field: '/version', rule: 'version-goes-back' }] : []),
    // Every rule of the stored form that the form of the request cannot carry.
    ...(Resource.safeParse(resource).error?.issues ?? []).map(({ path, message }) => ({
      field: `/${path.map(String).join('/')}`,
      rule: message,
    })),
  ];
};

export const getResource =
  (deps: CatalogueDeps): Body<Routes['getResource']> =>
  async ({ caller, params }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const resource = await deps.registry.get('resource', idOf(params));
    if (!resource) throw problem('not-found');
    return revised(resource);
  };

export const putResource =
  (deps: CatalogueDeps): Body<Routes['putResource']> =>
  async ({ caller, params, body, now, ifMatch = 0 }) => {
    const snapshot = await deps.snapshots.current();
    const { department } = identify(snapshot, caller, 'catalogue.manage');
    if (!department.dataAuthority && department.id !== params.department)
      throw forbidden(
        snapshot,
        'other-department',
        '由提供部门或主管部门发布 The department itself or the data authority publishes',
      );
    const [owner, found] = await Promise.all([
      deps.registry.get('department', params.department),
      deps.registry.get('resource', idOf(params)),
    ]);
    notAhead(found, ifMatch);
    const kept = { v: 1, kind: 'resource', id: idOf(params), department: params.department } as const;
    const next: Resource = {
      ...kept,
      revision: ifMatch + 1,
      ...(found?.suspended ? { suspended: found.suspended } : {}),
      ...body,
    };
    const errors = [
      ...(owner ? [] : [{ field: '/params/department', rule: 'department-unknown' }]),
      ...brokenRules(next, found),
      ...noRoom(snapshot, next),
    ];
    if (errors.length > 0) throw problem('unprocessable', { errors });
    const resource = await change(deps, next, now);
    return revised(resource);
  };
