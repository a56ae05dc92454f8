/** The three routes of a ferry. Only the department's own system may call them. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { ferryRoutes } from '#schemas/routes/ferry.ts';
import { bring } from './bring.ts';
import type { FerryDeps } from './deps.ts';
import { handOut } from './hand-out.ts';

const NEED = '须为该部门登记的业务系统 The department’s own system, holding scope ferry';

export const bodies = (deps: FerryDeps): Bodies<ReturnType<typeof ferryRoutes>> => {
  /** An officer of the department is not its courier: what it fetches is about everybody who was asked about. */
  const courier = async (caller: Caller): Promise<void> => {
    const snapshot = await deps.snapshots.current();
    const { department, officer } = identify(snapshot, caller, 'ferry');
    if (officer || department.id !== deps.department) throw forbidden(snapshot, 'not-its-courier', NEED);
  };
  return {
    nextParcel: async ({ caller, now }) => {
      await courier(caller);
      return { body: { parcel: await handOut(deps, now) } };
    },
    takenParcel: async ({ caller, params, now }) => {
      await courier(caller);
      const parcel = await deps.parcels.get(params.parcel);
      if (!parcel || parcel.department !== deps.department) throw problem('not-found');
      return { body: { parcel: parcel.id, state: await deps.parcels.taken(parcel, now) } };
    },
    bringParcel: async ({ caller, body, now }) => {
      await courier(caller);
      return { body: await bring(body, now, deps) };
    },
  };
};
