/**
 * The hub's interface, typed from the route tables themselves. Only types are imported, so nothing of the schemas ships and nothing can grow
 * stale: a route that changes breaks the page that asks it, in the compiler (docs/adr/0033).
 */
import type * as z from 'zod';
import type { Problem } from '#schemas/problem.ts';
import type { meRoutes } from '#schemas/routes/access.ts';
import type { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import type { libraryRoutes, pageRoutes } from '#schemas/routes/certificates.ts';
import type { copyRoutes } from '#schemas/routes/copies.ts';
import type { showingRoutes } from '#schemas/routes/showing.ts';
import type { usesRoutes } from '#schemas/routes/uses.ts';
import { addressed, type Sent } from './address.ts';
import { type Asking, onceMore } from './once-more.ts';
import { sessionOver, token } from './session.ts';

type Tables = typeof meRoutes &
  typeof libraryRoutes &
  typeof pageRoutes &
  typeof copyRoutes &
  typeof operationsRoutes &
  typeof showingRoutes &
  typeof usesRoutes;
type ByKey = { [N in keyof Tables as `${Tables[N]['method']} ${Tables[N]['path']}`]: Tables[N] };
export type Key = keyof ByKey;

type In<R, M extends string> = R extends { readonly [K in M]: infer S extends z.ZodType } ? z.input<S> : undefined;
type Optional<T> = { readonly [K in keyof T as T[K] extends undefined ? never : K]: T[K] };
/** What a route takes: params, query and body where it has them. */
export type Input<K extends Key> = Optional<{
  params: In<ByKey[K], 'params'>;
  query: In<ByKey[K], 'query'>;
  body: In<ByKey[K], 'body'>;
}>;
export type Answer<K extends Key> = ByKey[K] extends { readonly answer: infer S extends z.ZodType }
  ? z.output<S>
  : unknown;

/** The hub refused: the problem as it was told (RFC 9457). */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
/** The hub was not reached, or answered what is no answer of its own. */
export class Unreached extends Error {}
/** There is no token, or it is over. */
export class SignedOut extends Error {}

export interface Options {
  readonly idempotencyKey?: string;
  /** The revision that was seen. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
  /** A POST that only asks may be repeated as a GET may. */
  readonly changesNothing?: boolean;
}

const problemOf = async (response: Response): Promise<Problem | undefined> => {
  if (!/problem\+json/.test(response.headers.get('content-type') ?? '')) return undefined;
  return (await response.json().catch(() => undefined)) as Problem | undefined;
};

const asked = async (url: string, init: Asking): Promise<Response> => {
  try {
    return await onceMore(init, () => fetch(url, init));
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreached();
  }
};

/** Asks the hub. Throws Refused, Unreached, SignedOut. */
export const ask = async <K extends Key>(key: K, input: Input<K>, options: Options = {}): Promise<Answer<K>> => {
  const held = token();
  if (held === undefined) {
    sessionOver();
    throw new SignedOut();
  }
  const sent: Sent = input;
  const { method, path } = addressed(key, sent);
  const response = await asked(path, {
    method,
    headers: {
      authorization: `Bearer ${held}`,
      ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      ...(options.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch}"` }),
    },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.changesNothing ? { changesNothing: true } : {}),
    cache: 'no-store',
  });
  if (response.ok) return (await response.json()) as Answer<K>;
  const problem = await problemOf(response);
  if (problem) throw new Refused(problem);
  // The door's own words: the token, not the hub, was refused.
  if (response.status === 401) {
    sessionOver();
    throw new SignedOut();
  }
  throw new Unreached();
};
