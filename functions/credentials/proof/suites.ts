/**
 * The cryptosuites of Data Integrity 1.0 that are spoken here, as data: VC-DI-ECDSA 1.0 and VC-DI-EdDSA 1.0. The hub signs with the two that
 * canonicalise JSON (RFC 8785), and also verifies the two that canonicalise linked data, because wallets present with them.
 */
import { createHash, verify } from 'node:crypto';
import { canonical } from '#functions/kernel/canonical.ts';
import { canonicalQuads, type Json } from '../ld/linked-data.ts';
import type { Curve, VerificationMethod } from './did-key.ts';

interface Suite {
  readonly curves: readonly Curve[];
  /** `jcs`: what is signed is the JSON itself, contexts and all. */
  readonly form: 'jcs' | 'rdfc';
}

const SUITES: Readonly<Record<string, Suite>> = {
  'ecdsa-jcs-2019': { curves: ['P-256', 'P-384'], form: 'jcs' },
  'eddsa-jcs-2022': { curves: ['Ed25519'], form: 'jcs' },
  'ecdsa-rdfc-2019': { curves: ['P-256', 'P-384'], form: 'rdfc' },
  'eddsa-rdfc-2022': { curves: ['Ed25519'], form: 'rdfc' },
};

export const suiteOf = (name: string | undefined): Suite | undefined =>
  name !== undefined && Object.hasOwn(SUITES, name) ? SUITES[name] : undefined;

const digest = (curve: Curve, bytes: string | Uint8Array): Buffer =>
  createHash(curve === 'P-384' ? 'sha384' : 'sha256')
    .update(bytes)
    .digest();

/** The bytes that a signature stands under: digest of the proof's configuration, then of the document (VC-DI-ECDSA 3.3.4). */
export const hashData = async (
  form: 'jcs' | 'rdfc',
  curve: Curve,
  document: Json,
  config: Json,
): Promise<Uint8Array> => {
  const [proofText, documentText] =
    form === 'jcs'
      ? [canonical(config), canonical(document)]
      : await Promise.all([canonicalQuads({ ...config, '@context': document['@context'] }), canonicalQuads(document)]);
  return Buffer.concat([digest(curve, proofText), digest(curve, documentText)]);
};

/** `signature`: r and s as they are (IEEE P1363), or the 64 bytes of EdDSA. */
export const signed = ({ curve, key }: VerificationMethod, bytes: Uint8Array, signature: Uint8Array): boolean => {
  if (curve === 'Ed25519') return signature.length === 64 && verify(null, bytes, key, signature);
  const length = curve === 'P-384' ? 96 : 64;
  return (
    signature.length === length &&
    verify(curve === 'P-384' ? 'sha384' : 'sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
  );
};
