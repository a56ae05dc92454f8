/** The W3C's own test vectors (VC-DI-ECDSA 1.0 and VC-DI-EdDSA 1.0, appendix B): data, under its Software and Document License. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkProofs } from '#functions/credentials/proof/check.ts';

const FOLDER = 'test/functions/credentials/vectors/w3c';
const vectors = readdirSync(FOLDER).map(
  (name) => [name, JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'))] as const,
);
const expected = { purpose: 'assertionMethod', now: Date.parse('2026-11-20T00:00:00Z') } as const;
const rules = async (document: Record<string, unknown>) =>
  (await checkProofs(document, expected)).broken.map(({ rule }) => rule);

describe.each(vectors)('%s', (_, document) => {
  const proofs = [document.proof].flat() as Record<string, unknown>[];
  const withProof = (change: object) => ({
    ...document,
    proof: proofs.map((proof, i) => (i === proofs.length - 1 ? { ...proof, ...change } : proof)),
  });

  test('holds', async () => {
    expect(await rules(document)).toEqual([]);
  });

  test('altered, it does not: each proof says so', async () => {
    const altered = { ...document, credentialSubject: { ...document.credentialSubject, alumniOf: 'Another School' } };
    expect(await rules(altered)).toEqual(proofs.map(() => 'signature'));
  });

  test.each([
    ['created at another time', { created: '2023-02-24T23:36:39Z' }, 'signature'],
    ['for another purpose', { proofPurpose: 'authentication' }, 'proof-purpose'],
    ['of another type', { type: 'Ed25519Signature2020' }, 'proof-type'],
    ['by another suite', { cryptosuite: 'bbs-2023' }, 'cryptosuite-not-spoken'],
    ['by an unknown method', { verificationMethod: 'did:web:example.org#key' }, 'verification-method'],
    ['after a proof that is not there', { previousProof: 'urn:uuid:none' }, 'previous-proof'],
    ['in another alphabet', { proofValue: `u${Buffer.alloc(64).toString('base64url')}` }, 'proof-value'],
    ['shortened', { proofValue: 'z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh' }, 'signature'],
    ['created tomorrow', { created: '2026-11-21T00:00:00Z' }, 'proof-from-the-future'],
    ['expired', { expires: '2026-11-19T00:00:00Z' }, 'proof-expired'],
  ])('a proof %s', async (_what, change, rule) => {
    expect(await rules(withProof(change))).toContain(rule);
  });
});

test('a document without a proof is not secured', async () => {
  const { proof: _proof, ...bare } = vectors[0]![1];
  expect(await rules(bare)).toEqual(['required']);
});

test('a proof under other contexts than the document begins with is refused', async () => {
  const [, document] = vectors.find(([name]) => name.includes('JCSECDSAP256'))!;
  const turned = { ...document, '@context': [...document['@context']].reverse() };
  expect(await rules(turned)).toEqual(['proof-context']);
  // More contexts behind those of the proof are what a later proof adds.
  expect(
    await rules({ ...document, '@context': [...document['@context'], 'https://w3id.org/security/data-integrity/v2'] }),
  ).toEqual([]);
});
