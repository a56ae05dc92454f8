/** 加注: what makes a copy a copy. Grey across the page, and in words below the frame. */
import type { Pdf } from './pdf.ts';

export interface Stamp {
  /** Identity of this copy. */
  readonly copy: string;
  readonly case: string;
  readonly matter: string;
  readonly department: string;
  readonly reason: string;
  /** Beijing date and minute. */
  readonly madeAt: string;
  readonly expiresAt: string;
}

const GREY = '#7d7d7d';

/** Every text that the stamp draws, to be checked against the font before. */
export const stampTexts = (stamp: Stamp): readonly string[] => [
  `仅供 ${stamp.case} ${stamp.matter} 使用`,
  `${stamp.department} ${stamp.madeAt}　有效期至 ${stamp.expiresAt}`,
  `加注件 ${stamp.copy}　事由：${stamp.reason}`,
];

/** Largest size, from `size` down, at which the line is no wider than `width`. */
const sizeFor = (pdf: Pdf, line: string, size: number, width: number): number =>
  Math.min(size, (size * width) / pdf.fontSize(size).widthOfString(line));

/** From the edges of the page, points. */
const MARGIN = 37;
/** Points between two of the grey words across the page. */
const APART = 180;

export const drawStamp = (pdf: Pdf, stamp: Stamp): void => {
  const { width, height } = pdf.page;
  const line = { width: width - 2 * MARGIN, align: 'center', lineBreak: false } as const;
  const [use = '', office = '', identity = ''] = stampTexts(stamp);
  const times = Math.max(1, Math.round((height - 240) / APART));
  for (let i = 0; i < times; i += 1) {
    const y = height / 2 + (i - (times - 1) / 2) * APART + 9;
    const across = Math.min(width, height) * 0.84;
    pdf
      .save()
      .rotate(-32, { origin: [width / 2, y] })
      .fillColor(GREY)
      .fillOpacity(0.2);
    pdf.fontSize(sizeFor(pdf, use, 22, across)).text(use, MARGIN, y - 24, line);
    pdf.fontSize(sizeFor(pdf, office, 12, across)).text(office, MARGIN, y + 8, line);
    pdf.restore();
  }
  pdf.fillOpacity(1).fillColor(GREY);
  const said = `${use}　${office}`;
  const most = width - 2.5 * MARGIN;
  pdf.fontSize(sizeFor(pdf, said, 7.5, most)).text(said, MARGIN, height - 27, line);
  pdf.fontSize(sizeFor(pdf, identity, 7.5, most)).text(identity, MARGIN, height - 16, line);
};
