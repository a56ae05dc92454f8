/** GET /v1/me: department, post and roles of the caller, which no token carries. */
import type { Body } from '#functions/kernel/request.ts';
import { askWhom, identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { meRoutes } from '#schemas/routes/access.ts';

export const me =
  ({ snapshots }: { readonly snapshots: SnapshotHolder }): Body<typeof meRoutes.me> =>
  async ({ caller }) => {
    const snapshot = await snapshots.current();
    const { officer, department, scopes } = identify(snapshot, caller);
    return {
      body: {
        ...(officer
          ? { officer: { id: officer.id, name: officer.name, post: officer.post, roles: officer.roles } }
          : {}),
        department: { id: department.id, name: department.name },
        departments: snapshot.raw.departments.map(({ id, name }) => ({ id, name })),
        scopes,
        ask: askWhom(snapshot),
      },
    };
  };
