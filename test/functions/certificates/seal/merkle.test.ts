import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafHash, pathOf, rootFrom, rootOf } from '#functions/certificates/seal/merkle.ts';

const hash = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
/** The leaves of the reference tree of Certificate Transparency's own tests. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => Buffer.from(hex, 'hex'),
);

test.each([
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
])('the root of the first %i reference leaves is that of RFC 6962', (size, root) => {
  expect(rootOf(LEAVES.slice(0, size).map(leafHash)).toString('hex')).toBe(root);
});

test('each leaf of any tree leads to the root by its path, and by no other leaf, place, size or path', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, at, other) => {
      const leaves = Array.from({ length: size }, (_, i) => Buffer.from(`leaf ${i}`));
      const hashes = leaves.map(leafHash);
      const [root, index] = [rootOf(hashes), at % size];
      const path = pathOf(index, hashes);
      const leads = (leaf: Uint8Array, proof: { index: number; size: number; path: Uint8Array[] }) =>
        rootFrom(leaf, proof)?.equals(root) ?? false;
      const own = leaves[index] as Buffer;
      expect(leads(own, { index, size, path })).toBe(true);
      expect(leads(Buffer.from('another'), { index, size, path })).toBe(false);
      expect(leads(own, { index: size, size, path })).toBe(false);
      expect(leads(own, { index, size, path: [...path, hash(Buffer.of(1))] })).toBe(false);
      if (path.length > 0) {
        const wrong = path.map((sibling, i) => (i === other % path.length ? hash(sibling) : sibling));
        expect(leads(own, { index, size, path: wrong })).toBe(false);
        expect(leads(own, { index, size, path: path.slice(1) })).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});

test('a tree without leaves has no root', () => {
  expect(() => rootOf([])).toThrow('a leaf');
});
