/** Text as a department's system writes it: exactly, or not at all. Rules and reasons: docs/charsets-and-identifiers.md. */
import * as z from 'zod';
import { problem } from '#functions/kernel/problem.ts';
import {
  FIRST_SUPPLEMENTARY,
  FOUR_BYTE_CODES,
  fourBytes,
  fourNumber,
  inGb2312,
  inGbk,
  isTrail,
  SIX,
  tables,
} from './charset-tables.ts';

/** `gb18030`: the edition of 2022; `gbk`: as CP936; `gb2312`: the 682 + 6,763 characters of GB/T 2312. */
export const Charset = z.enum(['utf-8', 'gb18030', 'gbk', 'gb2312']);
export type Charset = z.infer<typeof Charset>;

/** Private use, lone surrogates, what Unicode keeps from being characters, and the sign that one was lost: no charset has them. */
const NOBODYS = /[\p{Co}\p{Cs}\p{NChar}\ufffd]/u;
const EURO_IN_CP936 = 0x80;

const HAS: Readonly<Record<Exclude<Charset, 'utf-8'>, (code: number) => boolean>> = {
  gb18030: () => true,
  gbk: inGbk,
  gb2312: inGb2312,
};

/** The bytes of one character; undefined when the charset has none. */
const bytesOf = (point: number, charset: Exclude<Charset, 'utf-8'>): readonly number[] | undefined => {
  if (point < 0x80) return [point];
  if (charset === 'gbk' && point === 0x20ac) return [EURO_IN_CP936];
  const { codeOf, fourOf } = tables();
  const code = codeOf[point] ?? 0;
  if (code !== 0 && HAS[charset](code)) return [code >> 8, code & 0xff];
  if (charset !== 'gb18030') return undefined;
  if (point >= 0x10000) return fourBytes(FIRST_SUPPLEMENTARY + point - 0x10000);
  const four = fourOf[point] ?? 0;
  return four === 0 ? undefined : fourBytes(four - 1);
};

/**
 * Throws unprocessable, naming the first character that the charset lacks by its code point and nothing else of the text; `field`: the
 * caller's own pointer. Never a substitute.
 */
export const encode = (text: string, charset: Charset, field = '/request'): Buffer => {
  const bytes = charset === 'utf-8' ? Buffer.from(text) : Buffer.allocUnsafe(text.length * 4);
  if (charset === 'utf-8' && !NOBODYS.test(text)) return bytes;
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const own = NOBODYS.test(character) ? undefined : charset === 'utf-8' ? [] : bytesOf(point, charset);
    if (!own) {
      const rule = `not-in-${charset}:U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
      throw problem('unprocessable', { errors: [{ field, rule }] });
    }
    for (const byte of own) bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
};

/** The character that begins at `at`, and how many bytes it takes; length 0: none does. */
const pointAt = (
  bytes: Uint8Array,
  at: number,
  charset: Exclude<Charset, 'utf-8'>,
): [point: number, length: number] => {
  const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  if (a < 0x80) return [a, 1];
  if (a === EURO_IN_CP936 && charset === 'gbk') return [0x20ac, 1];
  if (a === 0x80 || a === 0xff) return [0, 0];
  const { charOf, charOfFour } = tables();
  if (isTrail(b)) {
    const code = a * 256 + b;
    const point = charOf[code] || SIX.get(code) || 0;
    return point !== 0 && HAS[charset](code) ? [point, 2] : [0, 0];
  }
  const isFour = b >= 0x30 && b <= 0x39 && c >= 0x81 && c <= 0xfe && d >= 0x30 && d <= 0x39;
  if (!isFour || charset !== 'gb18030') return [0, 0];
  const number = fourNumber(a, b, c, d);
  if (number < FOUR_BYTE_CODES) return charOfFour[number] ? [charOfFour[number], 4] : [0, 0];
  const point = number - FIRST_SUPPLEMENTARY + 0x10000;
  return point >= 0x10000 && point <= 0x10ffff ? [point, 4] : [0, 0];
};

const decodeGb = (bytes: Uint8Array, charset: Exclude<Charset, 'utf-8'>): string | undefined => {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const [point, length] = pointAt(bytes, at, charset);
    if (length === 0) return undefined;
    text += String.fromCodePoint(point);
    at += length;
  }
  return NOBODYS.test(text) ? undefined : text;
};

/** A byte order mark goes. */
const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return NOBODYS.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
};

/** Throws department-answer-invalid for bytes that are no character, and for private-use ones: they stand for something only its sender knows. */
export const decode = (bytes: Uint8Array, charset: Charset): string => {
  const text = charset === 'utf-8' ? decodeUtf8(bytes) : decodeGb(bytes, charset);
  if (text === undefined) throw problem('department-answer-invalid', { cause: `charset:${charset}` });
  return text;
};

/** What systems write for a character that they lack: ? and its full-width form, □, 〓, and the control SUB. */
const LOST = ['?', '？', '□', '〓', '\u001a'];
const HAN = /\p{Script=Han}/u;

/**
 * For names and addresses, whatever the protocol: a system that lacked a character has often lost it long before, in its own database, and
 * a private-use character may come by an escape (&#xE000;, \ue000) that no charset sees. Gives the text, or throws department-answer-invalid
 * when a character was lost among Chinese ones.
 */
export const refuseLossy = (text: string): string => {
  const lost = LOST.some((sign) => text.includes(sign));
  // Where nothing is left between the signs, all of it was lost.
  const left = [...text].some((sign) => !LOST.includes(sign) && !/[\s·]/.test(sign));
  if (NOBODYS.test(text) || (lost && (HAN.test(text) || !left)))
    throw problem('department-answer-invalid', { cause: 'charset:lossy' });
  return text;
};
