/** The fonts of a page, in order: a character is drawn with the first that has it. Together they have more names than any one. */
import { type Coverage, coverage } from './glyphs.ts';
import { type Typeface, typeface } from './typeface.ts';

export interface FontFile {
  /** A TTF. */
  readonly bytes: Uint8Array;
  readonly covers: Coverage;
  readonly face: Typeface;
}
export type Fonts = readonly [FontFile, ...FontFile[]];

/** Each with a full Unicode map. */
export const fontsOf = (first: Uint8Array, ...further: readonly Uint8Array[]): Fonts => {
  const read = (bytes: Uint8Array): FontFile => ({ bytes, covers: coverage(bytes), face: typeface(bytes) });
  return [read(first), ...further.map(read)];
};

export const coveredBy =
  (fonts: Fonts): Coverage =>
  (codePoint) =>
    fonts.some(({ covers }) => covers(codePoint));

export interface Run {
  /** Index of the font. */
  readonly font: number;
  readonly text: string;
}

/** By code point, for each set of fonts: a page asks hundreds of times for the same. */
const known = new WeakMap<Fonts, Map<number, number>>();

const fontAt = (fonts: Fonts): ((codePoint: number) => number) => {
  const found = known.get(fonts) ?? new Map<number, number>();
  known.set(fonts, found);
  return (codePoint) => {
    const before = found.get(codePoint);
    if (before !== undefined) return before;
    const font = Math.max(
      0,
      fonts.findIndex(({ covers }) => covers(codePoint)),
    );
    found.set(codePoint, font);
    return font;
  };
};

/** The text in pieces of one font each. What no font has stays with the first. */
export const runsOf = (fonts: Fonts, text: string): readonly Run[] => {
  const runs: { font: number; text: string }[] = [];
  const at = fontAt(fonts);
  for (const character of text) {
    const font = at(character.codePointAt(0) ?? 0);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
};
