/** How text and lines are put on a page. */
import type { Pdf } from '../pdf.ts';
import type { Said } from './look.ts';

/** Heavier without a second font: outline and fill. */
const HEAVY = { fill: true, stroke: true } as const;

/** The largest size, from `size` down, at which the text is no wider than `width`. */
const sizeFor = (pdf: Pdf, text: string, { size, width, spacing = 0 }: Said): number => {
  const wide = pdf.fontSize(size).widthOfString(text, { characterSpacing: spacing });
  // A hair less than the width: what fills it to the last is broken all the same.
  return wide < width * 0.98 ? size : (size * width * 0.98) / wide;
};

/** One line, made smaller where it would not fit. */
export const say = (pdf: Pdf, text: string, at: Said, colour: string, heavy?: number): void => {
  const { x, y, width, align = 'left', spacing = 0 } = at;
  const size = sizeFor(pdf, text, at);
  const shrunk = (spacing * size) / at.size;
  const ink = at.colour ?? colour;
  if (heavy) pdf.lineWidth(heavy).strokeColor(ink);
  pdf
    .fontSize(size)
    .fillColor(ink)
    // What was made smaller stays in the middle of its line.
    .text(text, x, y + 0.7 * (at.size - size), {
      width,
      align,
      lineBreak: false,
      characterSpacing: shrunk,
      ...(heavy ? HEAVY : {}),
    });
};

/** As many lines as it needs; answers where it ends. */
export const write = (pdf: Pdf, text: string, at: Said, colour: string, heavy?: number): number => {
  const { x, y, width, align = 'left', size } = at;
  const ink = at.colour ?? colour;
  if (heavy) pdf.lineWidth(heavy).strokeColor(ink);
  pdf
    .fontSize(size)
    .fillColor(ink)
    .text(text, x, y, { width, align, ...(heavy ? HEAVY : {}) });
  return pdf.y;
};

export const rule = (pdf: Pdf, x: number, y: number, width: number, colour: string, weight: number): void => {
  pdf
    .lineWidth(weight)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke(colour);
};
