/** The officer's side of the code flow: shows the page, checks the local password, hands the officer to the provider. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Officer } from '#schemas/department.ts';
import { pageHeaders, signInPage } from './page.ts';

const MAX_FORM = 4096;

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_FORM) throw new Error('form too large');
  }
  return new URLSearchParams(text);
};

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export interface SignIn {
  readonly provider: Provider;
  readonly officers: readonly Officer[];
  readonly departments: ReadonlyMap<string, string>;
  readonly password: string;
}

/** Handles /sign-in/{uid}. The interaction is found by its cookie, so a foreign page cannot post for anybody. */
export const signIn = ({ provider, officers, departments, password }: SignIn) => {
  const show = (response: ServerResponse, action: string, redirect: unknown, wrong?: { chosen: string }): void => {
    const returnTo = new URL(String(redirect)).origin;
    response.writeHead(wrong ? 401 : 200, pageHeaders(returnTo));
    response.end(signInPage({ action, officers, departments, password, ...(wrong ? { wrong: true, ...wrong } : {}) }));
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { uid, params } = await provider.interactionDetails(request, response);
      const action = `/sign-in/${uid}`;
      if (request.url !== action) throw new Error('another interaction');
      if (request.method === 'GET') return show(response, action, params.redirect_uri);
      const form = await readForm(request);
      const chosen = form.get('officer') ?? '';
      const known = officers.some((officer) => officer.id === chosen);
      if (!same(form.get('password') ?? '', password) || !known)
        return show(response, action, params.redirect_uri, { chosen });
      // Consent comes with signing in: what an officer may is decided by roles, not by his choice.
      await provider.interactionFinished(request, response, {
        login: { accountId: chosen, remember: false },
        consent: {},
      });
    } catch {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
      response.end('登录已失效，请从头开始。 This sign-in is over: please start again.');
    }
  };
};
