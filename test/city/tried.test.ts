/** The scenarios of a city that has a hub above, is attacked, watched, and whose clock is moved; they share it, in this order. */
import { afterAll } from 'vitest';
import './attacks.scenario.ts';
import './sent-down.scenario.ts';
import './canary.scenario.ts';
import './upper.scenario.ts';
import './uses.scenario.ts';
import './doubts.scenario.ts';
import './catalogue.scenario.ts';
import './rooms.scenario.ts';
import './protection.scenario.ts';
import { stopAbove } from './above.ts';
import { boot } from './support.ts';

afterAll(async () => {
  await stopAbove();
  await (await boot()).stop();
});
