/** One POST to a department that may be slow, broken or hostile: an answer of bounded size within the deadline, or a problem without its words. */
import http, { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { AskContext } from '#functions/exchange/adapter.ts';
import { guard, type Reach } from '#functions/kernel/guard.ts';
import { type Shown, securedTo } from '#functions/kernel/guarded-socket.client.ts';
import { problem } from '#functions/kernel/problem.ts';
import { unreached } from './unreached.ts';

export interface PostOptions extends Reach {
  /** http(s)://host[:port][/path], from the department's secret. */
  readonly base: string;
  /** Largest answer; 1,000,000 bytes unless said. */
  readonly maxBytes?: number;
  readonly tls?: Shown;
  /** False: a new connection for each question. One that died unnoticed would leave open whether a change was carried out. */
  readonly keepAlive?: boolean;
}

/** The first lines of an answer; its bytes are read only by who asks for them. */
export interface Posted {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The whole body. Throws department-answer-invalid when it is compressed, department-answer-too-large, department-error when it ends early. */
  bytes(): Promise<Buffer>;
}

export interface PostClient {
  /** `path` is appended to the base's. The socket is given back when `read` is done, and goes when something was left unread. */
  post<A>(
    path: `/${string}` | '',
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
    context: AskContext,
    read: (answer: Posted) => Promise<A>,
  ): Promise<A>;
  /** As `post`, without a body. `query`: nothing about a person may stand in it. */
  get<A>(
    path: `/${string}` | '',
    query: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>>,
    context: AskContext,
    read: (answer: Posted) => Promise<A>,
  ): Promise<A>;
  close(): void;
}

const failed = (cause: string): Error => problem('department-error', { cause });

/** Resolves at the answer's first line. Redirects are not followed, nothing is decompressed. */
const send = (
  client: typeof http | typeof https,
  url: URL,
  options: RequestOptions,
  body?: Uint8Array,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = client.request(url, options, resolve);
    let interim = 0;
    request.on('information', () => {
      interim += 1;
      if (interim > 5) request.destroy(Object.assign(new Error('too many interim answers'), { code: 'EINTERIM' }));
    });
    // Nobody asked for another protocol; without this the connection would end, and nobody be told.
    request.on('upgrade', (_answer, socket) => {
      socket.destroy();
      reject(failed('http-101'));
    });
    request.on('error', (error) => reject(unreached(error)));
    request.end(body);
  });

/** Reads until the end, the cap or the deadline, whichever comes first. */
const readBytes = async (answer: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  if (!/^(identity)?$/i.test(answer.headers['content-encoding'] ?? ''))
    throw problem('department-answer-invalid', { cause: 'content-encoding' });
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes)
    throw problem('department-answer-too-large', { cause: 'declared' });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw problem('department-answer-too-large', { cause: 'counted' });
      chunks.push(chunk);
    }
  } catch (error) {
    throw size > maxBytes ? error : failed('truncated');
  }
  if (!answer.complete) throw failed('truncated');
  return Buffer.concat(chunks);
};

/** What goes out beside the address. */
interface Sent {
  readonly method: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** One per instance; connections are kept alive, at most four. */
export const postClient = ({ maxBytes = 1_000_000, keepAlive = true, ...options }: PostOptions): PostClient => {
  const { base, lookup } = guard(options.base, options);
  const secure = base.protocol === 'https:';
  const sockets = { keepAlive, maxSockets: 4, lookup };
  const agent = secure
    ? new https.Agent({ ...sockets, ...securedTo(base.hostname, options.tls ?? {}) })
    : new http.Agent(sockets);
  const sent = async <A>(
    path: string,
    { method, query, headers, body }: Sent,
    { signal }: AskContext,
    read: (answer: Posted) => Promise<A>,
  ): Promise<A> => {
    const url = new URL(base);
    // Set as a path, it cannot name another host.
    url.pathname = base.pathname.replace(/\/$/, '') + path;
    if (query) url.search = new URLSearchParams(query).toString();
    const length = body ? { 'content-length': String(body.byteLength) } : {};
    const request = {
      method,
      agent,
      headers: { ...headers, 'accept-encoding': 'identity', ...length },
      signal,
      maxHeaderSize: 16_384,
    };
    const answer = await send(secure ? https : http, url, request, body);
    try {
      const bytes = () => readBytes(answer, maxBytes);
      return await read({ status: answer.statusCode ?? 0, headers: answer.headers, bytes });
    } finally {
      // What was not read to its end is not waited for: the socket goes.
      if (!answer.complete) answer.destroy();
      else answer.resume();
    }
  };
  return {
    post: (path, headers, body, context, read) => sent(path, { method: 'POST', headers, body }, context, read),
    get: (path, query, headers, context, read) => sent(path, { method: 'GET', query, headers }, context, read),
    close: () => agent.destroy(),
  };
};

/** What a status other than 200 means: department-error for its own trouble, department-answer-invalid for what it should not say. */
export const refusedStatus = (status: number): Error | undefined => {
  if (status === 200) return undefined;
  if (status >= 500 || status === 429 || status === 401 || status === 403) return failed(`http-${status}`);
  return problem('department-answer-invalid', { cause: `http-${status}` });
};
