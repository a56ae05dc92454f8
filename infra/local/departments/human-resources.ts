/** 人社: a stand-in that really speaks signed REST over a socket, in its own process. */
import type { Population } from '#city/population.ts';
import { type RestStandIn, startRest } from './rest/rest.ts';

const script = new URL('./human-resources/process.ts', import.meta.url);

export const startHumanResources = ({ population }: { readonly population: Population }): Promise<RestStandIn> =>
  startRest({ name: 'human-resources', script, given: { population } });
