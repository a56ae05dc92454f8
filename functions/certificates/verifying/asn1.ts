/** Reads DER (X.690) from plain bytes, in a function as in a browser. */

export interface Der {
  readonly tag: number;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Tag, length and content. */
  readonly whole: Uint8Array<ArrayBuffer>;
}

/** The value that begins at `at`. Throws when none does. */
export const derAt = (bytes: Uint8Array<ArrayBuffer>, at = 0): Der => {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || first === 0x80 || first > 0x83) throw new Error('not DER');
  const more = first < 0x80 ? 0 : first - 0x80;
  const begin = at + 2 + more;
  let length = more === 0 ? first : 0;
  for (let i = at + 2; i < begin; i += 1) length = length * 256 + (bytes[i] ?? 0);
  if (begin + length > bytes.length) throw new Error('not DER');
  return { tag, content: bytes.subarray(begin, begin + length), whole: bytes.subarray(at, begin + length) };
};

/** The values that stand in a constructed one. */
export const partsOf = ({ content }: Pick<Der, 'content'>): Der[] => {
  const parts: Der[] = [];
  for (let at = 0; at < content.length; at += parts.at(-1)?.whole.length ?? content.length)
    parts.push(derAt(content, at));
  return parts;
};

/** The n-th of them. Throws when there are fewer. */
export const part = (of: Pick<Der, 'content'>, n: number): Der => {
  const found = partsOf(of)[n];
  if (!found) throw new Error('not as expected');
  return found;
};

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
