/** A department's SOAP endpoints on loopback: the soap package reads the WSDL, and around it stand the charsets that it does not know. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import * as soap from 'soap';
import { commit, isHttpFault } from '../http-faults.ts';
import { bytesOf, textOf } from './charsets.ts';
import type { Reply } from './documents.ts';
import { alteredBytes, alteredDocument, alteredEnvelope, type EverySoapMode, refuses, sends } from './hostile.ts';
import { PLANTED } from './planted.ts';

export interface Endpoint {
  /** Of the HTTP body, of the document in the string, and whether that is wrapped. */
  readonly body: string;
  readonly payload: string;
  readonly base64: boolean;
}

/** Of a document whose head is right; `now`: epoch ms. */
export type Operation = (document: string, now: number) => Reply;
/** By service, port and operation of the WSDL. */
export type Operations = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Operation>>>>>>;

/** What comes out is called `return` in the WSDL, as in most. */
export interface Service {
  /** Text of the WSDL. */
  readonly wsdl: string;
  /** By service. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly operations: Operations;
  /** Document to document. */
  readonly work: (operation: Operation, document: string) => string;
  readonly mode: () => EverySoapMode;
  /** True once for each answer that is to be lost on its way. */
  readonly loses: () => boolean;
  readonly heard: () => void;
}

/** String in, string out: the document unwrapped from its charset, worked on, wrapped again. */
const told =
  (operation: Operation, { payload, base64 }: Endpoint, { work, mode }: Service) =>
  (given: Readonly<Record<string, unknown>>) => {
    if (mode() === 'fault')
      throw { Fault: { faultcode: 'soap:Server', faultstring: PLANTED, detail: PLANTED, statusCode: 500 } };
    // Its only argument, whatever the WSDL calls it.
    const [argument] = Object.values(given);
    const string = typeof argument === 'string' ? argument : String((argument as { $value?: unknown })?.$value ?? '');
    const document = base64 ? textOf(Buffer.from(string, 'base64'), payload) : string;
    const declaration = `<?xml version="1.0" encoding="${payload.toUpperCase()}"?>`;
    const answer = alteredDocument(mode(), declaration + work(operation, document));
    if (!base64) return { return: answer };
    return { return: bytesOf(answer, mode() === 'wrong-charset' ? 'utf-8' : payload).toString('base64') };
  };

const portsOf = (service: Service): soap.IServices =>
  Object.fromEntries(
    Object.entries(service.operations).map(([name, ports]) => {
      const endpoint = service.endpoints[name];
      if (!endpoint) throw new Error(`no charsets for the service ${name}`);
      const of = (operations: Readonly<Record<string, Operation>>) =>
        Object.fromEntries(Object.entries(operations).map(([word, one]) => [word, told(one, endpoint, service)]));
      return [name, Object.fromEntries(Object.entries(ports).map(([port, operations]) => [port, of(operations)]))];
    }),
  );

export const serve = async (service: Service, port: number): Promise<Server> => {
  const ports = await soap.createServerless({ path: '/services', services: portsOf(service), xml: service.wsdl });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    service.heard();
    const mode = service.mode();
    if (await refuses(mode, response)) return;
    const name = new URL(request.url ?? '/', 'http://stand-in').pathname.split('/').at(-1) ?? '';
    const endpoint = service.endpoints[name];
    if (!endpoint) return void response.writeHead(404).end();
    const label = /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    const xml = textOf(await buffer(request), label);
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
    if (!isHttpFault(mode)) return sends(mode, response, { status: said.statusCode, ...altered });
    const turn = { answer: response, socket: request.socket, type: `text/xml; charset=${altered.label}` };
    commit(mode, { ...turn, body: altered.bytes, planted: PLANTED });
  };

  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    answer(request, response).catch(() => response.socket?.destroy());
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return server;
};
