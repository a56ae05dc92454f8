/** One HTTP request and its whole answer. Redirects are refused: a token is shown to nobody but the hub. */
import { NotReached, NotTheHub } from './errors.ts';

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface WireOptions {
  readonly fetch: typeof fetch;
  /** Largest answer in bytes. */
  readonly maxBytes: number;
  /** One attempt, ms. */
  readonly attemptMs: number;
}

/** Before any byte left: nothing can have happened at the hub. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

const notReached = (error: unknown, timedOut: boolean): NotReached => {
  if (timedOut) return new NotReached('timeout', true);
  const causes: unknown[] = [error];
  for (let at = error; at instanceof Error && causes.length < 5; at = at.cause) causes.push(at.cause);
  const code = causes
    .map((cause) => (cause as { code?: unknown } | undefined)?.code)
    .find((c) => typeof c === 'string');
  const reason = /^[A-Z_0-9]{2,40}$/.test(String(code)) ? String(code) : 'connection';
  return new NotReached(reason, !NEVER_SENT.includes(reason));
};

const read = async (response: Response, maxBytes: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new NotTheHub(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Throws NotReached, NotTheHub, or the reason of `signal` when that aborts. */
export const once = async (request: WireRequest, signal: AbortSignal, options: WireOptions): Promise<WireAnswer> => {
  const attempt = AbortSignal.timeout(options.attemptMs);
  const { method, url, headers, body } = request;
  try {
    const response = await options.fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([signal, attempt]),
      ...(body === undefined ? {} : { body }),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new NotTheHub(`redirected with ${response.status}`);
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await read(response, options.maxBytes),
    };
  } catch (error) {
    if (error instanceof NotTheHub) throw error;
    signal.throwIfAborted();
    throw notReached(error, attempt.aborted);
  }
};

/** Seconds or an HTTP date (RFC 9110 10.2.3) in milliseconds from `now`. */
export const retryAfterMs = (headers: Headers, now: number): number | undefined => {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
};
