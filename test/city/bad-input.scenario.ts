/** Bad input on every route: refused by field and rule, nothing written, nothing of the input repeated. */
import { beforeAll, describe, expect, test } from 'vitest';
import { HOLDER_APP } from '#city/clients.ts';
import { generate } from '#city/generate/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { PROBLEMS } from '#schemas/problem.ts';
import { type Route, type Routes, routeKey } from '#schemas/route.ts';
import { accessRoutes } from '#schemas/routes/access.ts';
import { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import { libraryRoutes, pageRoutes } from '#schemas/routes/certificates.ts';
import { credentialsRoutes } from '#schemas/routes/credentials.ts';
import { askRoute, exchangesRoutes } from '#schemas/routes/exchange.ts';
import { legalHoldRoutes } from '#schemas/routes/legal-holds.ts';
import { sealKeyRoutes } from '#schemas/routes/seal-keys.ts';
import { linesOf } from './kept.ts';
import { type Answer, boot, call, contract, HOMES, review, TITLE } from './support.ts';

let city: LocalCity;
let tokens: Record<string, string>;
/** Functions that requests reach. */
let answering: ReadonlySet<string>;
beforeAll(async () => {
  city = await boot();
  const reached = city.deployment
    .ofType('AWS::ApiGatewayV2::Integration')
    .map(({ properties }) => properties.IntegrationUri);
  answering = new Set(city.pool.functions.filter(({ arn }) => reached.includes(arn)).map(({ name }) => name));
  expect(answering).toContain('onetrip-real-estate');
  expect(answering).not.toContain('onetrip-later-due');
  const [asks, manages, issues, app] = await Promise.all([
    city.token('housing-system'),
    city.token('data-authority-system'),
    city.token('real-estate-system'),
    city.token(HOLDER_APP),
  ]);
  tokens = {
    exchange: asks,
    certificates: asks,
    catalogue: manages,
    'catalogue.manage': manages,
    'certificates.issue': issues,
    'credentials.issue': manages,
    holder: app,
  };
  Object.assign(tokens, { registry: manages, 'registry.manage': manages, supervision: manages });
  // A registered thing to aim at, and warm functions.
  await call(city, 'POST', HOMES, { token: asks, body: review() });
});

const CANARY = 'CANARY-330784196205099980-陈福英';
const ask = { ask: askRoute('real-estate') };
const all: Routes = {
  ...ask,
  ...accessRoutes,
  ...catalogueRoutes,
  ...libraryRoutes,
  ...pageRoutes,
  ...credentialsRoutes,
  ...operationsRoutes,
  ...sealKeyRoutes,
  ...legalHoldRoutes,
  ...exchangesRoutes,
};
const cases = Object.values(all)
  .filter((route) => route.scope !== null && (route.body || route.params || route.query))
  .map((route) => [routeKey(route), route] as const);

const PARAMS: Record<string, string> = {
  resource: 'titles-by-holder',
  department: 'real-estate',
  id: 'one-window',
  grant: 'housing-rental-review',
  type: 'real-estate-title',
  exchange: '00000000-0000-4000-8000-000000000000',
  version: '1',
  dispute: 'housing-rental-review-d1',
  year: '2026',
  rule: 'grant-decision',
  key: 'no-key-of-the-library',
  hold: '00000000-0000-4000-8000-000000000000',
  identifier: '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
};
const pathOf = (route: Route, over: Record<string, string> = {}): string =>
  route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(over[name] ?? PARAMS[name] ?? ''));

const HEADERS = { 'if-match': '"1"', 'idempotency-key': 'bad-input' };
const send = (
  route: Route,
  body: unknown,
  path = pathOf(route),
  headers: Record<string, string> = {},
): Promise<Answer> =>
  call(city, route.method, path, { token: tokens[route.scope ?? ''] ?? '', body, headers: { ...HEADERS, ...headers } });

/** A refusal in our own form: stable code and status, no stack, nothing of what was sent. */
const refused = (answer: Answer, code: string | RegExp): void => {
  const said = `${answer.status} ${answer.text}`;
  expect(said).toMatch(/^4/);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body.code, said).toMatch(code);
  expect(answer.status).toBe(PROBLEMS[answer.body.code as keyof typeof PROBLEMS][0]);
  expect(said).not.toMatch(/CANARY|陈福英|330784196205099980|at .*\.ts|node:internal|Error:/);
};

const writes = () =>
  city.engine.read().filter(({ operation }) => /Put|Update|Delete|Transact|Write|Send/.test(operation));
const withoutWrites = async (work: () => Promise<void>): Promise<void> => {
  // What is woken by a timer, a queue or a stream writes on its own account, and so does what agents and readers of front tables call.
  const own = () => writes().filter(({ fn }) => answering.has(fn) && !/catalogue-events|uses|agent|intake/.test(fn));
  await city.settle();
  city.engine.reset();
  await work();
  expect(own()).toEqual([]);
};

describe.each(cases)('%s', (_, route) => {
  if (route.body) {
    test('malformed, of the wrong kind, with unknown members, too long', () =>
      withoutWrites(async () => {
        refused(await send(route, `{"x": ${CANARY}`), 'malformed-json');
        refused(await send(route, '[]'), 'invalid-request');
        refused(await send(route, '"text"'), 'invalid-request');
        refused(await send(route, { [CANARY]: CANARY, unknown: CANARY }), 'invalid-request');
        refused(await send(route, { a: 'x'.repeat(route.maxBody ?? 66_000) }), 'body-too-large');
        refused(await send(route, '{}', undefined, { 'content-type': 'text/xml' }), 'unsupported-media-type');
        refused(await send(route, '{"__proto__": {"purpose": 1}}'), 'invalid-request');
        const named = (await send(route, { unknown: 1 })).body.errors ?? [];
        // Of a body of several forms it is told first which form is meant.
        const form = named.length === 1 && named[0]?.field === '/event';
        if (!form) expect(named).toContainEqual({ field: '/unknown', rule: 'unknown-field' });
      }));
  }
  if (route.params) {
    test('path parameters that are none', () =>
      withoutWrites(async () => {
        for (const bad of [CANARY, '%00', "' or 1=1", 'A'.repeat(300), '..']) {
          const over = Object.fromEntries(Object.keys(PARAMS).map((name) => [name, bad]));
          const answer = await send(route, route.body ? {} : undefined, pathOf(route, over));
          // `..` never reaches a route: the address itself changes.
          if (answer.headers.get('content-type')?.includes('problem')) refused(answer, /invalid-request|not-found/);
          else expect([403, 404]).toContain(answer.status);
        }
      }));
  }
  if (route.query) {
    test('query parameters that are none', async () => {
      const answer = await send(
        route,
        undefined,
        `${pathOf(route)}?limit=100000&unknown=${encodeURIComponent(CANARY)}`,
      );
      refused(answer, 'invalid-request');
      expect(answer.body.errors).toContainEqual({ field: '/query/unknown', rule: 'unknown-field' });
      const cursor = await send(route, undefined, `${pathOf(route)}?date=2026-11-20&department=housing&cursor=AAAA`);
      refused(cursor, 'invalid-request');
    });
  }
  if (route.ifMatch) {
    test('without If-Match', async () => {
      const token = tokens[route.scope ?? ''] ?? '';
      const headers = route.idempotencyKey === 'required' ? { 'idempotency-key': 'k' } : {};
      refused(await call(city, route.method, pathOf(route), { token, body: {}, headers }), 'precondition-required');
    });
  }
});

test('check digits, unknown codes and undeclared fields are named by field and rule', async () => {
  const token = tokens.exchange ?? '';
  const bad = async (path: string, body: unknown) => (await call(city, 'POST', path, { token, body })).body;
  const rules = ({ errors = [] }: Answer['body']) => errors.map(({ field, rule }) => `${field} ${rule}`);
  expect(rules(await bad(HOMES, review('330784196205099981')))).toEqual(['/request/holder subject-code']);
  expect(rules(await bad(HOMES, review(undefined, ['/titles/*/owner'])))).toEqual([
    expect.stringMatching(/^\/fields\/0 /),
  ]);
  const ticketed = await contract(city);
  const unit = { ...ticketed, request: { ...ticketed.request, unitNumber: '330784001002GB00003F0001000' } };
  expect(rules(await bad(TITLE, unit))).toEqual(['/request/unitNumber unit-number-form']);
  const unknownRole = { ...ticketed, party: { role: 'neighbour' } };
  expect(rules(await bad(TITLE, unknownRole))).toEqual([expect.stringMatching(/^\/party\/role /)]);
});

test('a genuine token of another department is told which rule refuses it and whom to ask', async () => {
  const token = await city.token('health-system', ['exchange']);
  const { status, body } = await call(city, 'POST', HOMES, { token, body: review() });
  expect(status).toBe(403);
  expect(body.denial?.rule).toBe('grant-missing');
  expect(body.denial?.ask).toMatch(/0579-/);
});

test('after all of this no log of any function holds a number or a name of anybody', async () => {
  const { people, firms } = generate();
  const secrets = [...people, ...firms].flatMap(({ code, name }) => [code, ...(name.length > 2 ? [name] : [])]);
  const lines = linesOf(city);
  expect(lines.length).toBeGreaterThan(20);
  const leaks = lines.filter((line) => /CANARY/.test(line) || secrets.some((secret) => line.includes(secret)));
  expect(leaks).toEqual([]);
});
