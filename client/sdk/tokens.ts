/** Access tokens: one for each scope, asked for once for all who wait, renewed before they run out. */
import type { Scope } from '#schemas/access.ts';
import { address } from './address.ts';
import { NotTheHub, TokenRefused } from './errors.ts';
import type { Prove } from './key.ts';
import { once, type WireAnswer, type WireOptions, type WireRequest } from './wire.ts';

export interface TokenOptions extends WireOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly prove: Prove;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface Tokens {
  get(scope: Scope, signal: AbortSignal): Promise<string>;
  /** Says that the hub no longer takes this token; the next who asks gets another. */
  stale(scope: Scope, token: string): void;
}

interface Held {
  readonly token: string;
  /** Milliseconds of performance.now(). */
  readonly renewAt: number;
}

/** A fifth of its life, a minute at most, is kept for the way. */
const RENEW_BEFORE = { share: 0.2, maxMs: 60_000 };

const json = ({ text, status }: WireAnswer): Record<string, unknown> => {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new TokenRefused(`http-${status}`, status);
  }
};

const refused = (answer: WireAnswer): TokenRefused => {
  const said = answer.text.startsWith('{') ? json(answer).error : undefined;
  const word = typeof said === 'string' && /^[a-z_]{1,60}$/.test(said) ? said : `http-${answer.status}`;
  return new TokenRefused(word, answer.status);
};

/** What several wait for is not ended by one who gives up: he leaves alone. */
const leaving = <T>(shared: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
};

export const tokens = (options: TokenOptions): Tokens => {
  const { issuer, clientId, prove, now } = options;
  const held = new Map<Scope, Held>();
  const asking = new Map<Scope, Promise<string>>();
  const never = new AbortController().signal;
  let discovered: Promise<string> | undefined;

  const call = async (request: WireRequest): Promise<WireAnswer> => {
    const answer = await once(request, never, options);
    if (answer.status !== 200) throw refused(answer);
    return answer;
  };

  /** OpenID Connect Discovery 1.0, 4: the document must name the issuer that was asked. */
  const discover = async (): Promise<string> => {
    const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const said = json(await call({ method: 'GET', url, headers: { accept: 'application/json' } }));
    if (said.issuer !== issuer) throw new NotTheHub('the sign-in names another issuer than the settings');
    if (typeof said.token_endpoint !== 'string') throw new NotTheHub('the sign-in names no token endpoint');
    return said.token_endpoint;
  };

  const endpoint = (): Promise<string> => {
    discovered ??= discover().catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };

  const ask = async (scope: Scope): Promise<string> => {
    const url = address('the token endpoint', await endpoint());
    const asked = performance.now();
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: prove(clientId, issuer, Math.floor(now() / 1000)),
      scope,
    }).toString();
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const said = json(await call({ method: 'POST', url, headers, body }));
    const { access_token: token, expires_in: seconds } = said;
    if (typeof token !== 'string' || token === '') throw new NotTheHub('the sign-in answered without a token');
    const lifeMs = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : 0;
    const early = Math.min(RENEW_BEFORE.maxMs, lifeMs * RENEW_BEFORE.share);
    held.set(scope, { token, renewAt: asked + lifeMs - early });
    return token;
  };

  return {
    get: async (scope, signal) => {
      const have = held.get(scope);
      if (have && performance.now() < have.renewAt) return have.token;
      let shared = asking.get(scope);
      if (!shared) {
        shared = ask(scope).finally(() => asking.delete(scope));
        asking.set(scope, shared);
        // Whoever waited may be gone by the time it fails.
        shared.catch(() => undefined);
      }
      return leaving(shared, signal);
    },
    stale: (scope, token) => {
      if (held.get(scope)?.token === token) held.delete(scope);
    },
  };
};
