/** The scenarios of a city at work, which share it, in this order; the last one moves the clock. */
import { afterAll } from 'vitest';
import './cost.scenario.ts';
import './matters.scenario.ts';
import './cases.scenario.ts';
import './certificates.scenario.ts';
import './legal-hold.scenario.ts';
import './credentials.scenario.ts';
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
import './redrive.scenario.ts';
import './library.scenario.ts';
import './batch-result.scenario.ts';
import './cases-archive.scenario.ts';
import { boot } from './support.ts';

afterAll(async () => (await boot()).stop());
