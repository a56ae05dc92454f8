/** Calls a handler as the HTTP API calls it: payload 2.0, claims of a token that the gateway has let in. */
import { createHash } from 'node:crypto';
import type { HttpAnswer } from '#functions/kernel/problem.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { Scope } from '#schemas/access.ts';

export interface Ask {
  /** A client id or an officer id. */
  readonly as: string;
  readonly scopes?: readonly string[];
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** For a route of bytes; with their Content-Digest, unless `headers` says another. */
  readonly bytes?: Uint8Array;
  readonly ifMatch?: string;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
}

export type Call = (routeKey: string, ask: Ask) => Promise<Answer>;

type Handler = (event: HttpEvent, context: never) => Promise<HttpAnswer>;

const sent = (bytes: Uint8Array) => ({
  'content-type': 'application/octet-stream',
  'content-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
});

const event = (routeKey: string, now: number, ask: Ask): HttpEvent => {
  const { as, scopes = Scope.options, params, query, body, bytes, ifMatch, headers } = ask;
  const claims = { client_id: as.startsWith('officer-') ? 'onetrip-console' : as, sub: as, scope: scopes.join(' ') };
  return {
    routeKey,
    headers: {
      'content-type': 'application/json',
      ...(bytes ? sent(bytes) : {}),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...headers,
    },
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(bytes ? { body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true } : {}),
    requestContext: { timeEpoch: now, requestId: 'test', authorizer: { jwt: { claims } } },
  } as unknown as HttpEvent;
};

/** `now`: epoch ms of the requests, asked for at each call. */
export const caller =
  (handler: Handler, now: () => number): Call =>
  async (routeKey, ask) => {
    const { statusCode, headers, body } = await handler(event(routeKey, now(), ask), {} as never);
    const json = headers['content-type']?.includes('json') && body !== '';
    return { status: statusCode, headers, body: json ? JSON.parse(body) : body };
  };
