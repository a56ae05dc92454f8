import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as fontkit from 'fontkit';
import { describe, expect, test } from 'vitest';
import { fontsOf } from '#functions/certificates/fonts.ts';
import { unprintable } from '#functions/certificates/glyphs.ts';
import { drawOfd } from '#functions/certificates/ofd/draw.ts';
import { Recorder } from '#functions/certificates/ofd/recorder.ts';
import { Paper, paper } from '#functions/certificates/paper.ts';
import { printer } from '../world.ts';
import { all, font, inputOf, type Node, numbers, stamp, unzipped, xml } from './opened.ts';

const contents = (files: ReadonlyMap<string, Buffer>): Node[] =>
  [...files].filter(([name]) => name.endsWith('Content.xml')).map(([, bytes]) => xml(bytes));
const readBack = (page: Node): string =>
  all(page, 'TextCode')
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s/g, '');
const original = fontkit.create(font[0].bytes as Buffer) as fontkit.Font;

describe('an OFD page', () => {
  test('the same certificate is the same bytes, small enough to carry', async () => {
    const [a, b] = [await drawOfd(font, inputOf()), await drawOfd(font, inputOf())];
    expect(Buffer.compare(a, b)).toBe(0);
    expect(a.length).toBeLessThan(256_000);
    expect(Buffer.compare(a, await drawOfd(font, { ...inputOf(), stamp }))).not.toBe(0);
  });

  test('names its parts so that each is found, and counts its objects', async () => {
    const files = await unzipped(await drawOfd(font, inputOf()));
    const root = xml(files.get('OFD.xml'));
    expect(all(root, 'DocRoot')[0]?.text).toBe('Doc_0/Document.xml');
    expect(all(root, 'Signatures')).toEqual([]);
    const document = xml(files.get('Doc_0/Document.xml'));
    expect(all(document, 'PhysicalBox')[0]?.text).toBe('0 0 210 297');
    for (const page of all(document, 'Page')) expect(files.has(`Doc_0/${page.attributes.BaseLoc}`)).toBe(true);
    const resources = xml(files.get(`Doc_0/${all(document, 'PublicRes')[0]?.text}`));
    for (const file of all(resources, 'FontFile')) expect(files.has(`Doc_0/Res/${file.text}`)).toBe(true);
    const ids = [document, resources, ...contents(files)]
      .flatMap((node) =>
        ['Page', 'ColorSpace', 'Font', 'Layer', 'TextObject', 'PathObject'].flatMap((name) => all(node, name)),
      )
      .map(({ attributes }) => Number(attributes.ID));
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBe(Number(all(document, 'MaxUnitID')[0]?.text));
  });

  test('carries the metadata of the certificate, and of the copy', async () => {
    const said = async (input: Parameters<typeof drawOfd>[1]) =>
      Object.fromEntries(
        all(xml((await unzipped(await drawOfd(font, input))).get('OFD.xml')), 'CustomData').map((one) => [
          one.attributes.Name,
          one.text,
        ]),
      );
    const two = [
      { name: '陈福英', code: '330784196205099980', codeType: '111' as const },
      { name: '徐 & <一>', code: '91330784MA2A1B2C3Q', codeType: '001' as const },
    ];
    const input = inputOf({ holders: two, validUntil: '2087-05-07' });
    expect(await said(input)).toEqual({
      ZZMC: '不动产权证书',
      ZZLXDM: input.master.typeCode,
      ZZBH: input.master.number,
      ZZBS: input.identifier,
      ZZBFJG: input.master.issuer.name,
      ZZBFJGDM: input.master.issuer.code,
      ZZBFRQ: '2017-05-08',
      CZZT: '陈福英、徐 & <一>',
      CZZTDM: '330784196205099980、91330784MA2A1B2C3Q',
      CZZTDMLX: '公民身份号码、统一社会信用代码',
      CZZTDMLXDM: '111、001',
      ZZYXQQSRQ: '2017-05-08',
      ZZYXQJZRQ: '2087-05-07',
      ZZBB: '001',
    });
    expect(await said({ ...inputOf(), stamp })).toMatchObject({
      ZZYXQJZRQ: '长期',
      certificateCopyIdentifier: stamp.copy,
      certificateCopyCreationTime: stamp.madeAt,
      certificateCopyCreator: stamp.department,
      certificateCopyCause: '330784-2026-000123 存量房转移登记 转移登记归档',
      certificateCopyExpiringTime: stamp.expiresAt,
    });
  });

  test('every text of the face and of the stamp reads back', async () => {
    const input = { ...inputOf({ holders: [{ name: '胡䶮㛃', code: '330784196205099980', codeType: '111' }] }), stamp };
    const [page] = contents(await unzipped(await drawOfd(font, input)));
    const flat = readBack(page as Node);
    const { face } = input;
    for (const text of [face.title, face.subtitle, face.issuer, input.identifier, ...face.rows.map((row) => row.text)])
      expect(flat).toContain(text.replaceAll(/\s/g, ''));
    expect(flat.split('仅供330784-2026-000123存量房转移登记使用')).toHaveLength(5);
  });

  test('many holders go on to further pages', async () => {
    const holders = Array.from({ length: 40 }, (_, i) => ({
      name: `共有人${i}`,
      code: '330784196205099980',
      codeType: '111' as const,
    }));
    const files = await unzipped(await drawOfd(font, inputOf({ holders })));
    const pages = contents(files);
    expect(pages.length).toBeGreaterThan(1);
    expect(all(xml(files.get('Doc_0/Document.xml')), 'Page')).toHaveLength(pages.length);
    expect(pages.map(readBack).join('')).toContain('共有人39');
    expect(readBack(pages[1] as Node)).toContain(`第2页共${pages.length}页`);
  });

  test('every object lies on the paper', async () => {
    for (const page of contents(await unzipped(await drawOfd(font, { ...inputOf(), stamp }))))
      for (const { attributes } of [...all(page, 'TextObject'), ...all(page, 'PathObject')]) {
        const [x = -1, y = -1, width = 0, height = 0] = numbers(attributes.Boundary);
        expect([x >= 0, y >= 0, x + width <= 210, y + height <= 297]).toEqual([true, true, true, true]);
      }
  });
});

describe('the font inside', () => {
  test('is a font of its own that draws each character as the whole font does', async () => {
    const files = await unzipped(await drawOfd(font, inputOf()));
    const inside = fontkit.create(files.get('Doc_0/Res/F1.ttf') as Buffer) as fontkit.Font;
    const drawn = new Set(contents(files).flatMap((page) => [...readBack(page)]));
    expect(drawn.size).toBeGreaterThan(100);
    for (const character of drawn) {
      const codePoint = character.codePointAt(0) ?? 0;
      expect(inside.hasGlyphForCodePoint(codePoint)).toBe(true);
      const [mine, whole] = [inside, original].map((one) => one.glyphForCodePoint(codePoint));
      expect(mine?.path.toSVG()).toBe(whole?.path.toSVG());
      expect(mine?.advanceWidth).toBe(whole?.advanceWidth);
    }
    expect([inside.familyName, inside.postscriptName]).toEqual([original.familyName, original.postscriptName]);
  });

  test('is several, where a rare name needs them: the glyph beyond the basic plane stands alone and is named', async () => {
    const face = (of: string, name: string) =>
      readFileSync(`node_modules/@expo-google-fonts/noto-serif-${of}/400Regular/NotoSerif${name}_400Regular.ttf`);
    const fonts = fontsOf(face('sc', 'SC'), face('jp', 'JP'), face('hk', 'HK'));
    const input = inputOf({ holders: [{ name: '徐𠮷䶮', code: '330784196205099980', codeType: '111' }] });
    const files = await unzipped(await drawOfd(fonts, input));
    const page = contents(files)[0] as Node;
    const alone = all(page, 'TextObject').find((one) => all(one, 'TextCode')[0]?.text === '𠮷');
    const ofd = all(xml(files.get('Doc_0/PublicRes.xml')), 'Font').find(
      ({ attributes }) => attributes.ID === alone?.attributes.Font,
    );
    const file = all(ofd as Node, 'FontFile')[0]?.text;
    const inside = fontkit.create(files.get(`Doc_0/Res/${file}`) as Buffer) as fontkit.Font;
    const glyph = Number(all(alone as Node, 'Glyphs')[0]?.text);
    expect(inside.glyphForCodePoint(0x20bb7).id).toBe(glyph);
    expect(inside.getGlyph(glyph).path.toSVG().length).toBeGreaterThan(100);
    expect(ofd?.attributes.FontName).toBe('Noto Serif JP');
  });

  test('has the letters of a ligature, for who takes another font', async () => {
    const files = await unzipped(await drawOfd(font, inputOf()));
    const page = contents(files)[0] as Node;
    expect(all(page, 'TextCode').map(({ text }) => text)).toContain('Real estate title certificate');
    expect(all(page, 'CGTransform')).toEqual([]);
  });
});

const recorded = (draw: (pdf: Recorder) => void) => {
  const pdf = new Recorder(paper(font));
  pdf.addPage();
  draw(pdf);
  return pdf.drawing;
};

describe('what is drawn is what is told', () => {
  test('any printable text, at any place, size and angle, stands where PDF would put it', () => {
    const character = fc
      .integer({ min: 0x20, max: 0x9fff })
      .map((code) => String.fromCodePoint(code))
      .filter((one) => unprintable(printer.covers, one) === undefined);
    fc.assert(
      fc.property(
        fc.string({ unit: character, minLength: 1, maxLength: 30 }),
        fc.record({
          x: fc.integer({ min: 0, max: 500 }),
          y: fc.integer({ min: 0, max: 800 }),
          size: fc.integer({ min: 4, max: 40 }),
        }),
        (said, { x, y, size }) => {
          const { pages } = recorded((pdf) => pdf.fontSize(size).text(said, x, y, { lineBreak: false }));
          const glyphs = pages[0]?.marks.flatMap((mark) => (mark.kind === 'text' ? mark.glyphs : [])) ?? [];
          expect(glyphs.map(({ text }) => text).join('')).toBe(said);
          const mark = pages[0]?.marks[0];
          const pdf = new Paper(paper(font));
          const last = glyphs.at(-1);
          const width = ((last?.x ?? 0) + (last?.width ?? 0)) * (72 / 25.4);
          expect(Math.abs(width - pdf.fontSize(size).widthOfString(said))).toBeLessThan(0.05);
          expect(mark?.kind === 'text' && mark.matrix[4]).toBeCloseTo(x * (25.4 / 72), 3);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('paths, colours, widths, dashes and opacity', () => {
    const { pages } = recorded((pdf) => {
      pdf.save().translate(72, 72).scale(2).lineWidth(3).dash(5, { space: 2 });
      pdf.rect(0, 0, 36, 18).fillOpacity(0.2).fillAndStroke('#ff0080', '#000010').restore();
      pdf.moveTo(0, 0).bezierCurveTo(1, 2, 3, 4, 72, 72).closePath().fill('#00ff00', 'even-odd');
    });
    const [box, curve] = pages[0]?.marks ?? [];
    expect(box).toMatchObject({
      kind: 'path',
      evenOdd: false,
      fill: { color: [255, 0, 128], alpha: 0.2 },
      stroke: { color: [0, 0, 16], alpha: 1 },
    });
    if (box?.kind !== 'path' || curve?.kind !== 'path') throw new Error('no paths');
    expect(box.stroke?.width).toBeCloseTo((6 * 25.4) / 72, 6);
    expect(box.stroke?.dash.map((length) => Math.round(length * 1000))).toEqual([3528, 1411]);
    expect(box.segments.map(({ to, points }) => [to, ...points.map(Math.round)])).toEqual([
      ['M', 25, 25],
      ['L', 51, 25],
      ['L', 51, 38],
      ['L', 25, 38],
      ['C'],
    ]);
    expect(curve).toMatchObject({ evenOdd: true, fill: { color: [0, 255, 0], alpha: 1 } });
    expect(curve.segments.map(({ to }) => to).join('')).toBe('MBC');
  });

  test('what an OFD page has no word for stops by name instead of going missing', () => {
    expect(() => recorded((pdf) => pdf.rect(0, 0, 1, 1).clip())).toThrow('an OFD page does not take n');
    expect(() => recorded((pdf) => pdf.fillColor([10, 20, 30, 40]))).toThrow('RGB');
  });
});
