/** Wiring of the public pages: /health, /openapi.json, /docs. */
import { api } from '#functions/kernel/api.handler.ts';
import { environment } from '#functions/kernel/environment.ts';
import { publicRoutes } from '#schemas/routes/public.ts';
import description from '../../docs/openapi.json' with { type: 'json' };
import { publicBodies } from './bodies.ts';
import type { Description } from './description.ts';

const env = environment('PUBLIC_URL', 'VERSION');

export const handler = api(
  publicRoutes,
  publicBodies({ version: env.VERSION, url: env.PUBLIC_URL, description: description as unknown as Description }),
);
