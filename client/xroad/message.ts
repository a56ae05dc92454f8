/** One request as it came in, and one answer before it is written. */
import type { IncomingMessage } from 'node:http';
import { XRoadError } from './errors.ts';

export interface Message {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawHeaders: readonly string[];
  /** The last value of a header; '' when it is not there. */
  readonly header: (name: string) => string;
  readonly body: Buffer;
  /** SHA-256 of the certificate that the caller has shown and the server believed. */
  readonly certificate: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Of the hub; a larger question would be refused there. */
const MAX_BODY = 65_536;

const lastValue = (rawHeaders: readonly string[], name: string): string => {
  let found = '';
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.toLowerCase() === name) found = rawHeaders[i + 1] ?? '';
  return found.trim();
};

const read = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new XRoadError('Client.BadRequest', `the body is larger than ${MAX_BODY} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const certificateOf = ({ socket }: IncomingMessage): string | undefined => {
  if (!('getPeerX509Certificate' in socket) || !('authorized' in socket) || socket.authorized !== true)
    return undefined;
  const found = (
    socket as { getPeerX509Certificate(): { fingerprint256: string } | undefined }
  ).getPeerX509Certificate();
  return found?.fingerprint256.replaceAll(':', '').toLowerCase();
};

/** Throws Client.BadRequest when the body is too large. */
export const messageOf = async (incoming: IncomingMessage): Promise<Message> => {
  const { method = '', url: target = '/', rawHeaders } = incoming;
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  return {
    method,
    target,
    path,
    query: new URLSearchParams(query),
    rawHeaders,
    header: (name) => lastValue(rawHeaders, name),
    body: await read(incoming),
    certificate: certificateOf(incoming),
  };
};

export const jsonAnswer = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
});
