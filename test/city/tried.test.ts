/** The scenarios of a city that has a hub above, is attacked, watched, and whose clock is moved; they share it, in this order. */
import { afterAll } from 'vitest';
import { stopAbove } from './above.ts';
import { boot, scenario } from './support.ts';

scenario('attacks', () => import('./attacks.scenario.ts'));
scenario('sent-down', () => import('./sent-down.scenario.ts'));
scenario('canary', () => import('./canary.scenario.ts'));
scenario('upper', () => import('./upper.scenario.ts'));
scenario('uses', () => import('./uses.scenario.ts'));
scenario('doubts', () => import('./doubts.scenario.ts'));
scenario('catalogue', () => import('./catalogue.scenario.ts'));
scenario('rooms', () => import('./rooms.scenario.ts'));
scenario('protection', () => import('./protection.scenario.ts'));

afterAll(async () => {
  await stopAbove();
  await (await boot()).stop();
});
