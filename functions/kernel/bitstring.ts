/**
 * Lists of statuses as one compressed string, in both forms that wallets and verifiers read. Pure; shared by the library's lists and those of
 * functions/credentials. W3C Bitstring Status List 1.0 counts bits from the left of each byte, IETF Token Status List from the right.
 */
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';

/** W3C Bitstring Status List 1.0, 6.1: no shorter list hides whom one asks about. */
export const LEAST_ENTRIES = 131_072;
/** What a stranger's list may inflate to, in bytes: 2^24 entries of one bit, 2^23 of two. */
const MOST_BYTES = 2 ** 21;

const place = (bits: number, index: number, fromLeft: boolean): readonly [byte: number, shift: number] => {
  const at = index * bits;
  const within = at % 8;
  return [Math.floor(at / 8), fromLeft ? 8 - bits - within : within];
};

/** Bytes of `entries` statuses of `bits` (1, 2, 4, 8) each; those not named are 0. Throws for an index or a value that has no room. */
const packed = (entries: number, bits: number, set: Iterable<readonly [number, number]>, fromLeft: boolean) => {
  const bytes = new Uint8Array(Math.ceil((entries * bits) / 8));
  for (const [index, value] of set) {
    if (!Number.isInteger(index) || index < 0 || index >= entries) throw new RangeError('no such entry in the list');
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) throw new RangeError('no such status');
    const [byte, shift] = place(bits, index, fromLeft);
    bytes[byte] = ((bytes[byte] ?? 0) & ~((2 ** bits - 1) << shift)) | (value << shift);
  }
  return bytes;
};

const read = (bytes: Uint8Array, bits: number, index: number, fromLeft: boolean): number | undefined => {
  const [byte, shift] = place(bits, index, fromLeft);
  const found = Number.isInteger(index) && index >= 0 ? bytes[byte] : undefined;
  return found === undefined ? undefined : (found >> shift) & (2 ** bits - 1);
};

/** W3C: one bit for each entry, GZIP, multibase base64url ("u…"). `set`: indexes that are 1. */
export const encodeBitstring = (entries: number, set: Iterable<number>): string => {
  const ones = Array.from(set, (index) => [index, 1] as const);
  return `u${gzipSync(packed(Math.max(entries, LEAST_ENTRIES), 1, ones, true), { level: 9 }).toString('base64url')}`;
};

/** W3C: the bytes of such a list. Throws for anything else, and for what inflates beyond measure. */
export const decodeBitstring = (encoded: string): Uint8Array => {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded)) throw new Error('not a multibase base64url list');
  return gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: MOST_BYTES });
};

/** W3C: bit `index`; undefined beyond the list's end. */
export const bitAt = (bytes: Uint8Array, index: number): number | undefined => read(bytes, 1, index, true);

/** IETF: member `lst` of a status list: statuses of `bits` each, ZLIB, base64url. */
export const encodeTokenList = (
  entries: number,
  bits: 1 | 2 | 4 | 8,
  set: Iterable<readonly [number, number]>,
): string => deflateSync(packed(entries, bits, set, false), { level: 9 }).toString('base64url');

/** IETF: the bytes of `lst`. Throws for anything else, and for what inflates beyond measure. */
export const decodeTokenList = (lst: string): Uint8Array => {
  if (!/^[A-Za-z0-9_-]+$/.test(lst)) throw new Error('not a base64url list');
  return inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: MOST_BYTES });
};

/** IETF: status `index` of a list of `bits` each; undefined beyond the list's end. */
export const statusAt = (bytes: Uint8Array, bits: 1 | 2 | 4 | 8, index: number): number | undefined =>
  read(bytes, bits, index, false);
