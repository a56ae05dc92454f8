/** What somebody would write who knows pdfkit and wants these words on a page: the same font file, sheets and texts, and nothing else. */
import PDFDocument from 'pdfkit';
import { Recorder } from '#functions/certificates/ofd/recorder.ts';
import { compose } from '#functions/certificates/page.ts';
import type { PageInput } from '#functions/certificates/page-input.ts';
import { paper } from '#functions/certificates/paper.ts';
import { fonts } from './world.ts';

/** Points in a millimetre. */
const POINT = 72 / 25.4;

interface Line {
  readonly text: string;
  /** Points, as everything here; x and y of the beginning of the baseline. */
  readonly size: number;
  readonly x: number;
  readonly y: number;
}
export interface BareSheet {
  readonly size: [number, number];
  readonly lines: readonly Line[];
}

/** The lines of a page, read once from the page itself, so that both have the same words at the same places. */
export const sheetsOf = (input: PageInput): readonly BareSheet[] => {
  const recorder = new Recorder(paper(fonts));
  compose(recorder, input);
  return recorder.drawing.pages.map(({ width, height, marks }) => ({
    size: [width * POINT, height * POINT],
    lines: marks
      .filter((mark) => mark.kind === 'text')
      .map(({ glyphs, size, matrix }) => ({
        text: glyphs.map(({ text }) => text).join(''),
        ...{ size: size * POINT, x: matrix[4] * POINT, y: matrix[5] * POINT },
      })),
  }));
};

export const drawBare = (sheets: readonly BareSheet[]): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ margin: 0, autoFirstPage: false, font: fonts[0].bytes as never });
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    for (const { size, lines } of sheets) {
      pdf.addPage({ size, margin: 0 });
      for (const { text, size: points, x, y } of lines)
        pdf.fontSize(points).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
    }
    pdf.end();
  });
