/** A route of the HTTP interface as data: read by infra (API, scopes), functions (router, validation) and OpenAPI. */
import type * as z from 'zod';
import type { Scope } from './access.ts';
import type { Bilingual } from './department.ts';
import type { ProblemCode } from './problem.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path template in the HTTP API's form: /v1/certificates/{identifier}. */
  readonly path: `/${string}`;
  /** Scope demanded by the authorizer; null: public. */
  readonly scope: Scope | null;
  readonly summary: Bilingual;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is bytes (application/octet-stream) and their Content-Digest (RFC 9530, sha-256) is demanded. */
  readonly bytes?: true;
  /** The answer's schema; absent when the answer is not JSON. */
  readonly answer?: z.ZodType;
  /** The body of a 202 beside it: there is no answer yet. Location says where it will be, Retry-After when to ask. */
  readonly accepted?: z.ZodType;
  readonly contentType?: string;
  readonly status?: 200 | 201 | 202 | 204;
  /** Idempotency-Key header: demanded, read when sent, or not read. */
  readonly idempotencyKey?: 'required' | 'optional';
  /** If-Match header demanded (revision as ETag). */
  readonly ifMatch?: boolean;
  /** Largest body in bytes; 65,536 unless said. */
  readonly maxBody?: number;
  /** Problems beyond those of every route (400, 401, 403, 413, 415, 500, 503). */
  readonly problems?: readonly ProblemCode[];
}

export type Routes = Readonly<Record<string, Route>>;

/** "METHOD /path", the HTTP API's route key. */
export const routeKey = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`;
