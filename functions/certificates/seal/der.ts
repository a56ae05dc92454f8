/** DER (X.690): the few forms that X.509 and CMS are made of. Every piece is its finished bytes, so that pieces made elsewhere fit in. */
type Bytes = Uint8Array;

const lengthOf = (n: number): number[] => {
  if (n < 128) return [n];
  const bytes = n < 256 ? [n] : n < 65_536 ? [n >> 8, n & 255] : [n >> 16, (n >> 8) & 255, n & 255];
  return [128 + bytes.length, ...bytes];
};
/** Tag, length, content: a value. Content up to 16 MB. */
const value = (tag: number, ...content: Bytes[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag, ...lengthOf(body.length)), body]);
};

export const sequence = (...parts: Bytes[]): Buffer => value(0x30, ...parts);
/** SET OF: DER wants its elements in the order of their bytes. */
export const setOf = (...parts: Bytes[]): Buffer => value(0x31, ...parts.toSorted(Buffer.compare));
/** [n] EXPLICIT, or [n] IMPLICIT of something constructed. */
export const tagged = (n: number, ...parts: Bytes[]): Buffer => value(0xa0 + n, ...parts);
/** [n] IMPLICIT of something primitive. */
export const implicit = (n: number, bytes: Bytes): Buffer => value(0x80 + n, bytes);

/** Seven bits a byte, the last without the high bit (X.690, 8.19). Arcs may be longer than a number: UUIDs are. */
const arc = (number: bigint, more = 0): number[] =>
  number < 128n ? [Number(number) | more] : [...arc(number >> 7n, 128), Number(number & 127n) | more];
export const oid = (id: string): Buffer => {
  const [first = 0n, second = 0n, ...rest] = id.split('.').map(BigInt);
  return value(6, Buffer.from([first * 40n + second, ...rest].flatMap((one) => arc(one))));
};
/** Of a number from 0 to 65 535, or of the big-endian bytes of a positive one. */
export const integer = (of: number | Bytes): Buffer =>
  value(
    2,
    typeof of === 'number'
      ? Buffer.from(of < 128 ? [of] : of < 32_768 ? [of >> 8, of & 255] : [0, of >> 8, of & 255])
      : of,
  );
export const octets = (bytes: Bytes): Buffer => value(4, bytes);
export const bits = (bytes: Bytes, unused = 0): Buffer => value(3, Buffer.of(unused), bytes);
export const yes = (): Buffer => value(1, Buffer.of(255));
export const text = (said: string): Buffer => value(0x0c, Buffer.from(said, 'utf8'));
export const printable = (said: string): Buffer => value(0x13, Buffer.from(said, 'latin1'));

/** 20261120020000Z, whole seconds. */
export const zulu = (at: number): string => `${new Date(at).toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`;
/** RFC 5280, 4.1.2.5: two digits of the year through 2049, four from then on. `at`: epoch ms. */
export const time = (at: number): Buffer => {
  const said = zulu(at);
  const short = said < '2050';
  return value(short ? 0x17 : 0x18, Buffer.from(short ? said.slice(2) : said, 'latin1'));
};

export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content. */
  readonly whole: Buffer;
}

const elementAt = (der: Buffer, at: number): Element => {
  const short = der[at + 1] ?? 0x80;
  const bytes = short < 0x80 ? 0 : short - 0x80;
  if (short === 0x80 || bytes > 3 || at + 2 + bytes > der.length) throw new Error('not DER');
  const begin = at + 2 + bytes;
  const end = begin + (bytes === 0 ? short : der.readUIntBE(at + 2, bytes));
  if (end > der.length) throw new Error('not DER');
  return { tag: der[at] ?? 0, content: der.subarray(begin, end), whole: der.subarray(at, end) };
};

/** What stands in the content of a constructed value. Throws when it is not DER. */
export const elements = (content: Bytes): readonly Element[] => {
  const der = Buffer.from(content.buffer, content.byteOffset, content.length);
  const found: Element[] = [];
  for (let at = 0; at < der.length; at += found.at(-1)?.whole.length ?? der.length) found.push(elementAt(der, at));
  return found;
};
