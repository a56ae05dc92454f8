/** GET /v1/cases/{case}/prefill. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import { mayRead } from './actors.ts';
import type { CasesDeps } from './deps.ts';
import { prefilled } from './prefill.ts';

export const getPrefill =
  (deps: CasesDeps): Body<(typeof caseRoutes)['getPrefill']> =>
  async ({ caller, params, now }) => {
    const party = identify(await deps.snapshots.current(), caller, 'cases');
    const found = await deps.cases.load(params.case);
    if (!found || !mayRead(found, party)) throw problem('not-found');
    return { body: { fields: prefilled(await deps.matters.current(), found, now) } };
  };
