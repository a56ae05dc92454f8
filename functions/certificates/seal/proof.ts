/** The `seal` file of a certificate: made, and opened without trusting any of it. */
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import { canonical } from '#functions/kernel/canonical.ts';
import { Seal } from '#schemas/seal.ts';
import type { Batch } from './batch.ts';
import { type BatchSays, batchSays, keyIdOf } from './certified.ts';
import { rootFrom } from './merkle.ts';

const JWS_TYPE = 'onetrip-certificate+jws';

/** Throws on an encoding that says the same in other characters: what was changed must be seen to be. */
const decoded = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new Error('not base64url');
  return bytes;
};

const signingInput = (header: string, master: Uint8Array): Buffer =>
  Buffer.from(`${header}.${Buffer.from(master).toString('base64url')}`, 'latin1');

/** The bytes of the seal of leaf `index`, which is `master`. */
export const makeSeal = (
  { library, chain, size, path, sign }: Batch,
  index: number,
  master: Uint8Array,
): Uint8Array => {
  const x5c = chain.map((certificate) => Buffer.from(certificate).toString('base64'));
  const header = Buffer.from(canonical({ alg: 'ES256', typ: JWS_TYPE, x5c })).toString('base64url');
  const signature = Buffer.from(sign(signingInput(header, master), 'raw')).toString('base64url');
  const siblings = path(index).map((hash) => Buffer.from(hash).toString('base64url'));
  const seal: Seal = { v: 1, keyId: library.keyId, index, size, path: siblings, jws: `${header}..${signature}` };
  return Buffer.from(canonical(seal));
};

interface Header {
  readonly alg?: unknown;
  readonly typ?: unknown;
  readonly x5c?: readonly unknown[];
  readonly crit?: unknown;
}

/** The public key of that id, when the library has it. */
export type PublicKeyOf = (keyId: string) => JWK | undefined;

interface Opened {
  readonly certificate: X509Certificate;
  /** The library's key that signed the certificate. */
  readonly keyId: string;
}

/** The batch's certificate, when a key of the library signed it and it signed `master`. */
const openJws = (header: string, master: Uint8Array, signature: string, keyOf: PublicKeyOf): Opened | undefined => {
  const { alg, typ, x5c, crit } = JSON.parse(decoded(header).toString()) as Header;
  if (alg !== 'ES256' || typ !== JWS_TYPE || crit !== undefined || typeof x5c?.[0] !== 'string') return undefined;
  const certificate = new X509Certificate(Buffer.from(x5c[0], 'base64'));
  const keyId = keyIdOf(certificate);
  const key = keyOf(keyId);
  if (!key || !certificate.verify(createPublicKey({ key: key as never, format: 'jwk' }))) return undefined;
  const own = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const right = verify('sha256', signingInput(header, master), own, decoded(signature));
  return right ? { certificate, keyId } : undefined;
};

export interface OpenedSeal extends BatchSays {
  readonly keyId: string;
}

const open = (seal: Seal, master: Uint8Array, keyOf: PublicKeyOf): OpenedSeal | undefined => {
  const [header = '', , signature = ''] = seal.jws.split('.');
  const opened = openJws(header, master, signature, keyOf);
  if (opened?.keyId !== seal.keyId) return undefined;
  const says = batchSays(opened.certificate.raw);
  const path = seal.path.map(decoded);
  const led = rootFrom(master, { index: seal.index, size: seal.size, path });
  return says.size === seal.size && led?.equals(says.root) ? { ...says, keyId: seal.keyId } : undefined;
};

/**
 * What the seal says, when everything holds: the library's key signed the batch's certificate, the certificate commits to the master, and
 * the batch's key signed it. Undefined otherwise. Whether the key was good at that time stands in the dated list.
 */
export const openSeal = (bytes: Uint8Array, master: Uint8Array, keyOf: PublicKeyOf): OpenedSeal | undefined => {
  try {
    return open(Seal.parse(JSON.parse(new TextDecoder().decode(bytes))), master, keyOf);
  } catch {
    return undefined;
  }
};

/** The same for a master and its signature as one compact JWS, without its place in the batch: the payload, and what the certificate says. */
export const openSealedData = (jws: string, keyOf: PublicKeyOf): (OpenedSeal & { payload: string }) | undefined => {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  try {
    const master = decoded(payload);
    const opened = openJws(header, master, signature, keyOf);
    return opened && { ...batchSays(opened.certificate.raw), keyId: opened.keyId, payload: master.toString('utf8') };
  } catch {
    return undefined;
  }
};

/** The compact JWS of a master and its seal: what a holder of both presents as data. */
export const attached = (seal: Pick<Seal, 'jws'>, master: Uint8Array): string =>
  seal.jws.replace('..', `.${Buffer.from(master).toString('base64url')}.`);
