/** The description of the HTTP interface, OpenAPI 3.1, from the same route tables that the API is made of. */
import { createDocument, type ZodOpenApiOverride } from 'zod-openapi';
import { Scope } from '#schemas/access.ts';
import { BackFillLine, BackFillRow } from '#schemas/back-fill.ts';
import type { Route } from '#schemas/route.ts';
import { accessRoutes } from '#schemas/routes/access.ts';
import { agentsRoutes } from '#schemas/routes/agent.ts';
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
import { exchangesRoutes } from '#schemas/routes/exchange.ts';
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
import { version } from '../version.ts';
import { agentRoutes, answerRoutes, askRoutes, ferryRoutes } from './departments.ts';
import { operation, tagOf } from './operations.ts';
import { TAGS } from './tags.ts';

/** Every route of the hub by operation id, in the order of the page. */
export const everyRoute: Readonly<Record<string, Route>> = {
  ...askRoutes,
  ...answerRoutes,
  ...ferryRoutes,
  ...agentRoutes,
  ...agentsRoutes,
  ...entriesRoutes,
  ...catalogueRoutes,
  ...libraryRoutes,
  ...pageRoutes,
  ...operationsRoutes,
  ...sealKeyRoutes,
  ...legalHoldRoutes,
  ...statusListRoutes,
  ...copyRoutes,
  ...credentialsRoutes,
  ...showingRoutes,
  ...publicVerifyRoutes,
  ...exchangesRoutes,
  ...usesRoutes,
  ...statisticsRoutes,
  ...upperRoutes,
  ...eventsRoutes,
  ...doubtsRoutes,
  ...noticesRoutes,
  ...batchesRoutes,
  ...backFillsRoutes,
  ...alertsRoutes,
  ...accessRoutes,
  ...matterRoutes,
  ...guideRoutes,
  ...caseRoutes,
  ...casePaperRoutes,
  ...caseSlipRoutes,
  ...reportRoutes,
  ...publicRoutes,
  ...consoleRoutes,
};

const INTRODUCTION = `让数据多跑路，让群众少跑腿。 The data makes the trip, so the citizen does not have to.

一个令牌、一次 POST、一份按规范校验的答复；不予共享时，说明是哪条规则。 One token, one POST, a schema-checked answer; when it is refused, the rule that refused it.

个人信息只在请求体与答复体中，绝不在地址、页码或错误信息中。 Personal data stands in bodies only, never in an address, a cursor or an error.`;

const SIGN_IN = `OAuth 2 访问令牌（RS256 JWT）。 Access token of the city's sign-in: department systems by client credentials with private_key_jwt, officers by code and PKCE. Scopes: ${Scope.options.join(', ')}.`;

const paths = (): Record<string, Record<string, ReturnType<typeof operation>>> => {
  const all: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const [name, route] of Object.entries(everyRoute)) {
    // OpenAPI has no greedy parameter.
    const at = route.path.replace('+}', '}');
    const path = all[at] ?? {};
    path[route.method.toLowerCase()] = operation(name, route);
    all[at] = path;
  }
  return all;
};

/** What zod says for its own sake and no reader needs: the limits of a JavaScript integer, the patterns behind named formats. */
const plainly: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

export const openApiDocument = () => {
  const used = [...new Set(Object.values(everyRoute).map(tagOf))];
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'OneTrip 数据跑腿',
        version,
        description: INTRODUCTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      // The hub puts its own address in when it is asked.
      servers: [{ url: 'http://127.0.0.1:3784' }],
      tags: used.map((name) => ({ name, description: TAGS[name] ?? name })),
      security: [{ signIn: [] }],
      paths: paths(),
      components: {
        // Lines of files, which no body is.
        schemas: { BackFillRow, BackFillLine },
        securitySchemes: {
          signIn: {
            type: 'openIdConnect',
            openIdConnectUrl: 'https://login.example.invalid/onetrip/.well-known/openid-configuration',
            description: SIGN_IN,
          },
        },
      },
    },
    { override: plainly },
  );
};
