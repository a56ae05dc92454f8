/** 税务局's SOAP service: a stand-in in its own process, from a WSDL, in GB 18030 and GB 2312. Loopback only, invented data only. */
import { WANG_JI_CATERING } from '#city/cast.ts';
import type { Population } from '#city/population.ts';
import { type SoapStandIn, startSoap } from './soap/soap.ts';

export interface TaxOffice extends SoapStandIn {
  /** Taxpayers that were registered here: each firm once, and every serial number that was told of one. */
  taxpayers(): Promise<{ count: number; serials: string[]; names: string[] }>;
}

export const startTaxation = async (ground: {
  readonly population: Population;
  readonly folder: string;
}): Promise<TaxOffice> => {
  const office = await startSoap({
    name: 'tax office',
    script: new URL('./taxation/process.ts', import.meta.url),
    services: {
      registration: { wsdl: 'DjService', charsets: { body: 'utf-8', payload: 'gb18030', base64: true } },
      certificates: { wsdl: 'WszmService', charsets: { body: 'gb2312', payload: 'gb2312', base64: false } },
    },
    given: { ...ground, newcomers: [WANG_JI_CATERING] },
  });
  return Object.assign(office, {
    taxpayers: () => office.tell('taxpayers') as ReturnType<TaxOffice['taxpayers']>,
  });
};
