/** The font that an OFD carries: the glyphs that were drawn, as a whole TrueType font. fontkit's subset is one for PDF, without names and character map. */

/** A font as pdfkit holds it, with what was drawn of it. */
export interface SubsetFont {
  readonly name: string;
  /** Code points of each glyph of the subset. */
  readonly unicode: readonly (readonly number[])[];
  readonly subset: { encode(): Uint8Array };
  readonly font: {
    readonly familyName: string;
    readonly stream: { readonly buffer: Uint8Array };
    readonly directory: {
      readonly tables: Readonly<Record<string, { readonly offset: number; readonly length: number }>>;
    };
  };
}

type Tables = ReadonlyMap<string, Buffer>;

const u16 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, i) => {
    bytes.writeUInt16BE(value & 0xffff, 2 * i);
  });
  return bytes;
};
const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value >>> 0, 4 * i);
  });
  return bytes;
};

const tablesOf = (font: Buffer): Tables =>
  new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, i) => {
      const entry = 12 + 16 * i;
      const offset = font.readUInt32BE(entry + 8);
      return [
        font.toString('latin1', entry, entry + 4),
        font.subarray(offset, offset + font.readUInt32BE(entry + 12)),
      ] as const;
    }),
  );

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

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const checksum = (bytes: Buffer): number => {
  const whole = padded(bytes);
  let sum = 0;
  for (let i = 0; i < whole.length; i += 4) sum = (sum + whole.readUInt32BE(i)) >>> 0;
  return sum;
};

/** sfnt: directory in order of tags, every table on four bytes, the sum over all in `head`. */
const assemble = (tables: Tables): Buffer => {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const log = Math.floor(Math.log2(sorted.length));
  let offset = 12 + 16 * sorted.length;
  const directory = sorted.map(([tag, bytes]) => {
    const entry = Buffer.concat([Buffer.from(tag, 'latin1'), u32(checksum(bytes), offset, bytes.length)]);
    offset += padded(bytes).length;
    return entry;
  });
  const range = 16 * 2 ** log;
  const head = [u32(0x00010000), u16(sorted.length, range, log, 16 * sorted.length - range)];
  return Buffer.concat([...head, ...directory, ...sorted.map(([, bytes]) => padded(bytes))]);
};

const ADJUSTMENT = 8;

/** Bytes of a TTF; same drawing, same bytes. */
export const fontFile = (used: SubsetFont): Buffer => {
  const { tables } = used.font.directory;
  const { buffer } = used.font.stream;
  const original = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const metrics = tables['OS/2'];
  if (!metrics) throw new Error('font has no OS/2 table');
  const subset = new Map(tablesOf(Buffer.from(used.subset.encode())));
  const head = Buffer.from(subset.get('head') ?? Buffer.alloc(54));
  head.writeUInt32BE(0, ADJUSTMENT);
  const all = new Map([
    ...subset,
    ['head', head] as const,
    ['OS/2', original.subarray(metrics.offset, metrics.offset + metrics.length)] as const,
    ['cmap', cmap(used.unicode)] as const,
    ['name', names(used.font.familyName, used.name)] as const,
    ['post', POST] as const,
  ]);
  head.writeUInt32BE((0xb1b0afba - checksum(assemble(all))) >>> 0, ADJUSTMENT);
  return assemble(all);
};
