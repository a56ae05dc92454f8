/** The department systems of the city on one machine. A new department adds one line. */
import type { Population } from '#city/population.ts';
import type { AskedDepartment } from '#schemas/departments/index.ts';
import { startCivilAffairs } from './civil-affairs.ts';
import { startHealth } from './health.ts';
import { startHousing } from './housing.ts';
import { startHumanResources } from './human-resources.ts';
import { startMarketSupervision } from './market-supervision.ts';
import { startPublicSecurity } from './public-security.ts';
import { startFrontTable } from './real-estate.ts';
import type { LocalSystem } from './stand-in.ts';
import { startTaxation } from './taxation.ts';

export interface Ground {
  readonly population: Population;
  /** The department's own folder: what it stores survives its process. */
  readonly folder: string;
}

export const standIns = {
  'real-estate': startFrontTable,
  'market-supervision': startMarketSupervision,
  taxation: startTaxation,
  'public-security': startPublicSecurity,
  housing: startHousing,
  health: startHealth,
  'civil-affairs': startCivilAffairs,
  'human-resources': startHumanResources,
} as const satisfies { readonly [D in AskedDepartment]?: (ground: Ground) => Promise<LocalSystem> };

export type StandInName = keyof typeof standIns;
export type StandIns = { readonly [D in StandInName]: Awaited<ReturnType<(typeof standIns)[D]>> };
