/** X-Road-Request-Hash (PR-REST 4.3): ties an answer to its question. */
import { createHash } from 'node:crypto';

/** Hop by hop, of the host, or of the length (PR-REST 4.3); and what a client may not send. */
const LEFT_OUT = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'user-agent',
  'server',
  'content-length',
  'expect',
  'x-road-request-id',
  'x-road-request-hash',
]);

export interface HashedRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  /** Names and values in turn, as node:http gives them. */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
  /** Written behind the headers when the client sent none. */
  readonly id: string;
  readonly requestId: string;
}

/** Names and values of what counts, in order; of a repeated X-Road-Client the last. */
const counted = ({ rawHeaders, id, requestId }: HashedRequest): (readonly [string, string])[] => {
  const all = Array.from({ length: rawHeaders.length / 2 }, (_, i) => {
    return [rawHeaders[2 * i] ?? '', rawHeaders[2 * i + 1] ?? ''] as const;
  }).filter(([name]) => !LEFT_OUT.has(name.toLowerCase()));
  const lastClient = all.findLastIndex(([name]) => name.toLowerCase() === 'x-road-client');
  const kept = all.filter(([name], i) => name.toLowerCase() !== 'x-road-client' || i === lastClient);
  const named = kept.some(([name]) => name.toLowerCase() === 'x-road-id');
  return [...kept, ...(named ? [] : [['X-Road-Id', id] as const]), ['X-Road-Request-Id', requestId]];
};

const sha512 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * base64(SHA-512(SHA-512(head) || SHA-512(body))), without a body base64(SHA-512(head)). `head`: method, target and each header as
 * Name:Value, every line ended by CR LF. Whoever has the answer's X-Road-Id and X-Road-Request-Id can compute it again.
 */
export const requestHash = (request: HashedRequest): string => {
  const lines = [request.method, request.target, ...counted(request).map(([name, value]) => `${name}:${value}`)];
  const head = sha512(lines.map((line) => `${line}\r\n`).join(''));
  return (request.body.length === 0 ? head : sha512(head, sha512(request.body))).toString('base64');
};
