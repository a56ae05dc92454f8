/** GET /v1/cases/{case}/trip: shown to whoever may read the case. */
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import type { CasesDeps } from '../deps.ts';
import { readable } from '../readable.ts';
import { tripOf } from './trip.ts';

export const getTrip =
  (deps: CasesDeps): Body<(typeof caseRoutes)['getTrip']> =>
  async ({ caller, params }) => {
    const snapshot = await deps.snapshots.current();
    const found = await readable(deps.cases, params.case, identify(snapshot, caller, 'cases'));
    const trip = tripOf(found, { snapshot, matters: await deps.matters.current() });
    return { body: trip, headers: { etag: `"${found.n}"` } };
  };
