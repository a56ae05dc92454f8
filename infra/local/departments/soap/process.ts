/** The process of a department behind SOAP: its endpoints, and the orders that every such department knows. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { answerOrders, hostileOrder, type Orders } from '../orders.ts';
import { type Caller, type DocumentNames, unsigned, written } from './documents.ts';
import { EVERY_SOAP_MODE, type EverySoapMode } from './hostile.ts';
import { type Endpoint, type Operations, serve } from './server.ts';

export interface SoapStart {
  readonly port: number;
  readonly caller: Caller;
  /** By service of the WSDL. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

interface SoapSystem<S extends SoapStart> {
  readonly wsdl: URL;
  readonly names: DocumentNames;
  /** What the department has at its start, with what its parent gave it. */
  readonly open: (given: S) => Operations;
}

/** `orders`: what it is told beside the common ones. */
export const soapProcess = <S extends SoapStart>({ wsdl, names, open }: SoapSystem<S>, orders: Orders = {}): void => {
  let mode: EverySoapMode = 'none';
  let [asked, losing] = [0, 0];

  const start = async (given: S): Promise<number> => {
    const { port, caller, endpoints } = given;
    const server = await serve(
      {
        wsdl: readFileSync(wsdl, 'utf8'),
        endpoints,
        operations: open(given),
        work: (operation, document) => {
          const now = Date.now();
          return written(names, unsigned(names, caller, document, now) ?? operation(document, now));
        },
        mode: () => mode,
        loses: () => losing > 0 && losing-- > 0,
        heard: () => {
          asked += 1;
        },
      },
      port,
    );
    return (server.address() as AddressInfo).port;
  };

  answerOrders({
    start,
    asked: () => asked,
    hostile: hostileOrder(EVERY_SOAP_MODE, (next) => {
      mode = next;
    }),
    'lose-answers': (count: number) => {
      losing = count;
    },
    ...orders,
  });
};
