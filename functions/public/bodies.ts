/** What everybody may read: health, the description of the interface, and the description as a page. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { publicRoutes } from '#schemas/routes/public.ts';
import type { Description } from './description.ts';
import { page, pageHeaders } from './page.ts';

export interface PublicDeps {
  readonly version: string;
  /** Where callers reach this deployment; the description names it. */
  readonly url: string;
  readonly description: Description;
}

/** The description changes with a deployment only. */
const CACHE = { 'cache-control': 'public, max-age=300' };

export const publicBodies = ({ version, url, description }: PublicDeps): Bodies<typeof publicRoutes> => {
  const here: Description = { ...description, servers: [{ url }] };
  // Made at the first request for it, then kept.
  let text: string | undefined;
  let drawn: string | undefined;
  return {
    health: async () => ({ body: { status: 'ok', version } }),
    openapi: async () => {
      text ??= JSON.stringify(here);
      return { body: text, headers: CACHE };
    },
    docs: async () => {
      drawn ??= page(here);
      return { body: drawn, headers: { ...CACHE, ...pageHeaders } };
    },
  };
};
