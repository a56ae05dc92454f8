/** Merkle trees after RFC 6962, section 2.1, over SHA-256: one root stands for many leaves, and a short path proves each of them. */
import { createHash } from 'node:crypto';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

export const leafHash = (leaf: Uint8Array): Buffer => sha256(Buffer.of(0), leaf);
const innerHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** The largest power of two below `n`; n > 1. */
const split = (n: number): number => 2 ** (31 - Math.clz32(n - 1));

/** MTH of section 2.1. At least one leaf hash. */
export const rootOf = (hashes: readonly Uint8Array[]): Buffer => {
  const [only] = hashes;
  if (!only) throw new RangeError('a tree has a leaf');
  if (hashes.length === 1) return Buffer.from(only);
  const k = split(hashes.length);
  return innerHash(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
};

/** PATH of section 2.1.1: the siblings on the way up, lowest first. */
export const pathOf = (index: number, hashes: readonly Uint8Array[]): Buffer[] => {
  if (hashes.length <= 1) return [];
  const k = split(hashes.length);
  return index < k
    ? [...pathOf(index, hashes.slice(0, k)), rootOf(hashes.slice(k))]
    : [...pathOf(index - k, hashes.slice(k)), rootOf(hashes.slice(0, k))];
};

/** The root that leaf and path lead to; undefined when the path does not fit index and size. Source: RFC 9162, section 2.1.3.2. */
export const rootFrom = (
  leaf: Uint8Array,
  { index, size, path }: { readonly index: number; readonly size: number; readonly path: readonly Uint8Array[] },
): Buffer | undefined => {
  if (index < 0 || index >= size) return undefined;
  let [at, last, hash] = [index, size - 1, leafHash(leaf)];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = innerHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = innerHash(hash, sibling);
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 ? hash : undefined;
};
