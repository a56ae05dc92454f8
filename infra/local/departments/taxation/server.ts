/** The tax office's SOAP endpoints on loopback: the soap package reads the WSDL, and around it stand the charsets that it does not know. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as soap from 'soap';
import { bytesOf, textOf } from './charsets.ts';
import {
  alteredBytes,
  alteredDocument,
  alteredEnvelope,
  type HostileSoapMode,
  PLANTED,
  refuses,
  sends,
} from './hostile.ts';

export interface Endpoint {
  /** Of the HTTP body, of the document in the string, and whether that is wrapped. */
  readonly body: string;
  readonly payload: string;
  readonly base64: boolean;
}

export interface Service {
  readonly endpoints: { readonly DjService: Endpoint; readonly WszmService: Endpoint };
  /** Operation and document to document. */
  readonly work: (operation: string, document: string) => string;
  readonly mode: () => HostileSoapMode;
  /** True once for each answer that is to be lost on its way. */
  readonly loses: () => boolean;
  readonly heard: () => void;
}

const wsdl = readFileSync(new URL('./taxation.wsdl', import.meta.url), 'utf8');

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** String in, string out: the document unwrapped from its charset, worked on, wrapped again. */
const operation =
  (name: string, { payload, base64 }: Endpoint, { work, mode }: Service) =>
  ({ bw }: { bw: unknown }) => {
    if (mode() === 'fault')
      throw { Fault: { faultcode: 'soap:Server', faultstring: PLANTED, detail: PLANTED, statusCode: 500 } };
    const string = typeof bw === 'string' ? bw : String((bw as { $value?: unknown } | undefined)?.$value ?? '');
    const document = base64 ? textOf(Buffer.from(string, 'base64'), payload) : string;
    const declaration = `<?xml version="1.0" encoding="${payload.toUpperCase()}"?>`;
    const answer = alteredDocument(mode(), declaration + work(name, document));
    if (!base64) return { return: answer };
    return { return: bytesOf(answer, mode() === 'wrong-charset' ? 'utf-8' : payload).toString('base64') };
  };

const portsOf = (service: Service): soap.IServices => {
  const { DjService, WszmService } = service.endpoints;
  const told = (name: string) => operation(name, DjService, service);
  return {
    DjService: { Dj: { djxxts: told('djxxts'), djjgcx: told('djjgcx') } },
    WszmService: { Wszm: { wszmcx: operation('wszmcx', WszmService, service) } },
  } as soap.IServices;
};

export const serve = async (service: Service, port: number): Promise<Server> => {
  const ports = await soap.createServerless({ path: '/services', services: portsOf(service), xml: wsdl });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    service.heard();
    const mode = service.mode();
    if (await refuses(mode, response)) return;
    const name = new URL(request.url ?? '/', 'http://stand-in').pathname.split('/').at(-1) ?? '';
    const endpoint = service.endpoints[name as keyof Service['endpoints']];
    if (!endpoint) return void response.writeHead(404).end();
    const label = /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    const xml = textOf(await bodyOf(request), label);
    const said = await ports.processRequest(xml, {
      url: request.url ?? '/',
      method: 'POST',
      headers: { soapaction: request.headers.soapaction ?? '' },
    });
    if (service.loses()) return void response.socket?.destroy();
    const declared = said.body.replace(
      /^<\?xml[^>]*\?>/,
      `<?xml version="1.0" encoding="${endpoint.body.toUpperCase()}"?>`,
    );
    const altered = alteredBytes(mode, alteredEnvelope(mode, declared), endpoint.body);
    sends(mode, response, { status: said.statusCode, ...altered });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.socket?.destroy());
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return server;
};
