/** The head: title in both languages, ornament, number. */
import type { Face } from '../layout.ts';
import type { Pdf } from '../pdf.ts';
import { rule, say, write } from './brush.ts';
import type { Box, Look } from './look.ts';

const ornament = (pdf: Pdf, { x, y, width }: Box, line: string, middle: string): void => {
  rule(pdf, x, y, width, line, 0.8);
  const at = x + width / 2;
  pdf.polygon([at, y - 5], [at + 5, y], [at, y + 5], [at - 5, y]).fill(middle);
};

/** Answers where the rows begin. */
export const drawHead = (pdf: Pdf, face: Face, { head, body, colours }: Look): number => {
  if (head.mark) say(pdf, '电子证照', head.mark, colours.label);
  say(pdf, face.title, head.title, colours.title, head.title.size / 62);
  say(pdf, face.subtitle, head.subtitle, colours.label);
  if (head.rule) ornament(pdf, head.rule, colours.line, colours.title);
  const { alone, ...number } = head.number;
  const text = alone ? face.number.text : `${face.number.label}　${face.number.text}`;
  return Math.max(body.y, write(pdf, text, number, colours.text) + 12);
};
