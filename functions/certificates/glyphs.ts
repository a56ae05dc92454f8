/** Which characters a TrueType font can draw: its `cmap`, read directly, because a missing glyph prints as a box without a word. */

export type Coverage = (codePoint: number) => boolean;

const tableAt = (font: DataView, tag: string): number => {
  for (let i = 0; i < font.getUint16(4); i += 1) {
    const entry = 12 + 16 * i;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((k) => font.getUint8(entry + k)));
    if (name === tag) return font.getUint32(entry + 8);
  }
  throw new Error(`font has no ${tag} table`);
};

/** Ranges of format 12 (all planes): [first, last] code points, in order. Source: OpenType, cmap. */
const ranges = (font: DataView): (readonly [number, number])[] => {
  const cmap = tableAt(font, 'cmap');
  for (let i = 0; i < font.getUint16(cmap + 2); i += 1) {
    const subtable = cmap + font.getUint32(cmap + 8 + 8 * i);
    if (font.getUint16(subtable) !== 12) continue;
    const groups = font.getUint32(subtable + 12);
    return Array.from({ length: groups }, (_, g) => {
      const at = subtable + 16 + 12 * g;
      return [font.getUint32(at), font.getUint32(at + 4)] as const;
    });
  }
  throw new Error('font has no cmap of format 12');
};

/** `font`: the bytes of a TTF or OTF. Throws when it has no full Unicode map. */
export const coverage = (font: Uint8Array): Coverage => {
  const map = ranges(new DataView(font.buffer, font.byteOffset, font.byteLength));
  return (codePoint) => {
    let [low, high] = [0, map.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = map[middle] ?? [0, 0];
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
};

/** Controls, invisible and unassigned characters draw nothing, whatever the font says. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** The first character that cannot be printed, as U+XXXX; undefined when all can. */
export const unprintable = (covers: Coverage, text: string): string | undefined => {
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (UNPRINTABLE.test(character) || !covers(codePoint))
      return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return undefined;
};
