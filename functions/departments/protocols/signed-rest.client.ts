/** REST as Chinese gateways speak it: every call signed, under a token that may run out at any moment, answered in an envelope {code, msg, data}. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AskContext } from '#functions/exchange/adapter.ts';
import { nonce } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type PostClient, type Posted, postClient, refusedStatus } from './post.client.ts';
import { readJson } from './rest.client.ts';
import { signer } from './signatures.ts';
import type { SignedRestSettings } from './signed-rest-settings.ts';
import { type Tokens, tokens } from './token.ts';

/** What a code of the envelope means. `refused:` and a stable word of ours: the cause of a department-error. */
export type Meaning = 'answer' | 'nothing' | 'token-refused' | `refused:${string}`;

/** 返回码 of the city's gateway, whichever department stands behind it; a department may add to them, or mean something else by one. */
const GATEWAY_CODES: Readonly<Record<number, Meaning>> = {
  200: 'answer',
  40101: 'token-refused',
  40102: 'token-refused',
  40301: 'refused:app-key',
  40302: 'refused:clock-difference',
  40303: 'refused:nonce',
  40304: 'refused:signature',
  40401: 'nothing',
};

export interface SignedRestDeps {
  /** Epoch ms of this machine, which the department compares with its own; the event's time would be too old for it. */
  readonly now: () => number;
  /** The department's own codes, beside the gateway's. One that is in neither is a department-error. */
  readonly codes?: Readonly<Record<number, Meaning>>;
  /** Where a token is had. */
  readonly tokenPath?: `/${string}`;
  readonly maxBytes?: number;
}

type SignedCall = (path: `/${string}`, body: object, context: AskContext) => Promise<unknown>;
/** Both give the member `data`; null: the department knows nothing of it. A refused token means that nothing was carried out, so either is repeated. */
export interface SignedRest {
  /** A question without effect. */
  readonly ask: SignedCall;
  /** A change: over a new connection, because one that died unnoticed would leave open whether it was carried out. */
  readonly act: SignedCall;
}

/** The code may be a number or its text. `msg` is the department's own text and read by nobody. */
const Envelope = z.looseObject({
  code: z.union([z.int(), z.string().regex(/^\d{1,9}$/, 'code')]).transform(Number),
  data: z.unknown().optional(),
});
const Token = z.looseObject({ token: z.string().regex(/^[\x21-\x7e]{1,4096}$/, 'token') });

const failed = (cause: string): Error => problem('department-error', { cause });
const invalid = (cause: string): Error => problem('department-answer-invalid', { cause });

/** What is signed, as UTF-8: one line each, the path as it stands in the request line, the body by its SHA-256 in hexadecimal. */
const signedText = (path: string, timestamp: string, once: string, body: Uint8Array): string =>
  ['POST', path, timestamp, once, createHash('sha256').update(body).digest('hex')].join('\n');

interface Said {
  readonly meaning: Meaning;
  readonly data: unknown;
}

/** Only a refusal may come with another status than 200, and only by a code that is known; else the status speaks. */
const read = async (answer: Posted, codes: Readonly<Record<number, Meaning>>): Promise<Said> => {
  const refused = refusedStatus(answer.status);
  if (refused && (answer.status < 400 || answer.status >= 500)) throw refused;
  const said = await readJson(answer).catch((error: unknown) => {
    throw refused ?? error;
  });
  const envelope = Envelope.safeParse(said);
  const meaning = envelope.success ? codes[envelope.data.code] : undefined;
  if (refused && (!meaning || meaning === 'answer' || meaning === 'nothing')) throw refused;
  if (!envelope.success) throw invalid('envelope');
  if (!meaning) throw failed('refused:unknown-code');
  return { meaning, data: envelope.data.data };
};

interface Link {
  readonly tokens: Tokens;
  say(
    client: PostClient,
    path: `/${string}`,
    body: object,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<Said>;
  readonly kept: PostClient;
  readonly fresh: PostClient;
}

const link = (settings: SignedRestSettings, deps: SignedRestDeps): Link => {
  const { base, appKey, appSecret, tls, networks } = settings;
  const { now, tokenPath = '/token', maxBytes } = deps;
  const codes = { ...GATEWAY_CODES, ...deps.codes };
  const options = { base, tls, networks, ...(maxBytes === undefined ? {} : { maxBytes }) };
  const [kept, fresh] = [postClient(options), postClient({ ...options, keepAlive: false })];
  const sign = signer(settings.signature);
  const root = new URL(base).pathname.replace(/\/$/, '');

  const say: Link['say'] = (client, path, body, token, signal) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const [timestamp, once] = [String(now()), nonce()];
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json; charset=utf-8',
      'x-app-key': appKey,
      'x-timestamp': timestamp,
      'x-nonce': once,
      'x-signature': sign([signedText(root + path, timestamp, once, bytes)]),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    return client.post(path, headers, bytes, { signal, deadline: Number.POSITIVE_INFINITY }, (a) => read(a, codes));
  };
  const obtain = async (signal: AbortSignal): Promise<string> => {
    const { meaning, data } = await say(kept, tokenPath, { appKey, appSecret }, undefined, signal);
    const given = Token.safeParse(data);
    if (meaning.startsWith('refused:')) throw failed(meaning);
    if (meaning !== 'answer' || !given.success) throw failed('no-token-given');
    return given.data.token;
  };
  return { say, tokens: tokens(obtain), kept, fresh };
};

/**
 * One per instance. `settings`: the department's secret, read at the first call. A token that the department refuses is replaced once
 * for all calls that wait, and the call is repeated once; refused again it is a department-error. Throws as postClient does, too.
 */
export const signedRest = (settings: () => Promise<SignedRestSettings>, deps: SignedRestDeps): SignedRest => {
  let made: Link | undefined;
  const over =
    (which: 'kept' | 'fresh'): SignedCall =>
    async (path, body, { signal }) => {
      const given = await settings();
      made ??= link(given, deps);
      const { tokens: shared, say, [which]: client } = made;
      for (let again = false; ; again = true) {
        const token = await shared.take(signal);
        const { meaning, data } = await say(client, path, body, token, signal);
        if (meaning === 'nothing') return null;
        if (meaning === 'answer') {
          // Null would say that nothing is known, and of a change that it never happened.
          if (data === null || data === undefined) throw invalid('no-data');
          return data;
        }
        if (meaning !== 'token-refused') throw failed(meaning);
        shared.refused(token);
        if (again) throw failed('refused:token');
      }
    };
  return { ask: over('kept'), act: over('fresh') };
};
