/** One call of a route of the hub, typed by the route's own schemas: token, key, retries, problems. */
import { createHash, randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { Problem, ProblemCode } from '#schemas/problem.ts';
import type { Route } from '#schemas/route.ts';
import { HubError, NotReached, NotTheHub } from './errors.ts';
import { deadlineSignal, mayRetry, type Patience, sleep, waitMs } from './retry.ts';
import type { Tokens } from './tokens.ts';
import { once, retryAfterMs, type WireAnswer, type WireOptions, type WireRequest } from './wire.ts';

/** How one call is made; every part may be left out. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** All attempts and waits together, ms. */
  readonly deadlineMs?: number;
}

type Given<S> = S extends z.ZodType ? z.input<S> : undefined;
type AnswerOf<R extends Route> = R['answer'] extends z.ZodType ? z.output<R['answer']> : unknown;

/** `method`, `path` and `scope` are those of the route, checked by the compiler; nothing of the schemas is there at run time. */
export interface CallOf<R extends Route> {
  readonly method: R['method'];
  readonly path: R['path'];
  readonly scope: R['scope'];
  readonly params?: Given<R['params']> | undefined;
  readonly query?: Given<R['query']> | undefined;
  readonly body?: Given<R['body']>;
  /** Of a route that takes bytes. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Revision that was seen; 0 makes a new one. */
  readonly ifMatch?: number;
  /** true: a new one. Without it a POST is not repeated once it may have reached the hub. */
  readonly key?: string | true;
  /** A POST that only looks. */
  readonly looks?: boolean;
}

export interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Signs one attempt: all its headers, the added ones among them. `signer` of sign.ts is one. */
export type Sign = (
  request: Omit<WireRequest, 'url'> & { readonly url: string },
) => Promise<Readonly<Record<string, string>>>;

export interface CallDeps extends WireOptions {
  readonly hub: URL;
  readonly tokens: Tokens;
  readonly patience: Patience;
  readonly deadlineMs: number;
  readonly random: () => number;
  readonly now: () => number;
  readonly sign?: Sign;
}

export interface Caller {
  <R extends Route>(call: CallOf<R>, options?: CallOptions): Promise<AnswerOf<R>>;
  /** With status and headers. */
  reply<R extends Route>(call: CallOf<R>, options?: CallOptions): Promise<Reply<AnswerOf<R>>>;
  /** Of a route whose answer is no JSON. */
  text<R extends Route>(call: CallOf<R>, options?: CallOptions): Promise<string>;
}

/** What the API itself answers without problem+json. */
const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  502: 'hub-not-ready',
  503: 'hub-not-ready',
  504: 'hub-not-ready',
};

const parsed = ({ text, status }: WireAnswer): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new NotTheHub(`status ${status}, and no JSON`);
  }
};

const problemOf = (answer: WireAnswer, now: number): HubError => {
  const { status, headers } = answer;
  const wait = retryAfterMs(headers, now);
  const said = /json/.test(headers.get('content-type') ?? '') ? (parsed(answer) as Partial<Problem> | null) : null;
  if (typeof said?.code === 'string') return new HubError({ title: '', type: '', ...said, status } as Problem, wait);
  const code = BY_STATUS[status] ?? 'internal';
  return new HubError({ type: `/problems/${code}`, title: '', status, code }, wait);
};

const urlOf = <R extends Route>(hub: URL, { path, params, query }: CallOf<R>): URL => {
  const names = (params ?? {}) as Readonly<Record<string, string>>;
  const filled = path.replace(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(names[name] ?? ''));
  const url = new URL(hub.pathname.replace(/\/$/, '') + filled, hub);
  for (const [name, value] of Object.entries((query ?? {}) as Readonly<Record<string, unknown>>))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
};

/** RFC 9530: a part that was altered on the way is noticed before it is kept. */
const bytesHeaders = (bytes: Uint8Array): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
});

const headersOf = <R extends Route>(
  { ifMatch, body, bytes }: CallOf<R>,
  key: string | undefined,
): Record<string, string> => ({
  accept: 'application/json, */*;q=0.5',
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(bytes === undefined ? {} : bytesHeaders(bytes)),
  ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
  ...(key === undefined ? {} : { 'idempotency-key': key }),
});

/** Without a token nothing went to the hub, whatever became of the token's own request. */
const unsent = (error: unknown): never => {
  throw error instanceof NotReached ? new NotReached(`sign-in ${error.reason}`, false) : error;
};

export const caller = (deps: CallDeps): Caller => {
  const send = async <R extends Route>(call: CallOf<R>, options: CallOptions = {}): Promise<WireAnswer> => {
    const key = call.key === true ? randomUUID() : call.key;
    // PUT and DELETE say what shall be; the same twice is the same.
    const repeatable = call.method !== 'POST' || key !== undefined || call.looks === true;
    const headers = headersOf(call, key);
    const plain = { method: call.method, url: urlOf(deps.hub, call) };
    const written = call.body === undefined ? call.bytes : JSON.stringify(call.body);
    const request = written === undefined ? plain : { ...plain, body: written };
    using deadline = deadlineSignal(options.deadlineMs ?? deps.deadlineMs, options.signal);
    const until = performance.now() + (options.deadlineMs ?? deps.deadlineMs);

    const signed = async (one: WireRequest): Promise<WireRequest> =>
      deps.sign
        ? deps.sign({ ...one, url: one.url.href }).then((more) => ({ ...one, headers: { ...one.headers, ...more } }))
        : one;

    const attempt = async (): Promise<WireAnswer> => {
      const token = call.scope === null ? undefined : await deps.tokens.get(call.scope, deadline).catch(unsent);
      const proven = token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` };
      const answer = await once(await signed({ ...request, headers: proven }), deadline, deps);
      if (answer.status === 401 && call.scope !== null && token !== undefined) deps.tokens.stale(call.scope, token);
      return answer;
    };

    let renewed = false;
    for (let failures = 1; ; failures += 1) {
      try {
        let answer = await attempt();
        if (answer.status === 401 && !renewed) {
          renewed = true;
          answer = await attempt();
        }
        if (answer.status < 300) return answer;
        throw problemOf(answer, deps.now());
      } catch (error) {
        if (failures >= deps.patience.attempts || !mayRetry(error, repeatable)) throw error;
        const asked = error instanceof HubError ? error.retryAfterMs : undefined;
        const wait = waitMs(failures, deps.patience, asked, deps.random());
        // Waiting for what cannot come in time helps nobody.
        if (performance.now() + wait >= until) throw error;
        await sleep(wait, deadline);
      }
    }
  };

  const reply = async <R extends Route>(call: CallOf<R>, options?: CallOptions): Promise<Reply<AnswerOf<R>>> => {
    const answer = await send(call, options);
    return { status: answer.status, headers: answer.headers, body: parsed(answer) as AnswerOf<R> };
  };
  const body = async <R extends Route>(call: CallOf<R>, options?: CallOptions) => (await reply(call, options)).body;
  const text = async <R extends Route>(call: CallOf<R>, options?: CallOptions) => (await send(call, options)).text;
  return Object.assign(body, { reply, text });
};
