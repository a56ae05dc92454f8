/** Labels and texts, one or two side by side, with or without lines; on a further page when one is full. */
import type { Row } from '../layout.ts';
import type { Pdf } from '../pdf.ts';
import { rule } from './brush.ts';
import type { Density, Look } from './look.ts';
import type { Sheet } from './sheet.ts';

/** Between two columns. */
const GAP = 22;
const GRID_INSET = 7;

/** One or two rows at one height. */
type Line = readonly [Row] | readonly [Row, Row];

interface Measures {
  /** Of each column. */
  readonly width: number;
  readonly label: number;
  readonly text: number;
  readonly inset: number;
}

const measures = ({ body }: Look, columns: 1 | 2): Measures => {
  const { lines, label } = body.cells;
  const between = lines === 'grid' ? 0 : GAP;
  const width = columns === 1 ? body.width : (body.width - between) / 2;
  const inset = lines === 'grid' ? GRID_INSET : lines === 'rule' ? 4 : 0;
  return { width, label, inset, text: width - label - inset };
};

/** The look with labels as wide as these rows ask for, up to half as wide again: a label is seldom broken. */
export const withLabels = (pdf: Pdf, rows: readonly Row[], look: Look, { size }: Density): Look => {
  const { cells } = look.body;
  pdf.fontSize(size);
  const widest = Math.max(0, ...rows.map(({ label }) => pdf.widthOfString(label))) + 16;
  const label = Math.min(1.5 * cells.label, Math.max(cells.label, widest));
  return { ...look, body: { ...look.body, cells: { ...cells, label } } };
};

const TEXT = { lineGap: 3 } as const;

const textHeight = (pdf: Pdf, row: Row, { label, text, inset }: Measures, size: number): number =>
  Math.max(
    pdf.fontSize(size).heightOfString(row.text, { width: text - inset, ...TEXT }),
    pdf.heightOfString(row.label, { width: label - inset - 4 }),
  );

/** Does it stand on one line in half the width? */
const short = (pdf: Pdf, { label, text }: Row, look: Look, { size }: Density): boolean => {
  const half = measures(look, 2);
  return (
    pdf.fontSize(size).widthOfString(text) <= half.text - half.inset &&
    pdf.widthOfString(label) <= half.label - half.inset - 4
  );
};

/** Rows in their order; two short neighbours share a line where the look has two columns. */
const arranged = (pdf: Pdf, rows: readonly Row[], look: Look, density: Density): Line[] => {
  const lines: Line[] = [];
  for (let i = 0; i < rows.length; i += 1) {
    const [one, other] = [rows[i], rows[i + 1]];
    if (!one) continue;
    const both =
      look.body.cells.columns === 2 && other && short(pdf, one, look, density) && short(pdf, other, look, density);
    lines.push(both ? [one, other] : [one]);
    if (both) i += 1;
  }
  return lines;
};

const lineHeight = (pdf: Pdf, line: Line, look: Look, { size, padding }: Density): number =>
  Math.max(...line.map((row) => textHeight(pdf, row, measures(look, line.length), size))) + padding;

const drawLines = (pdf: Pdf, look: Look, line: Line, y: number, height: number): void => {
  const { body, colours } = look;
  if (body.cells.lines === 'none') return;
  if (body.cells.lines === 'rule') {
    rule(pdf, body.x, y + height, body.width, colours.hair, 0.5);
    return;
  }
  const { width, label } = measures(look, line.length);
  line.forEach((_, i) => {
    const x = body.x + i * width;
    pdf.rect(x, y, label, height).fill(colours.tint);
    pdf.lineWidth(0.6).rect(x, y, label, height).rect(x, y, width, height).stroke(colours.hair);
  });
};

const drawLine = (pdf: Pdf, look: Look, line: Line, y: number, density: Density): number => {
  const height = lineHeight(pdf, line, look, density);
  const { body, colours } = look;
  drawLines(pdf, look, line, y, height);
  const { width, label, text, inset } = measures(look, line.length);
  const top = y + density.padding / 2;
  const between = body.cells.lines === 'grid' ? 0 : GAP;
  line.forEach((row, i) => {
    const x = body.x + i * (width + between) + inset;
    pdf
      .fontSize(density.size)
      .fillColor(colours.label)
      .text(row.label, x, top, { width: label - inset - 4 });
    pdf.fillColor(colours.text).text(row.text, x + label, top, { width: text - inset, ...TEXT });
  });
  return y + height;
};

/** A text too long for one page goes on under the same label. */
const parts = (pdf: Pdf, row: Row, look: Look, density: Density): Row[] => {
  if (lineHeight(pdf, [row], look, density) <= look.body.bottom - look.body.next) return [row];
  const characters = [...row.text];
  const half = (from: number, to?: number) => ({ ...row, text: characters.slice(from, to).join('') });
  const middle = Math.ceil(characters.length / 2);
  return [half(0, middle), half(middle)].flatMap((part) => parts(pdf, part, look, density));
};

/** Answers where it ends. */
export const drawCells = ({ pdf, look, further }: Sheet, rows: readonly Row[], y: number, density: Density): number =>
  arranged(pdf, rows, look, density)
    .flatMap((line): Line[] => (line.length === 2 ? [line] : parts(pdf, line[0], look, density).map((row) => [row])))
    .reduce((at, line) => {
      const fits = at + lineHeight(pdf, line, look, density) <= look.body.bottom;
      return drawLine(pdf, look, line, fits ? at : further(), density);
    }, y);

export const cellsHeight = (pdf: Pdf, rows: readonly Row[], look: Look, density: Density): number =>
  arranged(pdf, rows, look, density).reduce((sum, line) => sum + lineHeight(pdf, line, look, density), 0);
