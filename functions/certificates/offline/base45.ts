/** Base45 (RFC 9285): bytes in the alphabet of a QR code's alphanumeric mode. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

const digits = (value: number, count: number): string =>
  Array.from({ length: count }, (_, i) => ALPHABET[Math.floor(value / 45 ** i) % 45]).join('');

export const base45 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = bytes.subarray(at, at + 2);
    text += low === undefined ? digits(high, 2) : digits(high * 256 + low, 3);
  }
  return text;
};

/** Throws on what no bytes would have become. */
export const fromBase45 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((character) => ALPHABET.indexOf(character));
    const value = group.reduce((sum, digit, i) => sum + digit * 45 ** i, 0);
    const size = group.length - 1;
    if (size < 1 || group.includes(-1) || value >= 256 ** size) throw new Error('not base45');
    bytes.push(...(size === 2 ? [value >> 8, value & 255] : [value]));
  }
  return Uint8Array.from(bytes);
};
