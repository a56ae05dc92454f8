/** GET /v1/agents: a department sees its own desk, the data authority's supervisors see all. */
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { agentsRoutes } from '#schemas/routes/agent.ts';
import { type DeskDeps, departmentsAskedLater, deskOf } from './desk.ts';

export const listAgents =
  (deps: DeskDeps): Body<(typeof agentsRoutes)['listAgents']> =>
  async ({ caller, query, now }) => {
    const snapshot = await deps.snapshots.current();
    const { department: own } = identify(snapshot, caller, 'supervision');
    const wanted = query.department ?? (own.dataAuthority ? undefined : own.id);
    if (wanted !== undefined && wanted !== own.id && !own.dataAuthority)
      throw forbidden(snapshot, 'other-department', '只能查看本部门 A department sees its own desk only');
    const departments = departmentsAskedLater(snapshot).filter((one) => wanted === undefined || one === wanted);
    return { body: { items: await Promise.all(departments.map((one) => deskOf(deps, snapshot, one, now))) } };
  };
