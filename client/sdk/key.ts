/** The client's private key, and the proof that it makes with it: private_key_jwt (RFC 7523, RFC 7515). */
import { createPrivateKey, type JsonWebKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import { BadSettings } from './errors.ts';

export interface PrivateJwk extends JsonWebKey {
  readonly kid: string;
  readonly alg?: string;
}

/** A private JWK, or PEM with the `kid` under which the hub's sign-in knows it. */
export type ClientKey = PrivateJwk | { readonly kid: string; readonly pem: string; readonly alg?: string };

const HASH: Readonly<Record<string, string>> = {
  ES256: 'sha256',
  ES384: 'sha384',
  RS256: 'sha256',
  RS384: 'sha384',
};
const OF_CURVE: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384' };

const algorithm = ({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string | undefined => {
  if (type === 'rsa') return 'RS256';
  return type === 'ed25519' ? 'EdDSA' : OF_CURVE[details?.namedCurve ?? ''];
};

const opened = (key: ClientKey): KeyObject => {
  try {
    return 'pem' in key ? createPrivateKey(String(key.pem)) : createPrivateKey({ key, format: 'jwk' });
  } catch {
    // The engine's own message may quote the key.
    throw new BadSettings('the key is no private key (JWK or PEM)');
  }
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export type Prove = (clientId: string, audience: string, nowSeconds: number) => string;

/** Opens the key once. Throws BadSettings, without repeating anything of it. */
export const prover = (key: ClientKey): Prove => {
  const open = opened(key);
  const alg = key.alg ?? algorithm(open);
  const hash = HASH[alg ?? ''];
  if (alg === undefined || (hash === undefined && alg !== 'EdDSA'))
    throw new BadSettings('the key fits none of ES256, ES384, RS256, RS384, EdDSA');
  return (clientId, audience, now) => {
    const claims = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + 60 };
    const text = `${part({ alg, kid: key.kid, typ: 'JWT' })}.${part(claims)}`;
    const signature = sign(hash ?? null, Buffer.from(text), { key: open, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
};
