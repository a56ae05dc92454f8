/** 服务指南 for everybody: no caller, no registry, nothing but the catalogue of matters. */
import type { Body } from '#functions/kernel/request.ts';
import type { guideRoutes } from '#schemas/routes/matters.ts';
import { dayOf, guideFacts, matterOn } from './facts.ts';
import { guideOf } from './guide.ts';
import { guideHeaders, guidePage as page } from './guide-page.ts';
import type { MattersHolder } from './held.ts';

export const guidePage =
  (deps: { readonly matters: MattersHolder }): Body<(typeof guideRoutes)['guidePage']> =>
  async ({ params, query, now }) => {
    const matters = await deps.matters.current();
    const day = dayOf(query, now);
    const matter = matterOn(matters, params.matter, day);
    return {
      body: page(guideOf(matter, query.form, guideFacts(matters, matter, day)), matter.name),
      headers: guideHeaders,
    };
  };
