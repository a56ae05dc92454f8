/** GET /v1/cases/{case}/prefill. */
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import type { CasesDeps } from './deps.ts';
import { proofOf } from './offer.ts';
import { prefilled } from './prefill.ts';
import { readable } from './readable.ts';
import { recalled } from './recall.ts';

export const getPrefill =
  (deps: CasesDeps): Body<(typeof caseRoutes)['getPrefill']> =>
  async ({ caller, params, now }) => {
    const party = identify(await deps.snapshots.current(), caller, 'cases');
    const found = await readable(deps.cases, params.case, party);
    const matters = await deps.matters.current();
    const offering = { keys: await deps.keys(), found, department: party.department.id };
    const earlier = [...(await recalled({ cases: deps.cases, matters, party }, found))].map(
      ([field, one]) => [field, { ...one, proof: proofOf(offering, field, one, now) }] as const,
    );
    return { body: { fields: prefilled(matters, found, now, new Map(earlier)) } };
  };
