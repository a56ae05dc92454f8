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

/** The text in pieces of one font each. What no font has stays with the first. */
export const runsOf = (fonts: Fonts, text: string): readonly Run[] => {
  const runs: { font: number; text: string }[] = [];
  for (const character of text) {
    const at = fonts.findIndex(({ covers }) => covers(character.codePointAt(0) ?? 0));
    const font = Math.max(0, at);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
};
