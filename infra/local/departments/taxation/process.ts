/** The stand-in's own process: the tax office behind its SOAP endpoints. */
import type { Population } from '#city/population.ts';
import { type SoapStart, soapProcess } from '../soap/process.ts';
import { knownTaxpayers, taxOffice } from './office.ts';
import { openTaxpayers, type Taxpayers } from './taxpayers.ts';

interface Start extends SoapStart {
  readonly population: Population;
  readonly folder: string;
  /** Not yet taxpayers, though the city knows them. */
  readonly newcomers: readonly string[];
}

let taxpayers: Taxpayers;

soapProcess(
  {
    wsdl: new URL('./taxation.wsdl', import.meta.url),
    names: { root: 'taxML', head: ['dyf', 'lsh', 'sj', 'qm'], code: 'fhm', says: 'fhxx' },
    open: ({ population, folder, newcomers }: Start) => {
      const known = population.firms.filter(({ code }) => !newcomers.includes(code));
      taxpayers = openTaxpayers(folder, knownTaxpayers(known));
      const { register, outcome, certificate, invoice } = taxOffice(population, taxpayers);
      return {
        DjService: { Dj: { djxxts: register, djjgcx: outcome } },
        WszmService: { Wszm: { wszmcx: certificate, fpcx: invoice } },
      };
    },
  },
  { taxpayers: () => taxpayers.list() },
);
