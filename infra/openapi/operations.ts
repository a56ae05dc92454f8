/** One operation of the description from one route of the tables. */
import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import type { Route } from '#schemas/route.ts';
import { type Example, examples } from './examples.ts';
import { problemResponses } from './problems.ts';

/** The first segment behind /v1 names the room, and so the section of the page. */
export const tagOf = ({ path }: Route): string => /^\/v1\/([^/]+)/.exec(path)?.[1] ?? 'public';

const IDEMPOTENCY_KEY = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/)
  .meta({
    description: '幂等键 Names this request: a repeat with the same key and body acts once',
    example: 'a3f1c0de-1',
  });

const IF_MATCH = z
  .string()
  .regex(/^"?\d{1,9}"?$/)
  .meta({
    description: '版本 The revision that you have seen, as in ETag; "0" makes a new one',
    example: '"0"',
  });

const CONTENT_DIGEST = z
  .string()
  .regex(/sha-256=:[A-Za-z0-9+/]{43}=:/)
  .meta({
    description: '摘要 SHA-256 of the bytes (RFC 9530)',
    example: 'sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:',
  });

const headers = (route: Route): Record<string, z.ZodType> => ({
  ...(route.idempotencyKey === 'required' ? { 'Idempotency-Key': IDEMPOTENCY_KEY } : {}),
  ...(route.idempotencyKey === 'optional' ? { 'Idempotency-Key': IDEMPOTENCY_KEY.optional() } : {}),
  ...(route.ifMatch ? { 'If-Match': IF_MATCH } : {}),
  ...(route.bytes ? { 'Content-Digest': CONTENT_DIGEST } : {}),
});

/** Answers that carry a revision carry it as ETag too. */
const hasRevision = ({ answer }: Route): boolean => answer instanceof z.ZodObject && 'revision' in answer.shape;

const success = (name: string, route: Route): ZodOpenApiResponseObject => {
  const schema = route.answer ?? (route.contentType?.includes('json') ? z.looseObject({}) : z.string());
  const example = examples[name]?.answer;
  const type = (route.contentType ?? 'application/json').replace(/;.*/, '');
  return {
    description: `${route.summary.zh} ${route.summary.en}`,
    content: { [type]: { schema, ...(example === undefined ? {} : { example }) } },
    ...(hasRevision(route)
      ? { headers: z.object({ ETag: z.string().meta({ description: '版本 The revision', example: '"1"' }) }) }
      : {}),
  };
};

const NEXT = z.object({
  Location: z.string().meta({ description: '取回地址 Where the answer is fetched' }),
  'Retry-After': z.string().regex(/^\d+$/).meta({ description: '秒 Seconds to wait before', example: '1' }),
});

const accepted = (name: string, schema: z.ZodType): ZodOpenApiResponseObject => {
  const example = examples[name]?.accepted;
  return {
    description: '待答 The department will answer later',
    headers: NEXT,
    content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
  };
};

const BYTES = z.string().meta({ description: 'The bytes as they are', format: 'binary' });

const exampled = ({ request, requests }: Example) => {
  if (requests)
    return { examples: Object.fromEntries(Object.entries(requests).map(([name, value]) => [name, { value }])) };
  return request === undefined ? {} : { example: request };
};

const requestBody = (route: Route, example: Example) => {
  if (route.bytes) return { required: true, content: { 'application/octet-stream': { schema: BYTES } } };
  if (!route.body) return undefined;
  return {
    required: true,
    content: { 'application/json': { schema: route.body, ...exampled(example) } },
  };
};

export const operation = (name: string, route: Route): ZodOpenApiOperationObject => {
  const header = headers(route);
  const body = requestBody(route, examples[name] ?? {});
  return {
    operationId: name,
    tags: [tagOf(route)],
    summary: `${route.summary.zh} ${route.summary.en}`,
    // The page shows the two languages apart.
    'x-summary': route.summary,
    // An empty list says: no token here, whatever holds elsewhere.
    security: route.scope === null ? [] : [{ signIn: [route.scope] }],
    requestParams: {
      ...(route.params ? { path: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(Object.keys(header).length > 0 ? { header: z.object(header) } : {}),
    },
    ...(body ? { requestBody: body } : {}),
    responses: {
      [String(route.status ?? 200)]: success(name, route),
      ...(route.accepted ? { 202: accepted(name, route.accepted) } : {}),
      ...problemResponses(route),
    },
  };
};
