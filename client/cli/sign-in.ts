/**
 * An officer signs in as a native program does it (RFC 8252): his browser goes to the sign-in, which sends it back to this machine with a code,
 * and the code becomes a token by PKCE (RFC 7636). The program never sees his password, and is given no key.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { address } from '../sdk/address.ts';
import { BadSettings, NotTheHub, TokenRefused } from '../sdk/index.ts';

export interface SigningIn {
  readonly issuer: string;
  /** A public client that may send browsers back to http://127.0.0.1. */
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Shows the address to the person, who opens it. */
  readonly show: (url: string) => void;
  readonly signal: AbortSignal;
}

export interface SignedIn {
  readonly token: string;
  /** Epoch ms. */
  readonly until: number;
}

const CALLBACK = '/callback';
const PATIENCE_MS = 300_000;

const Sign = z.looseObject({ issuer: z.string(), authorization_endpoint: z.string(), token_endpoint: z.string() });
const Token = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() });

const secret = (): string => randomBytes(32).toString('base64url');
const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const jsonOf = async (answer: Response): Promise<unknown> => {
  if (!answer.ok) throw new TokenRefused(`http-${answer.status}`, answer.status);
  return answer.json().catch(() => undefined);
};

/** OpenID Connect Discovery 1.0, 4: the document must name the issuer that was asked. */
const discovered = async ({ issuer, signal }: SigningIn) => {
  const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const said = Sign.safeParse(await jsonOf(await fetch(url, { signal, redirect: 'error' })));
  if (!said.success || said.data.issuer !== issuer)
    throw new NotTheHub('the sign-in names another issuer than the settings');
  return {
    authorize: address('the sign-in', said.data.authorization_endpoint),
    exchange: address('the token endpoint', said.data.token_endpoint),
  };
};

const tell = (answer: ServerResponse, status: number, text: string): void => {
  answer.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    connection: 'close',
  });
  answer.end(text);
};

/** Listens on a port of its own until the browser comes back with this state; anybody else is sent away. */
const listening = async (issuer: string, state: string, signal: AbortSignal) => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { code, iss, error } = Object.fromEntries(url.searchParams);
    if (request.method !== 'GET' || url.pathname !== CALLBACK || !same(url.searchParams.get('state') ?? '', state))
      return tell(answer, 404, '未找到 Not found');
    // RFC 9207: another sign-in's code is not ours to exchange.
    if (iss !== undefined && iss !== issuer) return tell(answer, 404, '未找到 Not found');
    if (code) {
      tell(answer, 200, '已登录，可关闭此页。 Signed in: you may close this page.');
      return resolve(code);
    }
    tell(answer, 200, '登录未成功。 Sign-in failed.');
    reject(new TokenRefused(/^[a-z_]{1,60}$/.test(error ?? '') ? String(error) : 'no-code', 400));
  });
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  promise.catch(() => undefined);
  await new Promise<void>((ready, failed) => server.once('error', failed).listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { redirect: `http://127.0.0.1:${port}${CALLBACK}`, code: promise, close: () => server.close() };
};

/** Throws TokenRefused, NotTheHub; BadSettings when nobody signed in within five minutes. */
export const signIn = async (signing: SigningIn): Promise<SignedIn> => {
  const { issuer, clientId, scopes, show } = signing;
  const { authorize, exchange } = await discovered(signing);
  const [state, verifier] = [secret(), secret()];
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const browser = await listening(issuer, state, AbortSignal.any([signing.signal, patience]));
  try {
    for (const [name, value] of Object.entries({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: browser.redirect,
      scope: ['openid', ...scopes].join(' '),
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }))
      authorize.searchParams.set(name, value);
    show(authorize.href);
    const code = await browser.code.catch((error: unknown) => {
      throw patience.aborted ? new BadSettings('五分钟内无人登录 nobody signed in within five minutes') : error;
    });
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: browser.redirect,
      client_id: clientId,
      code_verifier: verifier,
    });
    const asked = Date.now();
    const said = Token.safeParse(
      await jsonOf(await fetch(exchange, { method: 'POST', body, signal: signing.signal, redirect: 'error' })),
    );
    if (!said.success) throw new NotTheHub('the sign-in answered without a token');
    return { token: said.data.access_token, until: asked + said.data.expires_in * 1000 };
  } finally {
    browser.close();
  }
};
