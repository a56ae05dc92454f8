/** did:key: the identifier is the public key itself, so whoever holds it needs no network. W3C CCG did:key 0.9; Multikey of Controlled Identifiers 1.0. */
import { createPublicKey, ECDH, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import { fromMultibase, multibase } from '../encoding/base58.ts';

export type Curve = 'P-256' | 'P-384' | 'Ed25519';

interface Form {
  /** Multicodec header as varint. */
  readonly header: readonly [number, number];
  /** Bytes of the key: compressed point, or the whole key. */
  readonly length: number;
  /** OpenSSL's name of the curve, where the point is compressed. */
  readonly point?: string;
}

const FORMS: Readonly<Record<Curve, Form>> = {
  'P-256': { header: [0x80, 0x24], length: 33, point: 'prime256v1' },
  'P-384': { header: [0x81, 0x24], length: 49, point: 'secp384r1' },
  Ed25519: { header: [0xed, 0x01], length: 32 },
};

const part = (jwk: JWK, name: 'x' | 'y'): Buffer => Buffer.from(jwk[name] ?? '', 'base64url');

/** Compressed: the sign of y, then x. */
const bytesOf = (jwk: JWK): Uint8Array => {
  const y = part(jwk, 'y');
  return jwk.crv === 'Ed25519' ? part(jwk, 'x') : Buffer.concat([Buffer.of(2 + ((y.at(-1) ?? 0) & 1)), part(jwk, 'x')]);
};

/** The Multikey text of a public key ("zDna…", "z6Mk…"). */
const multikey = (jwk: JWK): string =>
  multibase(Buffer.concat([Buffer.from(FORMS[jwk.crv as Curve].header), bytesOf(jwk)]));

export const didKey = (jwk: JWK): string => `did:key:${multikey(jwk)}`;

/** The one verification method of a did:key document. */
export const methodOf = (jwk: JWK): string => `${didKey(jwk)}#${multikey(jwk)}`;

export interface VerificationMethod {
  readonly curve: Curve;
  readonly key: KeyObject;
  /** Who may sign with it. */
  readonly controller: string;
}

const jwkOf = (curve: Curve, bytes: Uint8Array): JWK => {
  const { point } = FORMS[curve];
  const text = (from: Uint8Array) => Buffer.from(from).toString('base64url');
  if (!point) return { kty: 'OKP', crv: curve, x: text(bytes) };
  const whole = ECDH.convertKey(bytes, point, undefined, undefined, 'uncompressed') as Buffer;
  const half = (whole.length - 1) / 2;
  return { kty: 'EC', crv: curve, x: text(whole.subarray(1, 1 + half)), y: text(whole.subarray(1 + half)) };
};

/** The key of a did:key verification method, with or without its fragment; undefined for what is none, or not on a curve spoken here. */
export const methodFrom = (url: string): VerificationMethod | undefined => {
  const [controller = '', fragment, ...more] = url.split('#');
  const written = controller.startsWith('did:key:z') ? controller.slice('did:key:'.length) : undefined;
  if (!written || more.length > 0 || (fragment !== undefined && fragment !== written)) return undefined;
  try {
    const bytes = fromMultibase(written);
    const found = (Object.keys(FORMS) as Curve[]).find(
      (curve) => FORMS[curve].header.every((byte, i) => bytes[i] === byte) && bytes.length === FORMS[curve].length + 2,
    );
    if (!found) return undefined;
    const key = createPublicKey({ key: jwkOf(found, bytes.subarray(2)), format: 'jwk' });
    return { curve: found, key, controller };
  } catch {
    return undefined;
  }
};
