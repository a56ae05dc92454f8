/** The gateway as a server: reads, answers, tells errors as X-Road does, and writes one line for each request, without people in it. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { clients } from './clients.ts';
import { xroadError } from './errors.ts';
import { gateway, type Seen } from './gateway.ts';
import { type Answer, jsonAnswer, type Message, messageOf } from './message.ts';
import { parts } from './parts.ts';
import type { XRoadSettings } from './settings.ts';
import { escaped, tag } from './xml.ts';

export type Tell = (line: Readonly<Record<string, unknown>>) => void;

const wantsXml = (incoming: IncomingMessage): boolean =>
  /^\s*(text|application)\/xml/.test(incoming.headers.accept ?? '');

const errorAnswer = (error: unknown, detail: string, asXml: boolean): Answer => {
  const { type, status, message, retryAfterMs } = xroadError(error);
  const headers = {
    'x-road-error': type,
    ...(retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  };
  if (!asXml) return jsonAnswer({ type, message, detail }, status, headers);
  const body = tag('error', tag('type', type) + tag('message', escaped(message)) + tag('detail', detail));
  return { status, headers: { ...headers, 'content-type': 'text/xml; charset=utf-8' }, body };
};

const open = (settings: XRoadSettings, listener: (i: IncomingMessage, o: ServerResponse) => void): Server => {
  const limits = { requestTimeout: 60_000, headersTimeout: 20_000, maxHeaderSize: 16_384 };
  const { tls, folder } = settings;
  if (!tls) return createServer(limits, listener);
  const file = (name: string) => readFileSync(resolve(folder, name));
  const trust = tls.caFile ? { ca: file(tls.caFile), requestCert: true, rejectUnauthorized: true } : {};
  const own = { cert: file(tls.certFile), key: file(tls.keyFile), minVersion: 'TLSv1.2' as const };
  return createTlsServer({ ...limits, ...own, ...trust }, listener);
};

export interface RunningGateway {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts to listen. `now`: epoch ms. Throws when a key, a certificate or the port cannot be had. */
export const startGateway = async (settings: XRoadSettings, tell: Tell, now = Date.now): Promise<RunningGateway> => {
  const identify = clients(settings, now);
  let serve = async (_message: Message, _seen: Seen): Promise<Answer> => jsonAnswer({}, 503);

  const answerTo = async (incoming: IncomingMessage): Promise<Answer> => {
    const detail = randomUUID();
    const seen: Seen = {};
    try {
      const message = await messageOf(incoming);
      const answer = await serve(message, seen);
      tell({ id: detail, status: answer.status, ...seen });
      return answer;
    } catch (error) {
      const { type, status, hub } = xroadError(error);
      tell({ id: detail, status, error: type, ...seen, ...hub });
      return errorAnswer(error, detail, wantsXml(incoming));
    }
  };

  const server = open(settings, (incoming, outgoing) => {
    void answerTo(incoming).then(({ status, headers, body }) => {
      // What was not read to its end cannot be followed by another request.
      const close = incoming.complete ? {} : { connection: 'close' };
      outgoing.writeHead(status, { ...headers, ...close, 'content-length': Buffer.byteLength(body) }).end(body);
    });
  });
  server.listen(settings.listen.port, settings.listen.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = settings.url ?? `http${settings.tls ? 's' : ''}://${settings.listen.host}:${port}`;
  const known = parts(settings, identify, address, now);
  serve = gateway(known, address);
  // The first who asks need not wait for it; a hub that is not there yet is told to whoever asks.
  known.directory().catch(() => undefined);
  return {
    address,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
