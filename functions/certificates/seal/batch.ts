/** Sealing a batch: a key that lives for this batch alone, and one signature of the library's own key over its certificate. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { leafHash, pathOf, rootOf } from './merkle.ts';
import type { Signer } from './signer.ts';
import { batchCertificate, type Root } from './x509.ts';

/** At most so many certificates under one signature of the library's key. */
const MOST_SEALED = 256;

/** With what is sealed: the library's key and its self-signed certificate (DER). */
export interface Sealing {
  readonly signer: Signer;
  readonly root: Uint8Array;
}

export interface Batch {
  /** The library's key that signed the batch's certificate, its public half. */
  readonly library: Root;
  /** DER: the batch's own certificate, then the library's. */
  readonly chain: readonly [Uint8Array, Uint8Array];
  /** The issuing department, as the certificate names it. */
  readonly by: string;
  /** Epoch ms of the sealing. */
  readonly at: number;
  readonly size: number;
  /** Siblings of the leaf on its way to the root, lowest first. */
  path(index: number): readonly Uint8Array[];
  /** ECDSA over SHA-256 by the batch's key; `der` for CMS, `raw` (r ‖ s) for JOSE. */
  sign(message: Uint8Array, form: 'der' | 'raw'): Uint8Array;
}

/** `masters`: 1 to 256, the bytes of each. The private key is in no other place than the answer, and is gone with it. */
export const sealBatch = async (
  { signer, root }: Sealing,
  issuer: { readonly name: string; readonly code: string },
  masters: readonly Uint8Array[],
  now: number,
): Promise<Batch> => {
  if (masters.length > MOST_SEALED) throw new RangeError('a batch has at most 256 certificates');
  const hashes = masters.map(leafHash);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const facts = { issuer, key: publicKey, root: rootOf(hashes), size: hashes.length, now };
  return {
    library: signer,
    chain: [await batchCertificate(signer, facts), root],
    by: issuer.name,
    at: now,
    size: hashes.length,
    path: (index) => pathOf(index, hashes),
    sign: (message, form) =>
      sign('sha256', message, { key: privateKey, dsaEncoding: form === 'der' ? 'der' : 'ieee-p1363' }),
  };
};
