/** Forwards a call to its engine over kept-alive connections, and gives the whole answer. */
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Request } from './call.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Upstream {
  forward(port: number, request: Request): Promise<Reply>;
  close(): void;
}

// They belong to one connection, or to a body that is sent differently here.
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'content-length']);

/** Headers to hand on. */
export const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.has(name)));

export const upstream = (): Upstream => {
  // Idle connections are dropped before an engine drops them, so that none breaks under a call.
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 10_000 });
  const once = (port: number, { method, path, query, headers, body }: Request) =>
    new Promise<Reply>((resolve, reject) => {
      const sent = httpRequest({
        host: '127.0.0.1',
        port,
        agent,
        method,
        path: query ? `${path}?${query}` : path,
        headers: { ...endToEnd(headers), 'content-length': body.length },
      });
      sent.once('response', (response) => {
        buffer(response).then(
          (whole) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: whole }),
          reject,
        );
      });
      sent.once('error', reject);
      sent.end(body);
    });
  return { forward: once, close: () => agent.destroy() };
};
