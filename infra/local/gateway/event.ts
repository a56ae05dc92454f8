/** A request as the HTTP API hands it to Lambda: payload format 2.0. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Authorized } from './authorizer.ts';
import type { Met } from './routes.ts';

export interface EventFacts {
  readonly account: string;
  readonly apiId: string;
  /** Epoch milliseconds in the city. */
  readonly now: number;
  readonly requestId: string;
}

export const requestId = (): string => `${randomBytes(11).toString('base64url')}=`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 12/Mar/2020:19:03:58 +0000 */
const commonLogTime = (now: number): string => {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
};

const TEXT = /^(text\/|application\/(json|javascript|xml|([\w.-]+\+)(json|xml))\s*(;|$))/i;

const headersOf = (request: IncomingMessage): Record<string, string> => {
  const joined = Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.join(',') ?? '']);
  const peer = request.socket.remoteAddress ?? '127.0.0.1';
  const { cookie: _cookies, connection: _hop, ...headers } = Object.fromEntries(joined) as Record<string, string>;
  return {
    'content-length': '0',
    ...headers,
    'x-amzn-trace-id': `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
    'x-forwarded-for': headers['x-forwarded-for'] ? `${headers['x-forwarded-for']}, ${peer}` : peer,
    'x-forwarded-port': String(request.socket.localPort ?? ''),
    'x-forwarded-proto': 'http',
  };
};

const queryOf = (raw: string): Record<string, string> | undefined => {
  const joined = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(raw)) {
    const before = joined.get(key);
    joined.set(key, before === undefined ? value : `${before},${value}`);
  }
  return joined.size === 0 ? undefined : Object.fromEntries(joined);
};

const bodyOf = (body: Buffer, headers: Record<string, string>) => {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = !headers['content-encoding'] && TEXT.test(headers['content-type'] ?? 'text/plain');
  return { body: body.toString(text ? 'utf8' : 'base64'), isBase64Encoded: !text };
};

/** `path` is the decoded path. */
export const payload = (
  request: IncomingMessage,
  { route, params }: Met,
  target: { readonly path: string; readonly query: string },
  body: Buffer,
  authorized: Authorized | undefined,
  { account, apiId, now, requestId: id }: EventFacts,
) => {
  const headers = headersOf(request);
  const cookies = request.headersDistinct.cookie?.flatMap((line) => line.split(/;\s*/)).filter(Boolean);
  const query = queryOf(target.query);
  const host = headers.host ?? '';
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: target.path,
    rawQueryString: target.query,
    ...(cookies?.length ? { cookies } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: account,
      apiId,
      ...(authorized ? { authorizer: { jwt: authorized } } : {}),
      domainName: host,
      domainPrefix: host.split('.')[0] ?? '',
      http: {
        method: request.method ?? '',
        path: target.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: id,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(params).length ? { pathParameters: params } : {}),
    ...bodyOf(body, headers),
  };
};
