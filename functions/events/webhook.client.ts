/** One POST to a subscriber's endpoint, which may be slow, broken or hostile: its status, and of its body no more than was asked for. */
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { type Guard, guard } from '#functions/kernel/guard.ts';
import { causeOf } from '#functions/kernel/log.ts';
import { endpointRule } from './endpoint.ts';
import type { Answer } from './outcome.ts';

/** Both absent: `answer` was none. `body`: only when it was asked for, and is short enough. */
export type Heard = Answer & { readonly body?: string };

export interface Webhook {
  /** Never throws: what went wrong is a cause. `keep`: bytes of the answer that are wanted. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string, keep?: number): Promise<Heard>;
}

/** For connecting, sending and the answer together. */
const TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 8_192;
const MOST_INTERIM = 5;
const STABLE_WORD = /^[A-Z][A-Z_]{2,30}$/;

const wordOf = (error: unknown): string => {
  const code = causeOf(error).split(':').at(-1) ?? '';
  return STABLE_WORD.test(code) ? code : 'failed';
};

const send = ({ base }: Guard, options: RequestOptions, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = (base.protocol === 'https:' ? https : http).request(base, options, resolve);
    let interim = 0;
    request.on('information', () => {
      interim += 1;
      if (interim > MOST_INTERIM) request.destroy(Object.assign(new Error('interim answers'), { code: 'EINTERIM' }));
    });
    request.on('error', reject);
    request.end(body);
  });

/** Plain text of at most so many bytes; nothing when there is more. */
const read = async (answer: IncomingMessage, most: number): Promise<string | undefined> => {
  if (most === 0 || answer.headers['content-encoding'] !== undefined) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** `networks`: CIDR, where it may go beside public addresses. A new connection each time; no redirect is followed, nothing decompressed. */
export const webhook = (networks: readonly string[], timeoutMs = TIMEOUT_MS): Webhook => ({
  post: async (url, headers, body, keep = 0) => {
    const rule = endpointRule(url, networks);
    if (rule) return { cause: rule };
    const guarded = guard(url, { networks });
    const signal = AbortSignal.timeout(timeoutMs);
    let answer: IncomingMessage | undefined;
    try {
      answer = await send(
        guarded,
        {
          method: 'POST',
          agent: false,
          lookup: guarded.lookup,
          signal,
          maxHeaderSize: MAX_HEADER_BYTES,
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(body)),
            'accept-encoding': 'identity',
            connection: 'close',
            'user-agent': 'OneTrip',
          },
        },
        body,
      );
      const text = await read(answer, keep);
      return { status: answer.statusCode ?? 0, ...(text === undefined ? {} : { body: text }) };
    } catch (error) {
      // Its first line is its answer; what became of the rest is no news.
      if (answer?.statusCode !== undefined) return { status: answer.statusCode };
      return { cause: signal.aborted ? 'timeout' : wordOf(error) };
    } finally {
      answer?.destroy();
    }
  },
});
