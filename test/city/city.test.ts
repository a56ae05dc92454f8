/** The scenarios that share one running city, in this order: the last ones move the clock. */
import { afterAll } from 'vitest';
import './cost.scenario.ts';
import './certificates.scenario.ts';
import './bad-input.scenario.ts';
import './notices.scenario.ts';
import './batch.scenario.ts';
import './later.scenario.ts';
import './client.scenario.ts';
import './command-officer.scenario.ts';
import './xroad.scenario.ts';
import './xroad-directory.scenario.ts';
import './events.scenario.ts';
import './batch-goes-on.scenario.ts';
import './sent-down.scenario.ts';
import './redrive.scenario.ts';
import './attacks.scenario.ts';
import './canary.scenario.ts';
import './upper.scenario.ts';
import './uses.scenario.ts';
import './batch-result.scenario.ts';
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
