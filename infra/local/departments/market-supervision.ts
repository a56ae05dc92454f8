/** 市场监督管理局: a stand-in that speaks signed REST over a real socket, in its own process, and keeps its register in its folder. */
import type { Population } from '#city/population.ts';
import { type RestStandIn, startRest } from './rest/rest.ts';

interface Registrations {
  /** Serial numbers under which a firm was registered: as many as firms. */
  readonly serials: readonly string[];
  /** Every serial number that was decided on, refused and repeated ones too. */
  readonly applications: readonly string[];
}

export interface MarketSupervision extends RestStandIn {
  registrations(): Promise<Registrations>;
  /** This applicant is refused from now on; forgotten at a restart. */
  bar(applicant: string): Promise<void>;
}

/** Resolves when questions are answered. */
export const startMarketSupervision = async (ground: {
  readonly population: Population;
  readonly folder: string;
}): Promise<MarketSupervision> => {
  const script = new URL('./market-supervision/process.ts', import.meta.url);
  const system = await startRest({ name: 'market supervision', script, given: ground });
  return Object.assign(system, {
    registrations: async () => (await system.tell('registrations')) as Registrations,
    bar: async (applicant: string) => void (await system.tell('bar', applicant)),
  });
};
