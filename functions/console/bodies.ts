/** The pages for people: two HTML files and what they load. Knows nobody, reads no table. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Input, Output } from '#functions/kernel/request.ts';
import type { consoleRoutes } from '#schemas/routes/console.ts';
import { pageHeaders } from './policy.ts';
import { pack, type Site, textOf } from './site.ts';

export interface ConsoleDeps {
  readonly site: Site;
  /** Of the officers' sign-in (OpenID Connect). */
  readonly issuer: string;
  readonly clientId: string;
  /** Where its token endpoint stands. */
  readonly tokenOrigin: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
const attribute = (text: string): string => text.replace(/[&<"]/g, (character) => ESCAPES[character] ?? '');

const YEAR = 'public, max-age=31536000, immutable';

export const consoleBodies = ({ site, issuer, clientId, tokenOrigin }: ConsoleDeps): Bodies<typeof consoleRoutes> => {
  const page = (file: string): string => {
    const found = site[file];
    if (!found) throw problem('not-found');
    return textOf(found).replace('%ISSUER%', attribute(issuer)).replace('%CLIENT%', attribute(clientId));
  };
  const desk = (): Output => ({
    body: page('index.html'),
    headers: pageHeaders({ connect: [issuer, tokenOrigin], frames: true }),
  });
  const file = (path: string, accepted: string): Output => {
    const found = site[path];
    if (!found) throw problem('not-found');
    const { encoding, bytes } = pack(found, accepted);
    return {
      body: bytes,
      headers: {
        'content-type': found.type,
        'cache-control': found.hashed ? YEAR : 'no-cache',
        'x-content-type-options': 'nosniff',
        vary: 'accept-encoding',
        ...(encoding ? { 'content-encoding': encoding } : {}),
      },
    };
  };
  /** A path with an ending is a file; every other is a page of the desk, which the browser draws. */
  const at = ({ params, message }: Input<typeof consoleRoutes.consoleFile>): Output =>
    /\.\w+$/.test(params.proxy) && !params.proxy.endsWith('.html')
      ? file(params.proxy, message?.().headers['accept-encoding'] ?? '')
      : desk();
  return {
    consolePage: async () => desk(),
    consoleFile: async (input) => at(input),
    verifyPage: async () => ({ body: page('verify.html'), headers: pageHeaders({ connect: [], frames: false }) }),
  };
};
