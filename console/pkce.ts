/** OAuth 2 authorization code with PKCE (RFC 7636): the parts that need no window. */

export interface Attempt {
  readonly state: string;
  readonly verifier: string;
}

export interface Endpoints {
  readonly authorize: string;
  readonly token: string;
  readonly end?: string;
}

export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

export const attempt = (): Attempt => ({ state: random(), verifier: random() });

export const challengeOf = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));

export interface Asked {
  readonly endpoints: Endpoints;
  readonly clientId: string;
  readonly redirect: string;
  readonly scopes: readonly string[];
  /** `none`: silently or not at all; `login`: by password whoever is signed in there. */
  readonly prompt?: 'none' | 'login';
}

export const authorizeUrl = async (asked: Asked, { state, verifier }: Attempt): Promise<string> => {
  const url = new URL(asked.endpoints.authorize);
  const parameters = {
    response_type: 'code',
    client_id: asked.clientId,
    redirect_uri: asked.redirect,
    scope: ['openid', ...asked.scopes].join(' '),
    state,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
    ...(asked.prompt ? { prompt: asked.prompt } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
};

export type Returned =
  | { readonly kind: 'code'; readonly code: string }
  /** `error`: a code of RFC 6749 4.1.2.1 or OpenID Connect Core 3.1.2.6. */
  | { readonly kind: 'error'; readonly error: string };

/** What the sign-in sent back. Undefined: it answers another attempt, or another sign-in sent it (RFC 9207). */
export const returned = (query: string, { state }: Attempt, issuer: string): Returned | undefined => {
  const { state: back, iss, code, error } = Object.fromEntries(new URLSearchParams(query));
  if (back !== state || (iss !== undefined && iss !== issuer)) return undefined;
  if (code) return { kind: 'code', code };
  return { kind: 'error', error: /^[a-z_]{1,60}$/.test(error ?? '') ? String(error) : 'no-code' };
};
