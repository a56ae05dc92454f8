/** DER (X.690): the few forms that X.509 and CMS are made of. Every piece is its finished bytes, so that pieces made elsewhere fit in. */
import * as asn1 from 'asn1js';

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

export const oid = (id: string): Buffer => Buffer.from(new asn1.ObjectIdentifier({ value: id }).toBER());
/** Of a number below 2^31, or of the big-endian bytes of a positive one. */
export const integer = (of: number | Bytes): Buffer =>
  typeof of === 'number' ? Buffer.from(new asn1.Integer({ value: of }).toBER()) : value(2, of);
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

/** The elements of a constructed value. Throws when the bytes are not DER. */
export const elements = (der: Bytes): readonly asn1.BaseBlock[] => {
  const { result, offset } = asn1.fromBER(der as never);
  if (offset !== der.length || !(result instanceof asn1.Constructed)) throw new Error('not DER');
  return result.valueBlock.value as asn1.BaseBlock[];
};
