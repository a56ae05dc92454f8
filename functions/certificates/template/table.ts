/** What a certificate lists: a table with a head, which every further page repeats. */
import type { Pdf } from '../pdf.ts';
import type { Table } from './blocks.ts';
import type { Density, Look } from './look.ts';
import type { Sheet } from './sheet.ts';

const INSET = 5;

/** Each column as wide as its widest text asks for, at most six times the narrowest, so that all fill the width. */
const widthsOf = (pdf: Pdf, { head, lines }: Table, { body }: Look, { size }: Density): number[] => {
  pdf.fontSize(size);
  const wanted = head.map((label, i) =>
    Math.max(...[label, ...lines.map((line) => line[i]?.text ?? '')].map((text) => pdf.widthOfString(text))),
  );
  const capped = wanted.map((width) => Math.min(width, 6 * Math.min(...wanted)) + 2 * INSET);
  const all = capped.reduce((sum, width) => sum + width, 0);
  return capped.map((width) => (width * body.width) / all);
};

type Texts = readonly string[];

const heightOf = (pdf: Pdf, texts: Texts, widths: readonly number[], { size, padding }: Density): number => {
  pdf.fontSize(size);
  return (
    Math.max(...texts.map((text, i) => pdf.heightOfString(text, { width: (widths[i] ?? 0) - 2 * INSET }))) + padding
  );
};

const textsOf = ({ head, lines }: Table): Texts[] => lines.map((line) => head.map((_, i) => line[i]?.text ?? ''));

export const tableHeight = (pdf: Pdf, table: Table, look: Look, density: Density): number => {
  const widths = widthsOf(pdf, table, look, density);
  return [table.head, ...textsOf(table)].reduce((sum, texts) => sum + heightOf(pdf, texts, widths, density), 0);
};

/** Answers where it ends. */
export const drawTable = ({ pdf, look, further }: Sheet, table: Table, y: number, density: Density): number => {
  const { body, colours } = look;
  const widths = widthsOf(pdf, table, look, density);
  const line = (texts: Texts, at: number, isHead = false): number => {
    const height = heightOf(pdf, texts, widths, density);
    let { x } = body;
    texts.forEach((text, i) => {
      const width = widths[i] ?? 0;
      if (isHead) pdf.rect(x, at, width, height).fill(colours.tint);
      pdf.lineWidth(0.6).rect(x, at, width, height).stroke(colours.hair);
      pdf
        .fontSize(density.size)
        .fillColor(isHead ? colours.label : colours.text)
        .text(text, x + INSET, at + density.padding / 2, {
          width: width - 2 * INSET,
          align: isHead || table.numbers.has(i) === false ? 'center' : 'right',
        });
      x += width;
    });
    return at + height;
  };
  const first = [table.head, ...textsOf(table).slice(0, 1)];
  const fits = y + first.reduce((sum, texts) => sum + heightOf(pdf, texts, widths, density), 0) <= body.bottom;
  return textsOf(table).reduce(
    (at, texts) =>
      at + heightOf(pdf, texts, widths, density) <= body.bottom
        ? line(texts, at)
        : line(texts, line(table.head, further(), true)),
    line(table.head, fits ? y : further(), true),
  );
};
