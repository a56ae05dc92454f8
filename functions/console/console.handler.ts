/** Wiring of the pages for people: /console and /verify. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api } from '#functions/kernel/api.handler.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consoleRoutes } from '#schemas/routes/console.ts';
import { consoleBodies } from './bodies.ts';
import type { Site } from './site.ts';

const env = environment('ISSUER', 'CONSOLE_CLIENT', 'TOKEN_ORIGIN');

export const handler = api(
  consoleRoutes,
  consoleBodies({
    site: JSON.parse(readFileSync(join(__dirname, 'site.json'), 'utf8')) as Site,
    issuer: env.ISSUER,
    clientId: env.CONSOLE_CLIENT,
    tokenOrigin: env.TOKEN_ORIGIN,
  }),
);
