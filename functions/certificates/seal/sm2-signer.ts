/** SM2 behind the signer port: a key that is derived from a secret, where KMS has no SM2. Under the default user id only. */
import { hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import * as z from 'zod';
import { DEFAULT_USER_ID, privateKeyFrom, publicKeyOf, sm2Digest, sm2SignDigest } from '#functions/kernel/sm2.ts';
import type { Signer } from './signer.ts';

/** A point of the curve (04 ‖ x ‖ y) as a key of JOSE. `crv` is not registered; it is the name that Chinese libraries use. */
export const sm2Jwk = (point: string): JWK => {
  const part = (from: number) => Buffer.from(point.slice(from, from + 64), 'hex').toString('base64url');
  return { kty: 'EC', crv: 'SM2', x: part(2), y: part(66) };
};

/** The point (04 ‖ x ‖ y, hex) of a key. */
export const sm2Point = ({ x = '', y = '' }: JWK): string =>
  `04${[x, y].map((part) => Buffer.from(part, 'base64url').toString('hex').padStart(64, '0')).join('')}`;

/** `privateKey`: hex. */
export const sm2Signer = async (privateKey: string): Promise<Signer> => {
  const publicKey = sm2Jwk(publicKeyOf(privateKey));
  const keyId = await calculateJwkThumbprint(publicKey);
  return { algorithm: 'SM2', keyId, publicKey, sign: async (digest) => sm2SignDigest(digest, privateKey) };
};

/** Signs a message as it stands: DER over SM3(Z ‖ message). */
export const signSm2 = (signer: Signer, message: Uint8Array): Promise<Uint8Array> =>
  signer.sign(sm2Digest(message, sm2Point(signer.publicKey), DEFAULT_USER_ID));

const Secret = z.looseObject({ master: z.string().min(32) });

/** Of the key that certifies the others. */
export const AUTHORITY_USE = 'authority';

/** Private keys of the library, each for one use, from the JSON text of the secret: {"master": "at least 32 characters"}. */
export const sm2Keys = (secret: string): ((use: string) => string) => {
  const parsed = Secret.safeParse(JSON.parse(secret));
  if (!parsed.success) throw new Error('the secret of the SM2 seals is malformed');
  const { master } = parsed.data;
  return (use) => privateKeyFrom(new Uint8Array(hkdfSync('sha256', master, 'onetrip-sm2', use, 48)));
};
