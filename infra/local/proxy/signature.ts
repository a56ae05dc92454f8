/** Signature version 4, checked as AWS checks it, except for its date: the city's clock may have been moved. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from './call.ts';

export interface Signature {
  readonly keyId: string;
  /** date/region/service/aws4_request */
  readonly scope: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[^/]+\/([^/]+)\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/;

/** Undefined when there is no signature in the Authorization header (presigned links included: nothing uses them). */
export const readSignature = (authorization: string | undefined): Signature | undefined => {
  const [, keyId, scope, service, headers, signature] = AUTHORIZATION.exec(authorization ?? '') ?? [];
  if (!keyId || !scope || !service || !headers || !signature) return undefined;
  return { keyId, scope, service, signedHeaders: headers.split(';'), signature };
};

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

// S3 signs the path as it is sent, every other service encodes it once more.
const canonicalPath = ({ path }: Request, service: string): string =>
  service === 's3' ? path : path.split('/').map(strict).join('/');

const canonicalQuery = ({ query }: Request): string =>
  [...new URLSearchParams(query.replaceAll('+', '%2B'))]
    .map((pair) => pair.map(strict))
    .sort(([a = '', x = ''], [b = '', y = '']) => (a === b ? Number(x > y) : a > b ? 1 : -1))
    .map((pair) => pair.join('='))
    .join('&');

const canonicalHeaders = ({ headers }: Request, names: readonly string[]): string =>
  names
    .map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replace(/[ \t]+/g, ' ')}\n`,
    )
    .join('');

/** The digest the client signed; undefined when the body is not the one that was signed. */
const payload = ({ headers, body }: Request): string | undefined => {
  const claimed = headers['x-amz-content-sha256'];
  if (typeof claimed !== 'string') return sha256(body);
  const unsigned = claimed === 'UNSIGNED-PAYLOAD' || claimed.startsWith('STREAMING-');
  return unsigned || claimed === sha256(body) ? claimed : undefined;
};

/** Keys by secret and scope: a scope lasts a day, and few ask. */
const signingKeys = new Map<string, string | Buffer>();
const MOST_KEYS = 1_000;

const signingKey = (secret: string, scope: string): string | Buffer => {
  const name = `${secret}/${scope}`;
  const known = signingKeys.get(name);
  if (known) return known;
  if (signingKeys.size >= MOST_KEYS) signingKeys.clear();
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  signingKeys.set(name, key);
  return key;
};

/** Whether `secret` made this signature over this request. */
export const signatureHolds = (request: Request, signed: Signature, secret: string): boolean => {
  const digest = payload(request);
  if (digest === undefined || !signed.signedHeaders.includes('host')) return false;
  const canonical = [
    request.method,
    canonicalPath(request, signed.service),
    canonicalQuery(request),
    canonicalHeaders(request, signed.signedHeaders),
    signed.signedHeaders.join(';'),
    digest,
  ].join('\n');
  const date = String(request.headers['x-amz-date'] ?? '');
  const text = ['AWS4-HMAC-SHA256', date, signed.scope, sha256(canonical)].join('\n');
  const expected = hmac(signingKey(secret, signed.scope), text);
  const given = Buffer.from(signed.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
