/** Configuration of the local sign-in: who may get which token, and what stands in it. */
import { randomBytes } from 'node:crypto';
import { type ClientMetadata, type Configuration, interactionPolicy } from 'oidc-provider';
import { ROLE_SCOPES, Scope } from '#schemas/access.ts';
import type { Client, Officer } from '#schemas/department.ts';
import { memoryAdapter } from './adapter.ts';
import { type PrivateJwk, publicHalf, type SignInKeys } from './keys.ts';

/** `aud` of every access token, as the authorizer of the HTTP API demands it. */
const AUDIENCE = 'onetrip';
const RESOURCE = 'urn:onetrip:hub';
const TOKEN_SECONDS = 600;
/** Any port: a native client listens where it can (RFC 8252 7.3). */
const REDIRECTS = ['http://127.0.0.1/callback', 'http://127.0.0.1/console/callback'];

const system = (client: Client, key: PrivateJwk): ClientMetadata => ({
  client_id: client.id,
  client_name: client.name.zh,
  scope: client.scopes.join(' '),
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: { keys: [publicHalf(key)] },
});

const consoleOf = (client: Client): ClientMetadata => ({
  client_id: client.id,
  client_name: client.name.zh,
  scope: ['openid', ...client.scopes].join(' '),
  application_type: 'native',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: REDIRECTS,
  token_endpoint_auth_method: 'none',
});

/** A program on an officer's machine would be asked each time; the console is our own page, which a reload signs in again without a word. */
const policy = () => {
  const prompts = interactionPolicy.base();
  prompts.get('consent')?.checks.remove('native_client_prompt');
  return prompts;
};

const onLoopback = (origin: string): boolean => /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin);

export interface SignInCity {
  readonly clients: readonly Client[];
  readonly officers: readonly Officer[];
  readonly keys: SignInKeys;
  /** The city's clock, epoch ms; tokens carry its time. */
  readonly now: () => number;
}

export const configuration = ({ clients, officers, keys, now }: SignInCity): Configuration => {
  const officer = (id: string) => officers.find((one) => one.id === id);
  return {
    adapter: memoryAdapter(),
    clients: clients.map((client) => {
      const key = keys.clients[client.id];
      return key ? system(client, key) : consoleOf(client);
    }),
    jwks: { keys: [keys.signing] },
    scopes: ['openid', ...Scope.options],
    claims: { openid: ['sub'] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: AUDIENCE,
          scope: Scope.options.join(' '),
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_SECONDS,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    formats: {
      customizers: {
        jwt: (_ctx, _token, jwt) => {
          // The city's clock can be moved; a token is made at the city's time.
          const shift = Math.floor((now() - Date.now()) / 1000);
          const payload = jwt.payload as { iat: number; exp: number };
          payload.iat += shift;
          payload.exp += shift;
        },
      },
    },
    ttl: {
      AccessToken: TOKEN_SECONDS,
      ClientCredentials: TOKEN_SECONDS,
      IdToken: TOKEN_SECONDS,
      Interaction: 600,
      Session: 8 * 3600,
      Grant: 8 * 3600,
    },
    clientBasedCORS: (_ctx, origin) => onLoopback(origin),
    findAccount: (_ctx, id) => (officer(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined),
    // An officer is asked for no consent: his roles say what he may, and what they do not say is not granted.
    loadExistingGrant: async (ctx) => {
      const { client, session, params, provider } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const roles = new Set<string>(officer(session.accountId)?.roles.flatMap((role) => ROLE_SCOPES[role]));
      const asked = String(params?.scope ?? '')
        .split(' ')
        .filter((scope) => scope !== 'openid');
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      const held = asked.filter((scope) => roles.has(scope)).join(' ');
      const lacking = asked.filter((scope) => !roles.has(scope)).join(' ');
      // The provider keeps scopes of its own and of the resource apart; here they have the same names.
      grant.addOIDCScope(`openid ${held}`);
      grant.addResourceScope(RESOURCE, held);
      grant.rejectOIDCScope(lacking);
      grant.rejectResourceScope(RESOURCE, lacking);
      await grant.save();
      return grant;
    },
    interactions: { policy: policy(), url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `登录未成功 Sign-in failed: ${out.error}`;
    },
  };
};
