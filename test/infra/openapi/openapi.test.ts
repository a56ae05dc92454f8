import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { actOf } from '#functions/cases/acts/index.ts';
import { caseLifecycle } from '#functions/cases/case-lifecycle.ts';
import { everyRoute, openApiDocument } from '#infra/openapi/document.ts';
import { examples } from '#infra/openapi/examples.ts';
import { openApiText } from '#infra/openapi.ts';
import { caseActNames } from '#schemas/case-act.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { Ask, type Purpose } from '#schemas/exchange.ts';
import type { GrantedPurpose } from '#schemas/grant.ts';
import { PROBLEMS } from '#schemas/problem.ts';
import { routeKey } from '#schemas/route.ts';
import { tableOfRoutes } from '../routes.ts';

interface Described {
  readonly operationId: string;
  readonly security: readonly { readonly signIn?: readonly string[] }[];
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

const grantedFor = (purpose: GrantedPurpose | Purpose): string =>
  purpose.kind === 'matter' ? purpose.matter : purpose.code;

/** OpenAPI has no greedy parameter: {proxy+} is described as {proxy}. */
const described = (key: string): string => key.replace('+}', '}');

const document = JSON.parse(JSON.stringify(openApiDocument()));
const operations = Object.entries<Record<string, Described>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, operation })),
);

test('docs/openapi.json is what the tables say now (npm run openapi writes it)', () => {
  expect(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8') === openApiText()).toBe(true);
});

test('what is documented is what is deployed: the same routes, the same scopes', () => {
  const documented = Object.fromEntries(
    operations.map(({ key, operation }) => [key, operation.security[0]?.signIn?.[0] ?? null]),
  );
  const deployed = Object.entries(tableOfRoutes()).map(([key, scope]) => [described(key), scope]);
  expect(documented).toEqual(Object.fromEntries(deployed));
});

test('every operation has an id of its own, every reference leads somewhere', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  for (const [, room = '', name = ''] of references) expect(document.components[room]).toHaveProperty([name]);
});

test('every room has a name of its own, and a line of a file that a summary names is described', () => {
  const tags: { name: string; description: string }[] = document.tags;
  expect(tags.filter(({ name, description }) => name === description)).toEqual([]);
  const named = [...JSON.stringify(document.paths).matchAll(/\((\w+)\) a line/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(document.components.schemas).toHaveProperty([name]);
});

test.each(Object.entries(everyRoute))('%s says how it is called and what it answers', (_name, route) => {
  const operation = operations.find(({ key }) => key === described(routeKey(route)))?.operation;
  const named = (where: string) => (operation?.parameters ?? []).filter((p) => p.in === where).map((p) => p.name);
  expect(named('path')).toEqual([...route.path.matchAll(/\{(\w+)\+?\}/g)].map(([, parameter]) => parameter));
  expect(named('header').includes('If-Match')).toBe(route.ifMatch === true);
  expect(named('header').includes('Idempotency-Key')).toBe(route.idempotencyKey !== undefined);
  for (const code of route.problems ?? []) expect(operation?.responses).toHaveProperty(String(PROBLEMS[code][0]));
  expect(operation?.responses).toHaveProperty(String(route.status ?? 200));
  if (route.accepted)
    expect(operation?.responses['202']).toMatchObject({ headers: { Location: {}, 'Retry-After': {} } });
});

test('whatever the exchange and the adapters may throw is described where departments are asked', () => {
  const sources = globSync(['functions/exchange/*.ts', 'functions/departments/**/*.ts']);
  const others = /\/protocols\/(ferry|agent|entry|waiting|upper)\//;
  const asking = sources.filter((path) => !others.test(path)).map((path) => readFileSync(path, 'utf8'));
  const thrown = new Set(
    asking.flatMap((text) => [...text.matchAll(/\bproblem\('([a-z-]+)'/g)].map(([, code]) => code)),
  );
  const asks = operations.filter(({ operation }) => operation.operationId.startsWith('ask.'));
  const answers = asks.flatMap(({ operation }) => Object.values(operation.responses));
  const components = answers.map(({ $ref = '' }) => document.components.responses[$ref.split('/').at(-1) ?? '']);
  const told = JSON.stringify(components);
  expect(thrown.size).toBeGreaterThan(10);
  expect([...thrown].filter((code) => !told.includes(`\`${code}\``))).toEqual([]);
});

test.each(Object.entries(examples))('the example of %s is accepted by the schemas of its route', (name, example) => {
  const route = everyRoute[name];
  if (example.request !== undefined) expect(route?.body?.safeParse(example.request)).toMatchObject({ success: true });
  if (example.answer !== undefined) expect(route?.answer?.safeParse(example.answer)).toMatchObject({ success: true });
  if (example.accepted !== undefined)
    expect(route?.accepted?.safeParse(example.accepted)).toMatchObject({ success: true });
  for (const [of, request] of Object.entries(example.requests ?? {}))
    expect([of, route?.body?.safeParse(request).error?.issues]).toEqual([of, undefined]);
  expect(example.request ?? example.requests ?? example.answer).toBeDefined();
});

test('each act that somebody may do to a case has its example', () => {
  const byHand = caseActNames.filter((name) => {
    const { move, by = [] } = actOf(name);
    const moves = typeof move === 'function' ? (['accept'] as const) : [move];
    return [...moves.flatMap((one) => caseLifecycle.events[one].by), ...by].some((role) => role !== 'hub');
  });
  expect(Object.keys(examples.actOnCase?.requests ?? {}).toSorted()).toEqual(byHand.toSorted());
});

const asks = Object.keys(examples).filter((name) => name.startsWith('ask.'));
test.each(asks)('the example of %s is granted in the city', (name) => {
  const { purpose, party, fields } = Ask.parse(examples[name]?.request);
  const answer = (examples[name]?.answer ?? examples[name]?.accepted) as { resource: string; grant?: { id: string } };
  const granting = grants
    .filter(({ resource }) => resource === answer.resource)
    .filter((grant) => grant.parties.some(({ role }) => role === party.role))
    .filter((grant) => grant.purposes.some((one) => grantedFor(one) === grantedFor(purpose)))
    .filter((grant) => fields.every((field) => grant.fields.includes(field)))
    .map(({ id }) => id);
  expect(granting).toContain(answer.grant?.id ?? granting[0]);
});

test('every resource of the city is described', () => {
  const described = Object.entries(askedOf).flatMap(([department, of]) =>
    Object.keys(of).map((name) => `${department}/${name}`),
  );
  expect(described.toSorted()).toEqual(resources.map(({ id }) => id).toSorted());
});
