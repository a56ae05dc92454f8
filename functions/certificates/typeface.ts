/** A font as pages are set with it: opened once by a process, while every page takes glyphs of its own. In the form in which pdfkit takes fonts. */
import { create, type Font } from 'fontkit';
import { GlyphSubset, glyphTables } from './glyph-subset.ts';

export interface SetGlyph {
  readonly id: number;
  /** What it stands for: several for a ligature. */
  readonly codePoints: readonly number[];
  /** In units of the font, and where it stands in this text: kerning is in it. */
  readonly advanceWidth: number;
  readonly place: { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number };
}

/** Parts of a fontkit font that its types do not name; pinned by version and by typeface.test.ts. */
interface Inside extends Font {
  _glyphs: object;
  readonly head: unknown;
  readonly post: unknown;
}

/** Han characters stand alone, whatever is beside them, and no digit is kerned with another; all else is set as a whole, with ligatures and kerning. */
const PIECES = /\p{Script=Han}|(?:\d(?!\d)|[^\p{Script=Han}\d])+\d?|\d/gu;

/** Of every text, also where it begins with Latin letters: digits then look alike on the whole page. */
export const SCRIPT = 'hani';

/** Pieces that are remembered; then all are forgotten. */
const MOST_PIECES = 20_000;

export type Typeface = ReturnType<typeof typeface>;

/** `bytes`: a TTF. */
export const typeface = (bytes: Uint8Array) => {
  const font = create(bytes as Buffer) as unknown as Inside;
  const tables = glyphTables(bytes);
  const pieces = new Map<string, readonly SetGlyph[]>();

  const glyph = (codePoint: number): SetGlyph => {
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
    return { id, codePoints: [codePoint], advanceWidth, place: { xAdvance: advanceWidth, xOffset: 0, yOffset: 0 } };
  };
  const set = (piece: string): readonly SetGlyph[] => {
    // A glyph of fontkit keeps what it stood for first, in whichever text that was.
    font._glyphs = {};
    const { glyphs, positions } = font.layout(piece, undefined, SCRIPT);
    return glyphs.map(({ id, codePoints, advanceWidth }, i) => {
      const { xAdvance = advanceWidth, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
      return { id, codePoints, advanceWidth, place: { xAdvance, xOffset, yOffset } };
    });
  };
  const pieceOf = (piece: string): readonly SetGlyph[] => {
    const known = pieces.get(piece);
    if (known) return known;
    const code = piece.codePointAt(0) ?? 0;
    const made = /^\p{Script=Han}$/u.test(piece) ? [glyph(code)] : set(piece);
    if (pieces.size >= MOST_PIECES) pieces.clear();
    pieces.set(piece, made);
    return made;
  };

  const { postscriptName, familyName, unitsPerEm, ascent, descent, xHeight, capHeight, lineGap, bbox } = font;
  const { italicAngle, head, post, 'OS/2': os2 } = font;
  return {
    ...{ postscriptName, familyName, unitsPerEm, ascent, descent, xHeight, capHeight, lineGap, bbox },
    ...{ italicAngle, head, post, 'OS/2': os2, tables },
    glyph,
    getGlyph: (id: number) => ({ advanceWidth: tables.metric(id).readUInt16BE(0) }),
    createSubset: () => new GlyphSubset(tables),
    /** Whoever asks may change the positions. */
    layout: (text: string) => {
      const glyphs = (text.match(PIECES) ?? []).flatMap(pieceOf);
      const positions = glyphs.map(({ place }) => ({ ...place, yAdvance: 0 }));
      return {
        glyphs,
        positions,
        get advanceWidth() {
          return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
        },
      };
    },
  };
};
