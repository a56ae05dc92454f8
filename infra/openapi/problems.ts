/** Problem answers of a route, grouped by status: which codes it may carry, in both languages. */
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { PROBLEMS, Problem, type ProblemCode } from '#schemas/problem.ts';
import type { Route } from '#schemas/route.ts';

/** What any route may answer, and why not every route does. */
const common = (route: Route): ProblemCode[] => [
  'invalid-request',
  'internal',
  'hub-not-ready',
  'too-many-requests',
  ...(route.scope === null ? [] : (['unauthenticated', 'forbidden'] as const)),
  ...(route.body ? (['malformed-json', 'body-too-large', 'unsupported-media-type'] as const) : []),
  ...(route.bytes ? (['body-too-large', 'unsupported-media-type'] as const) : []),
  ...(route.ifMatch ? (['precondition-required', 'precondition-failed'] as const) : []),
];

const describe = (codes: readonly ProblemCode[]): string =>
  codes.map((code) => `\`${code}\` ${PROBLEMS[code][1]} ${PROBLEMS[code][2]}`).join('; ');

const example = (code: ProblemCode): Problem => {
  const [status, zh, en] = PROBLEMS[code];
  return { type: `/problems/${code}`, title: `${zh} ${en}`, status, code, instance: 'JKJaXmPLvHcESHA=' };
};

/** The gateway refuses a token itself, before any function runs, and says so in its own form. */
const GATEWAY: Readonly<Record<number, string>> = {
  401: '. From the gateway: {"message":"Unauthorized"}',
  403: '. From the gateway, when the token lacks the scope: {"message":"Forbidden"}',
  429: '. From the gateway: {"message":"Too Many Requests"}',
};

/** The same codes are the same component, and a component is known by its object. */
const made = new Map<string, ZodOpenApiResponseObject>();

const response = (status: number, codes: readonly ProblemCode[]): ZodOpenApiResponseObject => {
  const id = `Problem.${codes.toSorted().join('.')}`;
  const found = made.get(id) ?? {
    id,
    description: `${describe(codes)}${GATEWAY[status] ?? ''}`,
    content: { 'application/problem+json': { schema: Problem, example: example(codes[0] as ProblemCode) } },
  };
  made.set(id, found);
  return found;
};

export const problemResponses = (route: Route): Record<string, ZodOpenApiResponseObject> => {
  const codes = [...new Set([...common(route), ...(route.problems ?? [])])];
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code][0]);
  return Object.fromEntries(
    [...byStatus].toSorted(([a], [b]) => a - b).map(([status, of]) => [String(status), response(status, of)]),
  );
};
