/** Text as the product sets it, piece by piece and remembered, beside fontkit at work on the whole. */
import fc from 'fast-check';
import * as fontkit from 'fontkit';
import { describe, expect, test } from 'vitest';
import { GlyphSubset, glyphTables } from '#functions/certificates/glyph-subset.ts';
import { unprintable } from '#functions/certificates/glyphs.ts';
import { SCRIPT, typeface } from '#functions/certificates/typeface.ts';
import { fonts } from './world.ts';

const [{ bytes, covers, face }] = fonts;
const whole = fontkit.create(bytes as Buffer) as fontkit.Font;

type Run = Pick<fontkit.GlyphRun | ReturnType<typeof face.layout>, 'glyphs' | 'positions' | 'advanceWidth'>;
const said = ({ glyphs, positions, advanceWidth }: Run) => ({
  glyphs: glyphs.map(({ id }) => id),
  steps: positions.map(({ xAdvance }) => xAdvance),
  advanceWidth,
});
const saidBy = (text: string) => String.fromCodePoint(...face.layout(text).glyphs.flatMap((one) => one.codePoints));

/** What certificates are written in. */
const character = fc.oneof(
  fc.constantFrom(...'0123456789abcdefxyzABCDEFTVWY()[]-.,:/%# 　、。，（）〔〕·—'),
  fc
    .integer({ min: 0x3400, max: 0x9fff })
    .map((code) => String.fromCodePoint(code))
    .filter((one) => unprintable(covers, one) === undefined && /\p{Script=Han}/u.test(one)),
);

describe('text', () => {
  test('has the glyphs, the kerning and the ligatures that fontkit gives the whole of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 24 }), (text) => {
        expect(said(face.layout(text))).toEqual(said(whole.layout(text, undefined, SCRIPT)));
      }),
      { numRuns: 300 },
    );
    for (const text of ['office AV 12.5平方米', 'SHA-256　9f86d081884c7d65ff', '浙(2017)永康市不动产权第0000123号'])
      expect(said(face.layout(text))).toEqual(said(whole.layout(text, undefined, SCRIPT)));
  });

  test('says what it says, whoever drew the same glyph before for another character', () => {
    const [omega, ohm] = ['\u03a9', '\u2126'];
    for (const text of [`${ohm}1`, `${omega}1`, `AV${ohm}`, `AV${omega}`]) expect(saidBy(text)).toBe(text);
  });

  test('may be changed by who asked for it, without the next one seeing it', () => {
    for (const position of face.layout('徐AV').positions) position.xAdvance = 0;
    expect(said(face.layout('徐AV'))).toEqual(said(whole.layout('徐AV', undefined, SCRIPT)));
  });
});

describe('a subset', () => {
  test('has outlines and widths as they stand in the font, under its own numbers', () => {
    const subset = face.createSubset();
    const ids = [...'永康市Ag9䶮'].map((one) => subset.includeGlyph(face.glyph(one.codePointAt(0) ?? 0).id));
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(subset.includeGlyph(face.glyph(0x5eb7).id)).toBe(2);
    const inside = fontkit.create(Buffer.from(subset.encode())) as fontkit.Font;
    for (const [i, one] of [...'永康市Ag9䶮'].entries()) {
      const glyph = whole.glyphForCodePoint(one.codePointAt(0) ?? 0);
      expect(inside.getGlyph(i + 1).path.toSVG()).toBe(glyph.path.toSVG());
      expect(inside.getGlyph(i + 1).advanceWidth).toBe(glyph.advanceWidth);
    }
  });

  test('takes the components of a glyph along and names them anew', () => {
    const component = (flags: number, glyph: number, rest: number[]) => Buffer.from([0, flags, 0, glyph, ...rest]);
    const head = Buffer.from([255, 255, 0, 0, 0, 0, 0, 0, 0, 0]);
    const parts = [
      component(0x21, 3, [0, 0, 0, 0]),
      component(0x28, 4, [0, 0, 1, 1]),
      component(0x60, 3, [0, 0, 1, 1, 1, 1]),
      component(0x80, 2, [0, 0, 1, 1, 1, 1, 1, 1, 1, 1]),
    ];
    const outlines = [Buffer.alloc(0), Buffer.concat([head, ...parts]), ...[2, 3, 4].map((n) => Buffer.alloc(12, n))];
    const { tables } = glyphTables(bytes);
    const subset = new GlyphSubset({
      tables,
      outline: (glyph) => outlines[glyph] ?? Buffer.alloc(0),
      metric: (glyph) => Buffer.of(0, glyph, 0, 0),
    });
    subset.includeGlyph(1);
    const made = subset.tables();
    const named = [12, 20, 28, 38].map((at) => made.get('glyf')?.readUInt16BE(at));
    expect(named).toEqual([2, 3, 2, 4]);
    expect(made.get('hmtx')).toEqual(Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0]));
    expect(made.get('maxp')?.readUInt16BE(4)).toBe(5);
  });

  test('is of one font: what is missing in it stops by name', () => {
    expect(() => typeface(Buffer.from('00010000000000000000000000', 'hex'))).toThrow();
  });
});
