/** 税务局's SOAP service: a stand-in in its own process, from a WSDL, in GB 18030 and GB 2312. Loopback only, invented data only. */
import { randomBytes } from 'node:crypto';
import { WANG_JI_CATERING } from '#city/cast.ts';
import type { Population } from '#city/population.ts';
import { run, type StandIn } from './stand-in.ts';
import type { HostileSoapMode } from './taxation/hostile.ts';

export interface TaxOffice extends StandIn {
  hostile(mode: HostileSoapMode): Promise<void>;
  /** Taxpayers that were registered here: each firm once, and every serial number that was told of one. */
  taxpayers(): Promise<{ count: number; serials: string[]; names: string[] }>;
  /** Acts upon the next `count` questions, and hangs up instead of answering. */
  loseAnswers(count: number): Promise<void>;
}

const CALLER = '永康市政务服务管理办公室';
const DJ = { body: 'utf-8', payload: 'gb18030', base64: true } as const;
const WSZM = { body: 'gb2312', payload: 'gb2312', base64: false } as const;

export const startTaxation = async ({
  population,
  folder,
}: {
  population: Population;
  folder: string;
}): Promise<TaxOffice> => {
  const caller = { name: CALLER, secret: randomBytes(18).toString('base64url') };
  const endpoints = { DjService: DJ, WszmService: WSZM };
  const office = await run({
    name: 'tax office',
    script: new URL('./taxation/process.ts', import.meta.url),
    start: (port) => ({ population, folder, caller, endpoints, newcomers: [WANG_JI_CATERING], port }),
  });
  // Not spread: its pid changes when it is restarted.
  return Object.assign(office, {
    secret: {
      address: `http://127.0.0.1:${office.port}/services`,
      caller: CALLER,
      signature: { kind: 'md5-concat', secret: caller.secret, charset: 'gbk' },
      services: { registration: DJ, certificates: WSZM },
    },
    taxpayers: () => office.tell('taxpayers') as ReturnType<TaxOffice['taxpayers']>,
    loseAnswers: async (count: number) => void (await office.tell('lose-answers', count)),
  });
};
