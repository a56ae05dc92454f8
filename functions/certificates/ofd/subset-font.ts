/** The font that an OFD carries: the glyphs that were drawn, as a whole TrueType font. A PDF needs no names and no character map in it. */
import type { GlyphSubset } from '../glyph-subset.ts';
import { assemble, tableOf, u16, u32 } from '../sfnt.ts';
import type { Typeface } from '../typeface.ts';

/** A font as pdfkit holds it, with what was drawn of it. */
export interface SubsetFont {
  readonly name: string;
  /** Code points of each glyph of the subset. */
  readonly unicode: readonly (readonly number[])[];
  readonly subset: GlyphSubset;
  readonly font: Typeface;
}

type Pair = readonly [codePoint: number, glyph: number];

/** Each code point that one glyph draws alone; the first glyph wins. */
const characterMap = (unicode: SubsetFont['unicode']): ReadonlyMap<number, number> => {
  const map = new Map<number, number>();
  unicode.forEach(([codePoint, ...more], glyph) => {
    if (glyph > 0 && codePoint !== undefined && more.length === 0 && !map.has(codePoint)) map.set(codePoint, glyph);
  });
  return map;
};

/** Format 4, one segment a character: the basic plane. OpenType, cmap. */
const format4 = (pairs: readonly Pair[]): Buffer => {
  const count = pairs.length + 1;
  const log = Math.floor(Math.log2(count));
  const range = 2 * 2 ** log;
  const body = Buffer.concat([
    u16(2 * count, range, log, 2 * count - range),
    u16(...pairs.map(([code]) => code), 0xffff),
    u16(0),
    u16(...pairs.map(([code]) => code), 0xffff),
    u16(...pairs.map(([code, glyph]) => glyph - code), 1),
    u16(...Array.from({ length: count }, () => 0)),
  ]);
  return Buffer.concat([u16(4, body.length + 6, 0), body]);
};

/** Format 12: all planes. */
const format12 = (pairs: readonly Pair[]): Buffer =>
  Buffer.concat([
    u16(12, 0),
    u32(16 + 12 * pairs.length, 0, pairs.length),
    ...pairs.map(([code, glyph]) => u32(code, code, glyph)),
  ]);

const cmap = (unicode: SubsetFont['unicode']): Buffer => {
  const pairs = [...characterMap(unicode)].sort(([a], [b]) => a - b);
  const basic = format4(pairs.filter(([code]) => code < 0xffff));
  return Buffer.concat([u16(0, 2, 3, 1), u32(20), u16(3, 10), u32(20 + basic.length), basic, format12(pairs)]);
};

/** Family, style, full and PostScript name, for Windows, in English. OpenType, name. */
const names = (family: string, postScript: string): Buffer => {
  const texts = (
    [
      [1, family],
      [2, 'Regular'],
      [4, family],
      [6, postScript],
    ] as const
  ).map(([id, text]) => [id, Buffer.from(text, 'utf16le').swap16()] as const);
  let offset = 0;
  const records = texts.map(([id, bytes]) => {
    const record = u16(3, 1, 0x409, id, bytes.length, offset);
    offset += bytes.length;
    return record;
  });
  return Buffer.concat([u16(0, texts.length, 6 + 12 * texts.length), ...records, ...texts.map(([, bytes]) => bytes)]);
};

/** Version 3: no names of glyphs. */
const POST = Buffer.concat([u32(0x00030000, 0), u16(-100, 50), u32(0, 0, 0, 0, 0)]);

/** Bytes of a TTF; same drawing, same bytes. */
export const fontFile = ({ subset, font, unicode, name }: SubsetFont): Buffer =>
  assemble(
    new Map([
      ...subset.tables(),
      ['OS/2', tableOf(font.tables.tables, 'OS/2')] as const,
      ['cmap', cmap(unicode)] as const,
      ['name', names(font.familyName, name)] as const,
      ['post', POST] as const,
    ]),
  );
