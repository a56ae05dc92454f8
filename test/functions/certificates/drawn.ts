/** A page seen by outside tools, and the same page drawn without its font: what stands there must be the same. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';
import { Recorder } from '#functions/certificates/ofd/recorder.ts';
import { compose } from '#functions/certificates/page.ts';
import type { PageInput } from '#functions/certificates/page-input.ts';
import { paper } from '#functions/certificates/paper.ts';
import { fonts } from './world.ts';

export const has = (tool: string): boolean => spawnSync(tool, ['-h']).error === undefined;

export const run = (tool: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 64_000_000 });
  return { status, stdout, stderr };
};

const MM = 72 / 25.4;
const opened = fonts.map(({ bytes, covers }) => ({ covers, font: fontkit.create(bytes as Buffer) as fontkit.Font }));
/** The font file that has the character. */
const fontOf = (codePoint: number): fontkit.Font => {
  const found = opened.find(({ covers }) => covers(codePoint));
  if (!found) throw new Error(`no font has ${codePoint.toString(16)}`);
  return found.font;
};

const drawingOf = (input: PageInput) => {
  const recorder = new Recorder(paper(fonts));
  compose(recorder, input);
  return recorder.drawing;
};
type Mark = ReturnType<typeof drawingOf>['pages'][number]['marks'][number];
export type TextMark = Extract<Mark, { kind: 'text' }>;

export const textsOf = (input: PageInput): readonly TextMark[] =>
  drawingOf(input).pages[0]?.marks.filter((mark) => mark.kind === 'text') ?? [];

/** The first page with every glyph as an outline of the font file itself: no font is embedded, so no subset can be blank. */
export const drawReference = async (input: PageInput, path: string): Promise<void> => {
  const [page] = drawingOf(input).pages;
  if (!page) throw new Error('no page');
  const pdf = new PDFDocument({ size: [page.width * MM, page.height * MM], margin: 0 });
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const done = new Promise((resolve) => pdf.on('end', resolve));
  for (const mark of page.marks) {
    if (mark.kind === 'path') {
      for (const { to, points } of mark.segments) {
        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = points.map((mm) => mm * MM);
        if (to === 'M') pdf.moveTo(a, b);
        else if (to === 'L') pdf.lineTo(a, b);
        else if (to === 'B') pdf.bezierCurveTo(a, b, c, d, e, f);
        else pdf.closePath();
      }
      const [fill, stroke] = [mark.fill?.color as never, mark.stroke?.color as never];
      if (mark.stroke) pdf.lineWidth(mark.stroke.width * MM);
      if (fill && stroke) pdf.fillAndStroke(fill, stroke);
      else if (fill) pdf.fill(fill, mark.evenOdd ? 'even-odd' : 'non-zero');
      else pdf.stroke(stroke);
      continue;
    }
    if (mark.kind === 'modules') {
      for (const [column, row, width, height] of mark.blocks)
        pdf.rect(
          ...([mark.x + column * mark.step, mark.y + row * mark.step].map((at) => at * MM) as [number, number]),
          ...([width * mark.step, height * mark.step].map((at) => at * MM) as [number, number]),
        );
      pdf.fill('#000000');
      continue;
    }
    for (const glyph of mark.glyphs) {
      const [a, b, c, d, e, f] = mark.matrix;
      pdf.save().transform(a, b, c, d, (e + a * glyph.x) * MM, (f + b * glyph.x) * MM);
      const codePoint = glyph.text.codePointAt(0) ?? 0;
      const font = fontOf(codePoint);
      const scale = (mark.size * MM) / font.unitsPerEm;
      pdf.path(font.glyphForCodePoint(codePoint).path.scale(scale, -scale).toSVG());
      const fill = mark.fill?.color as never;
      if (mark.stroke) pdf.lineWidth(mark.stroke.width * MM).fillAndStroke(fill, mark.stroke.color as never);
      else pdf.fill(fill);
      pdf.restore();
    }
  }
  pdf.end();
  await done;
  writeFileSync(path, Buffer.concat(chunks));
};

const DPI = 150;

/** Grey levels of the first page (binary PGM). */
export const pixels = (pdf: string) => {
  run('pdftoppm', '-gray', '-r', String(DPI), '-singlefile', pdf, pdf);
  const file = readFileSync(`${pdf}.pgm`);
  const [, width, height] = /^P5\s(\d+) (\d+)\s255\s/.exec(file.toString('latin1', 0, 40)) ?? [];
  return { data: file.subarray(file.length - Number(width) * Number(height)), width: Number(width) };
};

/** How much ink, in shades of 255, each glyph of an upright line differs from what it stands on: the shade of the corner of its box. */
export const inkOf = ({ data, width }: ReturnType<typeof pixels>, { matrix, size, glyphs }: TextMark): number[] =>
  glyphs.map((glyph) => {
    const scale = DPI / 25.4;
    const [x, y] = [matrix[4] + glyph.x, matrix[5]];
    const [top, left] = [Math.floor((y - 0.92 * size) * scale), Math.floor(x * scale)];
    const ground = data[top * width + left] ?? 255;
    let ink = 0;
    for (let row = top; row < (y + 0.16 * size) * scale; row += 1)
      for (let column = left; column < (x + glyph.width) * scale; column += 1)
        ink += Math.abs(ground - (data[row * width + column] ?? ground));
    return ink;
  });
