/** 事项库 of the city as it is published: by hand and generated. */
import type { MatterCatalogue } from '#schemas/matter-catalogue.ts';
import { bundles } from '../bundles/index.ts';
import { generateMatters } from '../generate/matters.ts';
import { savings } from '../savings.ts';
import { bodies } from './bodies.ts';
import { fees } from './fees.ts';
import { hall } from './hall.ts';
import { handWritten } from './index.ts';
import { intermediaries } from './intermediaries.ts';
import { levies } from './levies.ts';
import { onceExceptions } from './once-exceptions.ts';
import { terms } from './terms.ts';
import { tolerances } from './tolerance.ts';

/** A hub that has published one gives it its next version. */
export const matterCatalogue = (): MatterCatalogue => ({
  v: 1,
  version: 1,
  matters: [...handWritten, ...generateMatters()],
  bundles: [...bundles],
  bodies: [...bodies],
  hall,
  exceptions: [...onceExceptions],
  fees: [...fees],
  levies: [...levies],
  intermediaries: [...intermediaries],
  savings: [...savings],
  tolerances: [...tolerances],
  terms,
});
