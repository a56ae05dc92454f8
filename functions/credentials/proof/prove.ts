/** A Data Integrity proof over a document, in a set or at the end of a chain. VC Data Integrity 1.0, 4.2 and 4.3. */
import { randomUUID } from 'node:crypto';
import type { DataIntegrityProof } from '#schemas/credential.ts';
import { multibase } from '../encoding/base58.ts';
import type { CredentialKey } from '../keys.ts';
import type { Json } from '../ld/linked-data.ts';
import { hashData } from './suites.ts';

export interface ProofOptions {
  readonly cryptosuite: 'ecdsa-jcs-2019' | 'eddsa-jcs-2022';
  readonly purpose: 'assertionMethod' | 'authentication';
  /** Epoch ms. */
  readonly now: number;
  readonly previousProof?: string | readonly string[] | undefined;
}

export const proofsOf = (document: Json): readonly DataIntegrityProof[] =>
  document.proof === undefined ? [] : ([document.proof].flat() as DataIntegrityProof[]);

/** Seconds are all that a dateTimeStamp of ours says. */
export const stamp = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');

/** The document as a proof sees it: without proofs, or with those that it comes after. Undefined: one of them is not there. */
export const inputOf = (document: Json, previous: string | readonly string[] | undefined): Json | undefined => {
  const { proof: _proof, ...unsecured } = document;
  const ids = previous === undefined ? [] : [previous].flat();
  if (ids.length === 0) return unsecured;
  const before = ids.map((id) => proofsOf(document).find((proof) => proof.id === id));
  return before.includes(undefined) ? undefined : { ...unsecured, proof: before };
};

/** Adds one proof; those that are there stay. Throws when a previous one is not there. */
export const prove = async (document: Json, key: CredentialKey, options: ProofOptions): Promise<Json> => {
  const input = inputOf(document, options.previousProof);
  if (!input) throw new Error('previous proof is not there');
  const config = {
    type: 'DataIntegrityProof',
    // Only in sets and chains is a proof named.
    ...(document.proof === undefined ? {} : { id: `urn:uuid:${randomUUID()}` }),
    '@context': document['@context'],
    created: stamp(options.now),
    verificationMethod: key.method,
    cryptosuite: options.cryptosuite,
    proofPurpose: options.purpose,
    ...(options.previousProof === undefined ? {} : { previousProof: options.previousProof }),
  };
  const proofValue = multibase(await key.sign(await hashData('jcs', key.curve, input, config)));
  const proof = { ...config, proofValue };
  return { ...document, proof: document.proof === undefined ? proof : [...proofsOf(document), proof] };
};
