/** Every glyph of every printed text must be in the font; else the issue stops and names field and character. */
import type { Broken } from './declared.ts';
import { type Coverage, unprintable } from './glyphs.ts';
import type { Face } from './layout.ts';
import { type Stamp, stampTexts } from './page-stamp.ts';

const broken = (covers: Coverage, field: string, text: string): Broken[] => {
  const character = unprintable(covers, text);
  return character ? [{ field, rule: `no-glyph ${character}` }] : [];
};

export const brokenFace = (covers: Coverage, face: Face): Broken[] =>
  [face.number, ...face.rows]
    .flatMap((row) => [...broken(covers, row.field, row.text), ...broken(covers, row.field, row.label)])
    .concat(broken(covers, '/type', face.title + face.subtitle), broken(covers, '/issuer', face.issuer));

export const brokenStamp = (covers: Coverage, stamp: Stamp): Broken[] =>
  stampTexts(stamp).flatMap((text) => broken(covers, '/reason', text));
