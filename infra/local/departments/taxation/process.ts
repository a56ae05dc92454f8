/** The stand-in's own process: the tax office behind its SOAP endpoints, told by its parent what to be. */
import type { AddressInfo } from 'node:net';
import type { Population } from '#city/population.ts';
import { answerOrders } from '../orders.ts';
import { HOSTILE_SOAP_MODES, type HostileSoapMode } from './hostile.ts';
import { type Caller, knownTaxpayers, taxOffice } from './office.ts';
import { type Service, serve } from './server.ts';
import { openTaxpayers, type Taxpayers } from './taxpayers.ts';

interface Start {
  readonly population: Population;
  readonly folder: string;
  readonly caller: Caller;
  readonly endpoints: Service['endpoints'];
  /** Not yet taxpayers, though the city knows them. */
  readonly newcomers: readonly string[];
  readonly port: number;
}

let mode: HostileSoapMode = 'none';
let [asked, losing] = [0, 0];
let taxpayers: Taxpayers;

const start = async ({ population, folder, caller, endpoints, newcomers, port }: Start): Promise<number> => {
  taxpayers = openTaxpayers(folder, knownTaxpayers(population.firms.filter(({ code }) => !newcomers.includes(code))));
  const office = taxOffice(population, taxpayers, caller);
  const server = await serve(
    {
      endpoints,
      work: (operation, document) => office(operation, document, Date.now()),
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
  hostile: (next: HostileSoapMode) => {
    if (!HOSTILE_SOAP_MODES.includes(next)) throw new Error(`unknown mode: ${next}`);
    mode = next;
  },
  asked: () => asked,
  taxpayers: () => taxpayers.list(),
  'lose-answers': (count: number) => {
    losing = count;
  },
});
