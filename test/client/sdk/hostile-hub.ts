/** A small hub and sign-in that misbehave on order, and count everything: requests, effects, tokens. */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { OneTrip, type OneTripOptions, type PrivateJwk } from '#client/sdk/index.ts';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
/** What one request of the hub meets. */
export type Behaviour = (request: Seen, response: ServerResponse) => void | Promise<void>;

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const KEY = { ...privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' } as PrivateJwk;
const PUBLIC = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' } as JWK;

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  };
};
export const problem = (status: number, code: string, headers: Record<string, string> = {}): Behaviour =>
  json(status, { type: `/problems/${code}`, title: code, status, code, instance: 'req-1' }, headers);
/** The connection breaks before a word of the answer. */
export const drop: Behaviour = (_request, response) => void response.socket?.destroy();
export const never: Behaviour = () => undefined;

export const answered = (exchange = '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11') => ({
  exchange,
  resource: 'real-estate/titles-by-holder',
  resourceVersion: 1,
  grant: { id: 'housing-rental-review', revision: 1 },
  answeredAt: '2026-11-20T09:30:00+08:00',
  found: true,
  answer: { titles: [{ use: '住宅' }], more: false },
  fields: ['/titles/*/use', '/more'],
});

/** `behaviours`: one for each request in order; the last one stays. */
export const hostileHub = async () => {
  const seen: Seen[] = [];
  const state = {
    tokens: 0,
    seconds: 600,
    token: json(200, {}) as Behaviour | undefined,
    behaviours: [] as Behaviour[],
  };
  state.token = undefined;
  /** Idempotency keys whose effect took place, in order; a repeat adds none. */
  const effects: string[] = [];
  const scopes: string[] = [];

  const giveToken = async (request: Seen, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(request.body);
    await jwtVerify(String(form.get('client_assertion')), createLocalJWKSet({ keys: [PUBLIC] }), {
      issuer: 'housing-system',
      subject: 'housing-system',
      audience: issuer,
    });
    state.tokens += 1;
    scopes.push(String(form.get('scope')));
    const body = { access_token: `token-${state.tokens}`, token_type: 'Bearer', expires_in: state.seconds };
    await json(200, body)(request, response);
  };

  const server = createServer((incoming, response) => {
    void (async () => {
      const body = await text(incoming);
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body };
      if (url === '/.well-known/openid-configuration')
        return json(200, { issuer, token_endpoint: `${issuer}/token` })(request, response);
      if (url === '/token') return (state.token ?? giveToken)(request, response);
      seen.push(request);
      const next = state.behaviours.length > 1 ? state.behaviours.shift() : state.behaviours[0];
      return (next ?? json(200, answered()))(request, response);
    })().catch(() => response.socket?.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    seen,
    effects,
    scopes,
    state,
    /** The effect takes place once for each key, and the connection breaks before it is told. */
    effectThenDrop: ((request, response) => {
      const key = String(request.headers['idempotency-key']);
      if (!effects.includes(key)) effects.push(key);
      return drop(request, response);
    }) as Behaviour,
    effect: ((request, response) => {
      const key = String(request.headers['idempotency-key']);
      if (!effects.includes(key)) effects.push(key);
      return json(200, answered())(request, response);
    }) as Behaviour,
    will: (...behaviours: Behaviour[]): void => {
      seen.length = 0;
      effects.length = 0;
      state.behaviours = behaviours;
    },
    client: (over: Partial<OneTripOptions> = {}): OneTrip =>
      new OneTrip({
        hub: issuer,
        issuer,
        clientId: 'housing-system',
        key: KEY,
        patience: { attempts: 4, baseMs: 2, capMs: 10 },
        deadlineMs: 20_000,
        attemptMs: 8000,
        ...over,
      }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
export type HostileHub = Awaited<ReturnType<typeof hostileHub>>;

export const QUESTION = {
  purpose: { kind: 'standing', code: 'public-rental-review' },
  party: { role: 'applicant' },
  request: { holder: '330784198802039985' },
  fields: ['/titles/*/use', '/more'],
} as const;
