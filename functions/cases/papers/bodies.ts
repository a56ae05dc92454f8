/** Every body of the papers of cases, by its route. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import type { caseSlipRoutes } from '#schemas/routes/case-slips.ts';
import { getCaseSlip, listCaseSlips, type SlipsDeps } from '../slips/slips.ts';
import { addCaseFile, getCaseFile, listCaseFiles, type PapersDeps } from './files.ts';

export const paperBodies = (deps: PapersDeps & SlipsDeps): Bodies<typeof casePaperRoutes & typeof caseSlipRoutes> => ({
  addCaseFile: addCaseFile(deps),
  listCaseFiles: listCaseFiles(deps),
  getCaseFile: getCaseFile(deps),
  listCaseSlips: listCaseSlips(deps),
  getCaseSlip: getCaseSlip(deps),
});
