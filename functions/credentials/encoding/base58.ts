/** Multibase (Controlled Identifiers 1.0, 2.4) in the two alphabets that proofs and keys are written in: base58btc ("z") and base64url ("u"). */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, BigInt(value)]));
/** The work grows with the square of the length; a signature of P-384 is 96 bytes. */
const LONGEST = 512;

const leading = (text: Iterable<unknown>, zero: unknown): number => {
  let count = 0;
  for (const one of text) {
    if (one !== zero) break;
    count += 1;
  }
  return count;
};

const base58 = (bytes: Uint8Array): string => {
  let rest = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = `${ALPHABET[Number(rest % 58n)]}${text}`;
  return `${'1'.repeat(leading(bytes, 0))}${text}`;
};

const fromBase58 = (text: string): Uint8Array => {
  let value = 0n;
  for (const character of text) {
    const digit = VALUES.get(character);
    if (digit === undefined) throw new Error('not base58');
    value = value * 58n + digit;
  }
  const hex = value === 0n ? '' : value.toString(16);
  const body = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return Buffer.concat([Buffer.alloc(leading(text, '1')), body]);
};

/** Base58btc, as every key and proof value here is written. */
export const multibase = (bytes: Uint8Array): string => `z${base58(bytes)}`;

/** Bytes of a multibase text in either alphabet. Throws for any other. */
export const fromMultibase = (text: string): Uint8Array => {
  if (text.length > LONGEST) throw new Error('multibase text is too long');
  if (/^u[A-Za-z0-9_-]+$/.test(text)) return Buffer.from(text.slice(1), 'base64url');
  if (text[0] !== 'z' || text.length === 1) throw new Error('not multibase');
  return fromBase58(text.slice(1));
};
