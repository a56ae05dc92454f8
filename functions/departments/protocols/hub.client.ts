/** Another OneTrip hub, the one above: asked under a token of its own sign-in, within the deadline, and believed no more than any department. */
import * as z from 'zod';
import type { AskContext } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { prover } from './client-assertion.ts';
import { hubRefusal } from './hub-refusals.ts';
import type { HubSettings } from './hub-settings.ts';
import { messageSigner } from './message-signature.ts';
import { type PostClient, type Posted, postClient } from './post.client.ts';
import { readJson } from './rest.client.ts';
import { parseStrictJson } from './strict-json.ts';
import { tokens } from './token.ts';

export interface HubCall {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  /** Nothing about a person may stand in it. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Idempotency-Key, OneTrip-Via. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a POST: under a message signature. */
  readonly signed?: boolean;
}

export interface Hub {
  /**
   * The one JSON value of its answer. A token that it refuses is replaced once for all calls that wait, and the call is repeated once.
   * Throws what hubRefusal says, and as postClient does.
   */
  call(call: HubCall, context: Pick<AskContext, 'signal' | 'deadline'>): Promise<unknown>;
  /** The settings as they were read. */
  settings(): Promise<HubSettings>;
}

export interface HubDeps {
  /** Epoch ms of this machine, for the proof and for the age of the token. */
  readonly now: () => number;
  readonly maxBytes?: number;
}

/** What a sign-in answers (RFC 6749 5.1); `expires_in` in seconds. */
const Token = z.looseObject({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/, 'token'),
  expires_in: z.number().positive().max(86_400).default(60),
});

/** A token is replaced when a fifth of its life is left, a minute at most. */
const EARLY = { share: 0.2, mostMs: 60_000 };

const form = (entries: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(new URLSearchParams(entries).toString());

interface Link {
  readonly hub: PostClient;
  /** Headers with their signature. */
  sign(path: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Record<string, string>;
  take(signal: AbortSignal): Promise<string>;
  refused(token: string): void;
}

const link = (
  { base, issuer, tokens: endpoint, client, key, scope, networks, tls }: HubSettings,
  deps: HubDeps,
): Link => {
  const { now, maxBytes } = deps;
  const signIn = postClient({ base: endpoint, networks, tls, maxBytes: 20_000 });
  const [prove, signed] = [prover(key), messageSigner(key)];
  let renewAt = 0;

  const read = async (answer: Posted): Promise<string> => {
    if (answer.status !== 200) throw problem('department-error', { cause: `token-http-${answer.status}` });
    const given = Token.safeParse(await readJson(answer));
    if (!given.success) throw problem('department-error', { cause: 'no-token-given' });
    const life = given.data.expires_in * 1000;
    renewAt = now() + life - Math.min(EARLY.mostMs, life * EARLY.share);
    return given.data.access_token;
  };
  const obtain = (signal: AbortSignal): Promise<string> => {
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const body = form({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: prove({ client, issuer, now: now() }),
      scope,
    });
    return signIn.post('', headers, body, { signal, deadline: Number.POSITIVE_INFINITY }, read);
  };
  const shared = tokens(obtain);
  return {
    sign: (path, headers, body) => signed({ url: base.replace(/\/$/, '') + path, headers, body }, now()),
    hub: postClient({ base, networks, tls, ...(maxBytes === undefined ? {} : { maxBytes }) }),
    take: async (signal) => {
      const token = await shared.take(signal);
      if (now() < renewAt) return token;
      shared.refused(token);
      return shared.take(signal);
    },
    refused: shared.refused,
  };
};

/** Undefined: the token was refused. */
const answerOf = async (answer: Posted): Promise<{ readonly value: unknown } | undefined> => {
  if (answer.status === 401) return undefined;
  if (answer.status >= 200 && answer.status < 300) return { value: await readJson(answer) };
  // A redirect or nonsense has no body that anybody reads.
  const body =
    answer.status < 400
      ? undefined
      : await answer
          .bytes()
          .then(parseStrictJson)
          .catch(() => undefined);
  throw hubRefusal({ status: answer.status, retryAfter: answer.headers['retry-after'], body });
};

/** One per instance. `settings`: the secret, read at the first call. */
export const hubClient = (settings: () => Promise<HubSettings>, deps: HubDeps): Hub => {
  let made: Link | undefined;
  return {
    settings,
    call: async ({ method, path, query = {}, body, headers = {}, signed = false }, context) => {
      const given = await settings();
      made ??= link(given, deps);
      const { hub, sign, take, refused } = made;
      const bytes = Buffer.from(JSON.stringify(body ?? {}));
      const posted = (sent: Readonly<Record<string, string>>) => {
        const typed = { ...sent, 'content-type': 'application/json; charset=utf-8' };
        return hub.post(path, signed ? sign(path, typed, bytes) : typed, bytes, context, answerOf);
      };
      for (let again = false; ; again = true) {
        const token = await take(context.signal);
        const sent = { accept: 'application/json', authorization: `Bearer ${token}`, ...headers };
        const answer = await (method === 'GET' ? hub.get(path, query, sent, context, answerOf) : posted(sent));
        if (answer) return answer.value;
        refused(token);
        if (again) throw problem('department-error', { cause: 'refused:token' });
      }
    },
  };
};
