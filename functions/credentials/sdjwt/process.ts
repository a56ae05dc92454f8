/**
 * What an SD-JWT discloses: RFC 9901, 7.1, steps 2 to 5, to the letter. Libraries overlook here what the RFC says MUST be refused (a disclosure that
 * nothing refers to, a digest that stands twice, a disclosed claim over a plain one), and each of them lets a holder say what nobody signed.
 */
import { createHash } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

/** Digests may be of these (IANA Named Information Hash Algorithms). */
const HASHES: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' };

export class Unsound extends Error {
  readonly rule: string;
  constructor(rule: string) {
    super(rule);
    this.rule = rule;
  }
}

interface Disclosure {
  /** Of an object's member; absent for an element of an array. */
  readonly name?: string;
  readonly value: unknown;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readDisclosure = (text: string): Disclosure => {
  let parts: unknown;
  try {
    parts = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
  } catch {
    throw new Unsound('disclosure');
  }
  if (!/^[A-Za-z0-9_-]+$/.test(text) || !Array.isArray(parts) || typeof parts[0] !== 'string')
    throw new Unsound('disclosure');
  if (parts.length === 2) return { value: parts[1] };
  if (parts.length !== 3 || typeof parts[1] !== 'string' || ['_sd', '...'].includes(parts[1]))
    throw new Unsound('disclosure');
  return { name: parts[1], value: parts[2] };
};

/** Deeper than any certificate, shallower than the stack. */
const DEEPEST = 64;

/** The processed payload. Throws Unsound, naming the rule. `disclosures`: as they stand between the tildes. */
export const processed = (payload: Json, disclosures: readonly string[]): Json => {
  const { _sd_alg: named = 'sha-256', ...claims } = payload;
  const hash = Object.hasOwn(HASHES, String(named)) ? HASHES[String(named)] : undefined;
  if (!hash) throw new Unsound('sd-alg');
  const byDigest = new Map(
    disclosures.map(
      (text) => [createHash(hash).update(text, 'ascii').digest('base64url'), readDisclosure(text)] as const,
    ),
  );
  if (byDigest.size < disclosures.length) throw new Unsound('disclosure-twice');
  const seen = new Set<string>();

  /** What stands under a digest; undefined for one that is not disclosed. */
  const under = (digest: unknown, kind: 'member' | 'element'): Disclosure | undefined => {
    if (typeof digest !== 'string') throw new Unsound('digest');
    if (seen.has(digest)) throw new Unsound('digest-twice');
    seen.add(digest);
    const found = byDigest.get(digest);
    if (found && (found.name === undefined) !== (kind === 'element')) throw new Unsound('disclosure-out-of-place');
    return found;
  };

  const walkArray = (array: readonly unknown[], depth: number): unknown[] =>
    array.flatMap((element) => {
      if (!isObject(element) || !Object.hasOwn(element, '...')) return [walk(element, depth + 1)];
      if (Object.keys(element).length > 1) throw new Unsound('digest');
      const found = under(element['...'], 'element');
      return found ? [walk(found.value, depth + 1)] : [];
    });

  const walkObject = ({ _sd: digests = [], ...plain }: Json, depth: number): Json => {
    if (!Array.isArray(digests) || Object.hasOwn(plain, '...')) throw new Unsound('digest');
    const members = new Map(Object.entries(plain).map(([name, value]) => [name, walk(value, depth + 1)]));
    for (const digest of digests) {
      const found = under(digest, 'member');
      if (!found) continue;
      if (members.has(found.name ?? '')) throw new Unsound('claim-twice');
      members.set(found.name ?? '', walk(found.value, depth + 1));
    }
    return Object.fromEntries(members);
  };

  const walk = (value: unknown, depth: number): unknown => {
    if (depth > DEEPEST) throw new Unsound('too-deep');
    if (Array.isArray(value)) return walkArray(value, depth);
    return isObject(value) ? walkObject(value, depth) : value;
  };

  const result = walkObject(claims, 0);
  if ([...byDigest.keys()].some((digest) => !seen.has(digest))) throw new Unsound('disclosure-not-referenced');
  return result;
};
