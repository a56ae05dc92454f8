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

const LINE = { width: 520, align: 'center', lineBreak: false } as const;

export const drawStamp = (pdf: Pdf, stamp: Stamp): void => {
  const [use = '', office = '', identity = ''] = stampTexts(stamp);
  for (const y of [250, 430, 610]) {
    pdf
      .save()
      .rotate(-32, { origin: [297, y] })
      .fillColor(GREY)
      .fillOpacity(0.2);
    pdf.fontSize(sizeFor(pdf, use, 22, 500)).text(use, 37, y - 24, LINE);
    pdf.fontSize(sizeFor(pdf, office, 12, 500)).text(office, 37, y + 8, LINE);
    pdf.restore();
  }
  pdf.fillOpacity(1).fillColor(GREY);
  const said = `${use}　${office}`;
  pdf.fontSize(sizeFor(pdf, said, 7.5, 500)).text(said, 37, 810, LINE);
  pdf.fontSize(sizeFor(pdf, identity, 7.5, 500)).text(identity, 37, 822, LINE);
};
