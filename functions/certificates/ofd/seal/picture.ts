/** The picture of a department's seal: a red ring, the name round it, and what the seal is for. No star: it imitates no authority's own. */
import { createHash } from 'node:crypto';
import type { Fonts } from '../../fonts.ts';
import { paper } from '../../paper.ts';
import { documentOf } from '../document.ts';
import { packed } from '../package.ts';
import { Recorder } from '../recorder.ts';

/** Millimetres. */
export const SEAL_SIZE = 38;
const PT = 72 / 25.4;
const SIDE = SEAL_SIZE * PT;
const MIDDLE = SIDE / 2;
const RED = '#c8161d';
/** What the seal is for, below; the middle stays free for the words that are sealed. Size and top in points. */
const PURPOSE = { text: '电子证照专用章', size: 8, y: MIDDLE + 22 } as const;

/** Degrees that the name covers: wider for longer names, down to where the purpose stands. */
const arcOf = (characters: number): number => Math.min(236, 110 + 13 * characters);
/** From the middle to the upper edge of the characters. */
const RADIUS = MIDDLE - 8;

const drawName = (pdf: Recorder, name: string): void => {
  const characters = [...name];
  const arc = arcOf(characters.length);
  const step = arc / Math.max(characters.length - 1, 1);
  // What a character may be wide at its foot, where the circle is narrower.
  const size = Math.min(12.5, (RADIUS * step * Math.PI) / (180 + step * Math.PI));
  characters.forEach((character, i) => {
    const angle = characters.length > 1 ? i * step - arc / 2 : 0;
    pdf
      .save()
      .rotate(angle, { origin: [MIDDLE, MIDDLE] })
      .fontSize(size)
      .fillColor(RED);
    pdf.text(character, MIDDLE - size, MIDDLE - RADIUS, { width: 2 * size, align: 'center', lineBreak: false });
    pdf.restore();
  });
};

/** An OFD of one page with its own font inside; same name, same bytes. */
export const sealPicture = (fonts: Fonts, name: string): Promise<Uint8Array> => {
  const pdf = new Recorder(paper(fonts));
  pdf.addPage({ size: [SIDE, SIDE], margin: 0 });
  pdf
    .lineWidth(2.4)
    .circle(MIDDLE, MIDDLE, MIDDLE - 2)
    .stroke(RED);
  pdf
    .lineWidth(0.7)
    .circle(MIDDLE, MIDDLE, MIDDLE - 5)
    .stroke(RED);
  drawName(pdf, name);
  const { text, size, y } = PURPOSE;
  pdf.fontSize(size).fillColor(RED).text(text, 0, y, { width: SIDE, align: 'center', lineBreak: false });
  const id = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return packed(documentOf(pdf.drawing, { id, title: name, author: name }).files);
};
