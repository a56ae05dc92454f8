import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import { everyRoute, openApiDocument } from '#infra/openapi/document.ts';
import { examples } from '#infra/openapi/examples.ts';
import { openApiText } from '#infra/openapi.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { PROBLEMS } from '#schemas/problem.ts';
import { routeKey } from '#schemas/route.ts';
import { tableOfRoutes } from '../routes.ts';

interface Described {
  readonly operationId: string;
  readonly security: readonly { readonly signIn?: readonly string[] }[];
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

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
  expect(documented).toEqual(tableOfRoutes());
});

test('every operation has an id of its own, every reference leads somewhere', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  for (const [, room = '', name = ''] of references) expect(document.components[room]).toHaveProperty([name]);
});

test.each(Object.entries(everyRoute))('%s says how it is called and what it answers', (_name, route) => {
  const operation = operations.find(({ key }) => key === routeKey(route))?.operation;
  const named = (where: string) => (operation?.parameters ?? []).filter((p) => p.in === where).map((p) => p.name);
  expect(named('path')).toEqual([...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter));
  expect(named('header').includes('If-Match')).toBe(route.ifMatch === true);
  expect(named('header').includes('Idempotency-Key')).toBe(route.idempotencyKey !== undefined);
  for (const code of route.problems ?? []) expect(operation?.responses).toHaveProperty(String(PROBLEMS[code][0]));
  expect(operation?.responses).toHaveProperty(String(route.status ?? 200));
  if (route.accepted)
    expect(operation?.responses['202']).toMatchObject({ headers: { Location: {}, 'Retry-After': {} } });
});

test.each(Object.entries(examples))('the example of %s is accepted by the schemas of its route', (name, example) => {
  const route = everyRoute[name];
  if (example.request !== undefined) expect(route?.body?.safeParse(example.request)).toMatchObject({ success: true });
  if (example.answer !== undefined) expect(route?.answer?.safeParse(example.answer)).toMatchObject({ success: true });
  if (example.accepted !== undefined)
    expect(route?.accepted?.safeParse(example.accepted)).toMatchObject({ success: true });
  expect(example.request ?? example.answer).toBeDefined();
});

test('every resource of the city is described', () => {
  const described = Object.entries(askedOf).flatMap(([department, of]) =>
    Object.keys(of).map((name) => `${department}/${name}`),
  );
  expect(described.toSorted()).toEqual(resources.map(({ id }) => id).toSorted());
});
