/** REST to a department that may be slow, broken or hostile: one JSON answer of bounded size within the deadline, or a problem without its words. */
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { type AskContext, TransientFailure } from '#functions/exchange/adapter.ts';
import { causeOf } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';
import { guard } from './guard.ts';
import { parseStrictJson } from './strict-json.ts';

export interface RestOptions {
  /** http(s)://host[:port][/path], from the department's secret. */
  readonly base: string;
  /** Sent with every request: an API key, a token. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Largest answer; 1,000,000 bytes unless said. */
  readonly maxBytes?: number;
  /** Statuses by which this department says that it knows nothing of the subject. None unless said: a 404 may be a wrong path. */
  readonly nothing?: readonly number[];
  /** Only for stand-ins on the same machine. */
  readonly allowLoopback?: boolean;
  readonly tls?: Pick<https.AgentOptions, 'ca' | 'cert' | 'key'>;
}

export interface RestClient {
  /** POSTs JSON: a person's code stands in the body, never in the address. Null: the department knows nothing. */
  post(path: `/${string}`, body: unknown, context: AskContext): Promise<unknown>;
  close(): void;
}

const invalid = (cause: string): Error => problem('department-answer-invalid', { cause });
const failed = (cause: string): Error => problem('department-error', { cause });

/** Not connected, or hung up before the first line of an answer. */
const NO_BYTE_SEEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

/** Resolves at the answer's first line. Redirects are not followed, nothing is decompressed. */
const send = (
  client: typeof http | typeof https,
  url: URL,
  options: RequestOptions,
  body: string,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = client.request(url, options, resolve);
    let interim = 0;
    request.on('information', () => {
      interim += 1;
      if (interim > 5) request.destroy(Object.assign(new Error('too many interim answers'), { code: 'EINTERIM' }));
    });
    request.on('error', (error) => {
      const cause = causeOf(error).split(':').at(-1) ?? '';
      reject(NO_BYTE_SEEN.has(cause) ? new TransientFailure(cause) : failed(cause));
    });
    request.end(body);
  });

const refusedStatus = (status: number): Error | undefined => {
  if (status === 200) return undefined;
  if (status >= 500 || status === 429 || status === 401 || status === 403) return failed(`http-${status}`);
  return invalid(`http-${status}`);
};

const refusedHeaders = ({ headers }: IncomingMessage, maxBytes: number): Error | undefined => {
  if (!/^application\/(json|[\w.-]+\+json)\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? ''))
    return invalid('content-type');
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) return invalid('content-encoding');
  if (Number(headers['content-length'] ?? 0) > maxBytes)
    return problem('department-answer-too-large', { cause: 'declared' });
  return undefined;
};

/** Reads until the end, the cap or the deadline, whichever comes first. */
const readBytes = async (answer: IncomingMessage, maxBytes: number): Promise<Buffer> => {
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

/** One per instance; connections are kept alive, at most four. */
export const restClient = ({ maxBytes = 1_000_000, nothing = [], ...options }: RestOptions): RestClient => {
  const { base, lookup } = guard(options.base, { allowLoopback: options.allowLoopback ?? false });
  const secure = base.protocol === 'https:';
  const sockets = { keepAlive: true, maxSockets: 4, lookup };
  const agent = secure ? new https.Agent({ ...sockets, ...options.tls }) : new http.Agent(sockets);

  const read = async (answer: IncomingMessage): Promise<unknown> => {
    const status = answer.statusCode ?? 0;
    if (nothing.includes(status)) return null;
    const refused = refusedStatus(status) ?? refusedHeaders(answer, maxBytes);
    if (refused) throw refused;
    const bytes = await readBytes(answer, maxBytes);
    try {
      return parseStrictJson(bytes);
    } catch {
      throw invalid('json');
    }
  };

  return {
    post: async (path, body, { signal }) => {
      const text = JSON.stringify(body);
      const url = new URL(base);
      // Set as a path, it cannot name another host.
      url.pathname = base.pathname.replace(/\/$/, '') + path;
      const headers = {
        ...options.headers,
        accept: 'application/json',
        'accept-encoding': 'identity',
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(text)),
      };
      const request = { method: 'POST', agent, headers, signal, maxHeaderSize: 16_384 };
      const answer = await send(secure ? https : http, url, request, text);
      try {
        return await read(answer);
      } finally {
        // What was not read to its end is not waited for: the socket goes.
        if (!answer.complete) answer.destroy();
        else answer.resume();
      }
    },
    close: () => agent.destroy(),
  };
};
