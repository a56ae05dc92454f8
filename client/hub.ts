/** The hub as a program beside a department sees it: one route at a time, with a token that is asked for anew when it is no longer taken. */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { Scope } from '#schemas/access.ts';
import type { Slug } from '#schemas/identifier.ts';

export interface HubAddress {
  readonly hub: string;
  readonly tokens: string;
  readonly issuer: string;
  readonly client: z.infer<typeof Slug>;
  readonly key: { readonly kty: string; readonly kid: string; readonly [member: string]: unknown };
}

/** The hub, or whoever stands in its place, said no. `rule`: a stable word; nothing of the answer's text. */
export class HubRefused extends Error {
  readonly status: number;
  readonly rule: string;
  constructor(status: number, rule: string) {
    super(`refused: ${rule}`);
    this.status = status;
    this.rule = rule;
  }
}

export type CallHub = (method: 'GET' | 'POST' | 'PUT', path: string, body: unknown) => Promise<unknown>;

const TIMEOUT_MS = 30_000;
/** More than this between two clocks, and a proof is no longer taken. */
const SKEW_MS = 30_000;

const Token = z.object({ access_token: z.string().min(1) });
const Said = z.object({
  code: z.string(),
  errors: z.array(z.object({ rule: z.string() })).optional(),
  denial: z.object({ rule: z.string() }).optional(),
});
const OAuthError = z.object({ error: z.string() });

const word = (text: string | undefined, status: number): string =>
  text !== undefined && /^[a-z0-9][a-z0-9_-]{0,40}$/.test(text) ? text.replaceAll('_', '-') : `http-${status}`;

const jsonOf = async (answer: Response): Promise<unknown> => answer.json().catch(() => null);

const ruleOf = async (answer: Response): Promise<string> => {
  const problem = Said.safeParse(await jsonOf(answer)).data;
  // Only the hub speaks of codes: a page in its place is another server's.
  if (!problem) return answer.status === 401 || answer.status === 403 ? `http-${answer.status}` : 'not-the-hub';
  return word(problem.errors?.[0]?.rule ?? problem.denial?.rule ?? problem.code, answer.status);
};

/** Why the sign-in gives no token, in words that say what to mend. */
const tokenRule = async (answer: Response, now: number): Promise<string> => {
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  if (Math.abs(theirs - now) > SKEW_MS) return 'clock-skew';
  const error = OAuthError.safeParse(await jsonOf(answer)).data?.error;
  if (error === 'invalid_client') return 'wrong-key';
  return error === undefined ? 'not-the-sign-in' : word(error, answer.status);
};

const proofOf = async ({ client, issuer, key }: HubAddress, now: number): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: String(key.alg ?? 'ES256'), kid: key.kid })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(now / 1000) + 60)
    .sign(await importJWK(key));

/** `now`: epoch ms. Throws HubRefused; anything else means that nobody answered. */
export const callHub = (address: HubAddress, scope: Scope, now: () => number = Date.now): CallHub => {
  let token: Promise<string> | undefined;

  const newToken = async (): Promise<string> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await proofOf(address, now()),
      scope,
    });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(address.tokens, { method: 'POST', body, redirect: 'error', signal });
    if (!answer.ok) throw new HubRefused(answer.status, await tokenRule(answer, now()));
    const given = Token.safeParse(await jsonOf(answer)).data;
    if (!given) throw new HubRefused(answer.status, 'not-the-sign-in');
    return given.access_token;
  };

  return async (method, path, body) => {
    for (let tries = 1; ; tries += 1) {
      // One is asked for, however many wait for it; one that failed is not kept.
      token ??= newToken().catch((error: unknown) => {
        token = undefined;
        throw error;
      });
      const mine = token;
      const answer = await fetch(new URL(path, address.hub), {
        method,
        headers: { authorization: `Bearer ${await mine}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) return jsonOf(answer);
      if (answer.status === 401 && tries === 1) {
        await answer.body?.cancel();
        if (token === mine) token = undefined;
        continue;
      }
      throw new HubRefused(answer.status, await ruleOf(answer));
    }
  };
};
