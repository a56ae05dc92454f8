/** 加注: what makes a copy a copy. Grey across the page, and in words below the frame. */
import type { Pdf } from './page.ts';

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

export const drawStamp = (pdf: Pdf, stamp: Stamp): void => {
  const [use = '', office = '', identity = ''] = stampTexts(stamp);
  for (const y of [250, 430, 610]) {
    pdf
      .save()
      .rotate(-32, { origin: [297, y] })
      .fillColor(GREY)
      .fillOpacity(0.2);
    pdf.fontSize(22).text(use, 47, y - 24, { width: 500, align: 'center', lineBreak: false });
    pdf.fontSize(12).text(office, 47, y + 8, { width: 500, align: 'center', lineBreak: false });
    pdf.restore();
  }
  pdf.fillOpacity(1).fontSize(7.5).fillColor(GREY);
  pdf.text(`${use}　${office}`, 48, 810, { width: 500, align: 'center', lineBreak: false });
  pdf.text(identity, 48, 822, { width: 500, align: 'center', height: 10, ellipsis: true });
};
