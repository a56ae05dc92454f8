/** What a signature of RFC 9421 is made over, and whether it fits a key. */
import { constants, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { createSignatureBase, formatSignatureBase } from 'http-message-signatures/lib/httpbis/index.js';
import { type InnerList, serializeItem, serializeList } from 'structured-headers';
import type * as z from 'zod';
import type { PublicJwk } from '#schemas/department.ts';

export type Jwk = z.infer<typeof PublicJwk>;

/** The algorithm follows from the registered key, never from the message: RFC 9421 3.3. */
export const ALGORITHMS = {
  EC: 'ecdsa-p256-sha256',
  OKP: 'ed25519',
  RSA: 'rsa-pss-sha512',
} as const;

const imported = new WeakMap<Jwk, KeyObject>();
const keyOf = (jwk: Jwk): KeyObject => {
  const key = imported.get(jwk) ?? createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  imported.set(jwk, key);
  return key;
};

/** A key that the hub lets sign. */
export const usable = (jwk: Jwk): boolean => {
  if (jwk.kty === 'EC') return jwk.crv === 'P-256';
  if (jwk.kty === 'OKP') return jwk.crv === 'Ed25519';
  return (keyOf(jwk).asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
};

/** RFC 9421 3.3: ECDSA as r and s. RSA-PSS should have a salt of 64 bytes; some libraries take the longest there is, which is no weaker. */
export const signatureFits = (jwk: Jwk, text: string, signature: Buffer): boolean => {
  const [key, base] = [keyOf(jwk), Buffer.from(text)];
  if (jwk.kty === 'EC') return verify('sha256', base, { key, dsaEncoding: 'ieee-p1363' }, signature);
  if (jwk.kty === 'OKP') return verify(null, base, key, signature);
  return verify(
    'sha512',
    base,
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
    signature,
  );
};

type Signable =
  | { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> };

/** The signature base, RFC 9421 2.5. Throws for a component that the message does not have. */
export const signatureBase = (input: InnerList, message: Signable): string => {
  const fields = input[0].map((item) => serializeItem(item));
  const signable = { ...message, headers: { ...message.headers } };
  const lines =
    'status' in signable ? createSignatureBase({ fields }, signable) : createSignatureBase({ fields }, signable);
  return formatSignatureBase([...lines, ['"@signature-params"', [serializeList([input])]]]);
};
