/** In front of the hub while the suites run: they send no token and read status lists over TLS only, so it adds the one and speaks the other. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

export interface Gateway {
  readonly url: string;
  /** From now on it passes calls on to this hub; `token` is asked for each, with the scope that it needs. */
  open(hub: string, token: (scope: string) => Promise<string>): void;
  close(): void;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

export const startGateway = async (): Promise<Gateway> => {
  let pass = async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.writeHead(503).end();
  };
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  const server = createServer({ key, cert }, (request, response) => {
    pass(request, response).catch(() => response.writeHead(502).end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: (hub, token) => {
      pass = async (request, response) => {
        const { url: path = '', method = 'GET' } = request;
        const bearer = await token(path.endsWith('/issue') ? 'credentials.issue' : 'certificates');
        const answer = await fetch(`${hub}${path}`, {
          method,
          headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
          ...(method === 'POST' ? { body: new Uint8Array(await bodyOf(request)) } : {}),
        });
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
        response.end(await answer.text());
      };
    },
    close: () => server.close(),
  };
};
