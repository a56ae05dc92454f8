/** Signs a question as the hub demands it where a grant says so: RFC 9421 over method, place and body, RFC 9530 for the body. */
import {
  constants,
  createHash,
  createPrivateKey,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { httpbis } from 'http-message-signatures';

/** The private half of a registered key (RFC 7517): P-256, Ed25519, or RSA of 2048 bits or more. */
export type SigningJwk = JsonWebKey & { readonly kid: string };

export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it is sent, to the byte. */
  readonly body?: string | Uint8Array;
}

type Sign = (key: KeyObject, data: Buffer) => Buffer;

/** RFC 9421 3.3, by kind of key. */
const ALGORITHMS: Readonly<Record<string, readonly [name: string, sign: Sign]>> = {
  EC: ['ecdsa-p256-sha256', (key, data) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })],
  OKP: ['ed25519', (key, data) => sign(null, data, key)],
  RSA: [
    'rsa-pss-sha512',
    (key, data) => sign('sha512', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }),
  ],
};

/** What the signature is for; the hub takes none that was made for another service. */
const TAG = 'onetrip';
const SECONDS = 300;

/**
 * Signs messages with `jwk`. The result is all headers, the given ones among them, in lower case. Each message, also a repeated one, is signed anew: the hub
 * takes a signature once. `now`: epoch ms.
 */
export const signer = (jwk: SigningJwk, now: () => number = Date.now) => {
  const [alg, by] = ALGORITHMS[jwk.kty ?? ''] ?? [];
  if (!alg || !by) throw new Error('sign: the key must be EC, OKP or RSA');
  const secret = createPrivateKey({ key: jwk, format: 'jwk' });
  const key = { id: jwk.kid, alg, sign: async (data: Buffer) => by(secret, data) };
  return async ({ method, url, headers, body }: Unsigned): Promise<Record<string, string>> => {
    const digest = body === undefined ? undefined : createHash('sha256').update(body).digest('base64');
    const sent = { ...headers, ...(digest === undefined ? {} : { 'content-digest': `sha-256=:${digest}:` }) };
    const named = new Set(Object.keys(sent).map((name) => name.toLowerCase()));
    const fields = [
      '@method',
      '@authority',
      '@path',
      ...(new URL(url).search ? ['@query'] : []),
      ...['content-digest', 'content-type', 'idempotency-key'].filter((name) => named.has(name)),
    ];
    const created = new Date(now());
    const signed = await httpbis.signMessage(
      {
        key,
        name: 'onetrip',
        fields,
        params: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
        paramValues: {
          created,
          expires: new Date(created.getTime() + SECONDS * 1000),
          nonce: randomBytes(18).toString('base64url'),
          tag: TAG,
        },
      },
      { method, url, headers: sent },
    );
    return Object.fromEntries(
      Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
  };
};
