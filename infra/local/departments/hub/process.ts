/** The process of another hub as its callers see it: a sign-in that checks the proof, and an exchange that answers what it was given to know. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { importJWK, type JWK, jwtVerify } from 'jose';
import { compile, keep } from '#functions/exchange/pointers.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { answerOrders, hostileOrder } from '../orders.ts';
import { EVERY_REST_MODE, type EveryRestMode, respond, sendJson } from '../rest/hostile.ts';

/** An answer of a resource to one request. */
export interface KnownAnswer {
  readonly resource: string;
  readonly request: unknown;
  readonly answer: unknown;
}

export interface HubStart {
  readonly port: number;
  readonly client: string;
  readonly key: JWK;
  readonly known: readonly KnownAnswer[];
}

/** What it says instead of an answer, until it is told otherwise. */
export interface Refusing {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Wish {
  readonly request: unknown;
  readonly fields: readonly string[];
}

/** As the callers see it: one record for one key and question. */
const open = ({ client, key, known }: HubStart, issuer: string) => {
  const tokens = new Set<string>();
  const exchanges = new Map<string, string>();
  return {
    tokens,
    token: async (form: URLSearchParams, seconds: number) => {
      const proof = form.get('client_assertion') ?? '';
      await jwtVerify(proof, await importJWK(key, 'ES256'), { issuer: client, subject: client, audience: issuer });
      const token = crypto.randomUUID();
      tokens.add(token);
      return { access_token: token, token_type: 'Bearer', expires_in: seconds, scope: form.get('scope') };
    },
    answer: (resource: string, { request, fields }: Wish, idempotencyKey: string) => {
      const found = known.find((one) => one.resource === resource && canonical(one.request) === canonical(request));
      const place = canonical([idempotencyKey, resource, request, fields]);
      const exchange = exchanges.get(place) ?? crypto.randomUUID();
      exchanges.set(place, exchange);
      const envelope = { exchange, resource, resourceVersion: 1, grant: { id: 'below', revision: 1 } };
      const said = { ...envelope, answeredAt: new Date().toISOString(), found: found !== undefined, fields };
      return found ? { ...said, answer: keep(compile(fields), found.answer) } : said;
    },
    exchanges,
  };
};

let hub: ReturnType<typeof open>;
let [mode, asked, seconds]: [EveryRestMode, number, number] = ['none', 0, 600];
let refusing: Refusing | undefined;
let last: unknown;

const serve = async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
  const [path = '', { socket }] = [request.url, request];
  const body = (await buffer(request)).toString();
  if (path === '/token') {
    const said = await hub.token(new URLSearchParams(body), seconds).catch(() => undefined);
    if (!said) return sendJson(answer, { error: 'invalid_client' }, 401);
    const broken = mode === 'bad-token' ? { ...said, access_token: 'x\r\nx-planted: CANARY-5d81' } : said;
    return void respond(mode === 'bad-token' ? 'none' : mode, { answer, socket, said: broken }, true);
  }
  asked += 1;
  const { headers } = request;
  last = { path, via: headers['onetrip-via'], key: headers['idempotency-key'], body: JSON.parse(body || '{}') };
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  if (!hub.tokens.has(token)) return sendJson(answer, { message: 'Unauthorized' }, 401);
  if (refusing) return void answer.writeHead(refusing.status, refusing.headers).end(JSON.stringify(refusing.body));
  const resource = path.replace('/v1/exchange/', '');
  const said = hub.answer(resource, JSON.parse(body) as Wish, String(headers['idempotency-key']));
  await respond(mode, { answer, socket, said, member: 'answer' }, false);
};

const start = async (given: HubStart): Promise<number> => {
  const server = createServer((request, answer) => {
    serve(request, answer).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 120_000;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(given.port, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  hub = open(given, `http://127.0.0.1:${port}`);
  return port;
};

answerOrders({
  start,
  asked: () => asked,
  hostile: hostileOrder(EVERY_REST_MODE, (next) => {
    mode = next;
  }),
  refuse: (next: Refusing | null) => {
    refusing = next ?? undefined;
  },
  /** Tokens given from now on live so long. */
  'token-seconds': (next: number) => {
    seconds = next;
  },
  'expire-tokens': () => hub.tokens.clear(),
  seen: () => ({ last, tokens: hub.tokens.size, exchanges: hub.exchanges.size }),
});
