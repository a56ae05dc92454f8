/** Routes as the tables say them, and as they are deployed: route key to scope, null for public. */
import { type AdapterSpec, adapters, askingUs } from '#infra/adapters.ts';
import type { Asked } from '#schemas/asked.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { type Routes, routeKey } from '#schemas/route.ts';
import { accessRoutes } from '#schemas/routes/access.ts';
import { agentRoutes, agentsRoutes } from '#schemas/routes/agent.ts';
import { alertsRoutes } from '#schemas/routes/alerts.ts';
import { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import { batchesRoutes } from '#schemas/routes/batches.ts';
import { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import { caseSlipRoutes } from '#schemas/routes/case-slips.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import { libraryRoutes, pageRoutes } from '#schemas/routes/certificates.ts';
import { consoleRoutes } from '#schemas/routes/console.ts';
import { copyRoutes } from '#schemas/routes/copies.ts';
import { credentialsRoutes } from '#schemas/routes/credentials.ts';
import { doubtsRoutes } from '#schemas/routes/doubts.ts';
import { entriesRoutes } from '#schemas/routes/entries.ts';
import { eventsRoutes } from '#schemas/routes/events.ts';
import { answerRoute, askRoute, exchangesRoutes } from '#schemas/routes/exchange.ts';
import { ferryRoutes } from '#schemas/routes/ferry.ts';
import { legalHoldRoutes } from '#schemas/routes/legal-holds.ts';
import { guideRoutes, matterRoutes } from '#schemas/routes/matters.ts';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import { publicRoutes } from '#schemas/routes/public.ts';
import { publicVerifyRoutes } from '#schemas/routes/public-verify.ts';
import { reportRoutes } from '#schemas/routes/reports.ts';
import { sealKeyRoutes } from '#schemas/routes/seal-keys.ts';
import { showingRoutes } from '#schemas/routes/showing.ts';
import { statisticsRoutes } from '#schemas/routes/statistics.ts';
import { statusListRoutes } from '#schemas/routes/status-lists.ts';
import { upperRoutes } from '#schemas/routes/upper.ts';
import { usesRoutes } from '#schemas/routes/uses.ts';
import type { Synthesized } from './synthesized.ts';

const departments = Object.entries(askedOf).map(([department, asked]): Routes => {
  const later = Object.values<Asked>(asked).some(({ kind }) => kind === 'later');
  return { ask: askRoute(department), ...(later ? { answer: answerRoute(department) } : {}) };
});

const ferries = Object.entries<AdapterSpec>(adapters)
  .filter(([, { ferried }]) => ferried)
  .map(([department]) => ferryRoutes(department));

const all: readonly Routes[] = [
  accessRoutes,
  catalogueRoutes,
  libraryRoutes,
  pageRoutes,
  operationsRoutes,
  sealKeyRoutes,
  legalHoldRoutes,
  statusListRoutes,
  copyRoutes,
  credentialsRoutes,
  showingRoutes,
  publicVerifyRoutes,
  exchangesRoutes,
  usesRoutes,
  statisticsRoutes,
  upperRoutes,
  eventsRoutes,
  doubtsRoutes,
  noticesRoutes,
  batchesRoutes,
  backFillsRoutes,
  alertsRoutes,
  matterRoutes,
  guideRoutes,
  caseRoutes,
  casePaperRoutes,
  caseSlipRoutes,
  reportRoutes,
  publicRoutes,
  consoleRoutes,
  ...departments,
  ...ferries,
  ...askingUs.map(agentRoutes),
  agentsRoutes,
  entriesRoutes,
];

const sorted = (pairs: [string, string | null][]) => Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));

export const tableOfRoutes = (): Record<string, string | null> =>
  sorted(
    all.flatMap((routes) =>
      Object.values(routes).map((route) => [routeKey(route), route.scope] as [string, string | null]),
    ),
  );

export const deployedRoutes = (hub: Synthesized): Record<string, string | null> =>
  sorted(
    hub.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => {
      const { RouteKey, AuthorizationType, AuthorizationScopes = [] } = properties;
      return [RouteKey, AuthorizationType === 'JWT' ? AuthorizationScopes.join(' ') : null];
    }),
  );
