/** Every body of /v1/cases, by its route. */
import { actOnCase, getCase, listCaseEvents, openCase } from './cases.ts';
import type { CasesDeps } from './deps.ts';
import { getPrefill } from './get-prefill.ts';
import { listCases } from './list-cases.ts';
import { pushReport } from './push-report.ts';
import { listRefusedDecisions } from './refused-decisions.ts';
import { issueTicket } from './tickets.ts';
import { getTrip } from './trip/get-trip.ts';

export const reportBodies = (deps: CasesDeps) => ({ pushReport: pushReport(deps) });

export const caseBodies = (deps: CasesDeps) => ({
  openCase: openCase(deps),
  listCases: listCases(deps),
  getCase: getCase(deps),
  listCaseEvents: listCaseEvents(deps),
  actOnCase: actOnCase(deps),
  getPrefill: getPrefill(deps),
  getTrip: getTrip(deps),
  listRefusedDecisions: listRefusedDecisions(deps),
  issueTicket: issueTicket(deps),
});
