/** Some glyphs of a TrueType font, their outlines taken as they stand in its file: nothing is decoded and drawn again. Source: OpenType, glyf, loca, hmtx. */
import { assemble, type Tables, tableOf, tablesOf, u32 } from './sfnt.ts';

/** Where glyphs stand in a font file. */
export interface GlyphTables {
  readonly tables: Tables;
  outline(glyph: number): Buffer;
  /** Advance and left bearing, two bytes each. */
  metric(glyph: number): Buffer;
}

export const glyphTables = (font: Uint8Array): GlyphTables => {
  const tables = tablesOf(font);
  const [glyf, loca, hmtx] = ['glyf', 'loca', 'hmtx'].map((tag) => tableOf(tables, tag)) as [Buffer, Buffer, Buffer];
  const long = tableOf(tables, 'head').readUInt16BE(50) === 1;
  const offset = (glyph: number) => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  const metrics = tableOf(tables, 'hhea').readUInt16BE(34);
  return {
    tables,
    outline: (glyph) => glyf.subarray(offset(glyph), offset(glyph + 1)),
    metric: (glyph) => {
      if (glyph < metrics) return hmtx.subarray(4 * glyph, 4 * glyph + 4);
      // The last advance counts for all that follow; of them only bearings are listed.
      const [advance, bearing] = [4 * metrics - 4, 2 * (metrics + glyph)];
      return Buffer.concat([hmtx.subarray(advance, advance + 2), hmtx.subarray(bearing, bearing + 2)]);
    },
  };
};

const FLAGS = { words: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, matrix: 0x80 } as const;

/** The outline with its components named as `named` says. A copy where it has any. */
const renamed = (outline: Buffer, named: (glyph: number) => number): Buffer => {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return outline;
  const copy = Buffer.from(outline);
  for (let [at, flags] = [10, FLAGS.more as number]; flags & FLAGS.more; ) {
    flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(named(copy.readUInt16BE(at + 2)), at + 2);
    at += flags & FLAGS.words ? 8 : 6;
    at += flags & FLAGS.matrix ? 8 : flags & FLAGS.twoScales ? 4 : flags & FLAGS.scale ? 2 : 0;
  }
  return copy;
};

const patched = (table: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(value, at);
  return copy;
};

export class GlyphSubset {
  private readonly of: GlyphTables;
  /** In order; the first is the one that stands for what is missing. */
  private readonly glyphs = [0];
  private readonly places = new Map([[0, 0]]);
  private made?: { readonly glyphs: number; readonly tables: Tables };

  constructor(of: GlyphTables) {
    this.of = of;
  }

  /** Its number in the subset. */
  includeGlyph(glyph: number): number {
    const known = this.places.get(glyph);
    if (known !== undefined) return known;
    this.places.set(glyph, this.glyphs.length);
    return this.glyphs.push(glyph) - 1;
  }

  /** What every TrueType font needs, but for its names and its character map. */
  tables(): Tables {
    if (this.made?.glyphs !== this.glyphs.length) {
      const tables = this.make();
      this.made = { glyphs: this.glyphs.length, tables };
    }
    return this.made?.tables as Tables;
  }

  private make(): Tables {
    const { tables, outline, metric } = this.of;
    const outlines: Buffer[] = [];
    const offsets = [0];
    // Components join while one goes along.
    for (const glyph of this.glyphs) {
      const own = renamed(outline(glyph), (component) => this.includeGlyph(component));
      outlines.push(own);
      offsets.push((offsets.at(-1) ?? 0) + own.length);
    }
    const count = this.glyphs.length;
    const asTheyAre = ['cvt ', 'fpgm', 'prep'].flatMap((tag) => {
      const table = tables.get(tag);
      return table ? [[tag, table] as const] : [];
    });
    return new Map([
      ...asTheyAre,
      ['glyf', Buffer.concat(outlines)],
      ['head', patched(tableOf(tables, 'head'), 50, 1)],
      ['hhea', patched(tableOf(tables, 'hhea'), 34, count)],
      ['hmtx', Buffer.concat(this.glyphs.map(metric))],
      ['loca', u32(...offsets)],
      ['maxp', patched(tableOf(tables, 'maxp'), 4, count)],
    ]);
  }

  /** As a PDF embeds it. */
  encode(): Uint8Array {
    return assemble(this.tables());
  }
}
