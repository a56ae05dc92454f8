/** Tokens as real clients get them from any OpenID provider: nothing here knows the local one, but for its page. */

import { importJWK } from 'jose';
import * as oidc from 'openid-client';
import { CONSOLE } from '#city/clients.ts';
import type { PrivateJwk } from './keys.ts';

const plainHttp = { execute: [oidc.allowInsecureRequests] };

/** client_credentials with private_key_jwt (RFC 7523). Throws when the provider refuses. */
export const clientToken = async (
  issuer: string,
  clientId: string,
  privateKey: PrivateJwk,
  scopes: readonly string[],
): Promise<string> => {
  const key = (await importJWK(privateKey, privateKey.alg ?? 'ES256')) as CryptoKey;
  const auth = oidc.PrivateKeyJwt({ key, kid: privateKey.kid });
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, auth, plainHttp);
  const { access_token } = await oidc.clientCredentialsGrant(config, { scope: scopes.join(' ') });
  return access_token;
};

/** Follows redirects with cookies, posts the sign-in form, and stops at `until`: a browser, as far as this flow needs one. */
export const browse = async (start: URL, until: string, officerId: string): Promise<URL> => {
  const cookies = new Map<string, string>();
  const visit = async (url: URL, form?: URLSearchParams) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return response;
  };
  let [url, response] = [start, await visit(start)];
  for (let steps = 0; steps < 10; steps += 1) {
    const location = response.headers.get('location');
    if (location) {
      url = new URL(location, url);
      if (url.href.startsWith(until)) return url;
      response = await visit(url);
    } else {
      const password = /id="shown">([^<]+)</.exec(await response.text())?.[1];
      if (response.status !== 200 || !password) break;
      response = await visit(url, new URLSearchParams({ officer: officerId, password }));
    }
  }
  throw new Error(`the sign-in ended at ${url.pathname} with ${response.status}`);
};

/** Authorization code with PKCE through the sign-in page: access token and ID token of an officer. */
export const officerTokens = async (
  issuer: string,
  officerId: string,
  scopes: readonly string[],
): Promise<{ accessToken: string; idToken: string }> => {
  const config = await oidc.discovery(new URL(issuer), CONSOLE, undefined, oidc.None(), plainHttp);
  const redirect = 'http://127.0.0.1:9/callback';
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: ['openid', ...scopes].join(' '),
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  });
  const back = await browse(url, redirect, officerId);
  const got = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state });
  return { accessToken: got.access_token, idToken: got.id_token ?? '' };
};

export const officerToken = async (issuer: string, officerId: string, scopes: readonly string[]): Promise<string> =>
  (await officerTokens(issuer, officerId, scopes)).accessToken;
