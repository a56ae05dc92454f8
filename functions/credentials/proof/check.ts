/** Whether the proofs of a document hold: each of them, alone, in sets and in chains. VC Data Integrity 1.0, 4.4 and 4.5. */
import { canonical } from '#functions/kernel/canonical.ts';
import type { DataIntegrityProof, Remark } from '#schemas/credential.ts';
import { fromMultibase } from '../encoding/base58.ts';
import type { Json } from '../ld/linked-data.ts';
import { methodFrom, type VerificationMethod } from './did-key.ts';
import { inputOf, proofsOf } from './prove.ts';
import { hashData, signed, suiteOf } from './suites.ts';

export interface Expected {
  readonly purpose: 'assertionMethod' | 'authentication';
  /** Epoch ms. */
  readonly now: number;
  readonly challenge?: string | undefined;
  readonly domain?: string | undefined;
}

/** Clocks of others go wrong by as much, in ms. */
const SKEW = 5 * 60_000;

/** A JCS proof names contexts of its own: those with which the document begins, and it is signed under no others (3.3.2). */
const underItsContexts = (input: Json, { '@context': own }: Json): Json | undefined => {
  if (own === undefined) return input;
  const [mine, all] = [[own].flat(), [input['@context']].flat()];
  const same = mine.every((context, i) => all[i] !== undefined && canonical(context) === canonical(all[i]));
  return same ? { ...input, '@context': own } : undefined;
};

const bytesOf = (value: string | undefined): Uint8Array | undefined => {
  try {
    // Every suite here writes base58btc, and no other alphabet will do.
    return value?.startsWith('z') ? fromMultibase(value) : undefined;
  } catch {
    return undefined;
  }
};

/** The rule that what the proof says of itself breaks. */
const brokenTerms = (proof: DataIntegrityProof, expected: Expected): string | undefined => {
  const at = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  const [created, expires] = [at(proof.created), at(proof.expires)];
  const rules: readonly (readonly [boolean, string])[] = [
    [proof.type !== 'DataIntegrityProof', 'proof-type'],
    [proof.proofPurpose !== expected.purpose, 'proof-purpose'],
    [created !== undefined && created > expected.now + SKEW, 'proof-from-the-future'],
    [expires !== undefined && expires <= expected.now, 'proof-expired'],
    [expected.challenge !== undefined && proof.challenge !== expected.challenge, 'challenge'],
    [expected.domain !== undefined && ![proof.domain].flat().includes(expected.domain), 'domain'],
  ];
  return rules.find(([broken]) => broken)?.[1];
};

type Checked = { readonly method: VerificationMethod } | { readonly rule: string };

const checkOne = async (document: Json, proof: DataIntegrityProof, expected: Expected): Promise<Checked> => {
  const broken = brokenTerms(proof, expected);
  if (broken) return { rule: broken };
  const suite = suiteOf(proof.cryptosuite);
  if (!suite) return { rule: 'cryptosuite-not-spoken' };
  const method = methodFrom(proof.verificationMethod ?? '');
  if (!method || !suite.curves.includes(method.curve)) return { rule: 'verification-method' };
  const signature = bytesOf(proof.proofValue);
  if (!signature) return { rule: 'proof-value' };
  const input = inputOf(document, proof.previousProof);
  if (!input) return { rule: 'previous-proof' };
  const { proofValue: _value, ...config } = proof;
  const under = suite.form === 'jcs' ? underItsContexts(input, config) : input;
  if (!under) return { rule: 'proof-context' };
  try {
    const bytes = await hashData(suite.form, method.curve, under, config);
    return signed(method, bytes, signature) ? { method } : { rule: 'signature' };
  } catch {
    return { rule: 'not-canonical' };
  }
};

export interface Proven {
  readonly broken: readonly Remark[];
  /** Whose keys signed. */
  readonly controllers: readonly string[];
}

/** Every proof must hold; a document without one is not secured. */
export const checkProofs = async (document: Json, expected: Expected): Promise<Proven> => {
  const proofs = proofsOf(document);
  if (proofs.length === 0) return { broken: [{ field: '/proof', rule: 'required' }], controllers: [] };
  const named = proofs.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (new Set(named).size < named.length) return { broken: [{ field: '/proof', rule: 'id-twice' }], controllers: [] };
  const checked = await Promise.all(proofs.map((proof) => checkOne(document, proof, expected)));
  return {
    broken: checked.flatMap((one, i) => ('rule' in one ? [{ field: `/proof/${i}`, rule: one.rule }] : [])),
    controllers: checked.flatMap((one) => ('method' in one ? [one.method.controller] : [])),
  };
};
