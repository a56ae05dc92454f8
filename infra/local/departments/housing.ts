/** 住建: a stand-in that really speaks signed REST over a socket, in its own process. */
import type { Population } from '#city/population.ts';
import { type RestStandIn, startRest } from './rest/rest.ts';

const script = new URL('./housing/process.ts', import.meta.url);

export const startHousing = ({ population }: { readonly population: Population }): Promise<RestStandIn> =>
  startRest({ name: 'housing', script, given: { population } });
