/** The scenarios of a city at work, which share it, in this order; the last one moves the clock. */
import { afterAll } from 'vitest';
import { boot, scenario } from './support.ts';

scenario('cost', () => import('./cost.scenario.ts'));
scenario('matters', () => import('./matters.scenario.ts'));
scenario('cases', () => import('./cases.scenario.ts'));
scenario('certificates', () => import('./certificates.scenario.ts'));
scenario('legal-hold', () => import('./legal-hold.scenario.ts'));
scenario('credentials', () => import('./credentials.scenario.ts'));
scenario('bad-input', () => import('./bad-input.scenario.ts'));
scenario('notices', () => import('./notices.scenario.ts'));
scenario('batch', () => import('./batch.scenario.ts'));
scenario('later', () => import('./later.scenario.ts'));
scenario('client', () => import('./client.scenario.ts'));
scenario('command-officer', () => import('./command-officer.scenario.ts'));
scenario('xroad', () => import('./xroad.scenario.ts'));
scenario('xroad-directory', () => import('./xroad-directory.scenario.ts'));
scenario('events', () => import('./events.scenario.ts'));
scenario('batch-goes-on', () => import('./batch-goes-on.scenario.ts'));
scenario('redrive', () => import('./redrive.scenario.ts'));
scenario('library', () => import('./library.scenario.ts'));
scenario('batch-result', () => import('./batch-result.scenario.ts'));
scenario('cases-archive', () => import('./cases-archive.scenario.ts'));

afterAll(async () => (await boot()).stop());
