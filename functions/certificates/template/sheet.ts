/** The sheets that a certificate fills, one after the other. */
import type { Pdf } from '../pdf.ts';
import { drawFrame } from './frames.ts';
import type { Look } from './look.ts';

export interface Sheet {
  readonly pdf: Pdf;
  readonly look: Look;
  /** A further page; answers where its rows begin. */
  further(): number;
}

/** Begins the first page. */
export const beginSheet = (pdf: Pdf, look: Look): Sheet => {
  const add = () => {
    pdf.addPage({ size: look.paper.size, layout: look.paper.layout, margin: 0 });
    drawFrame(pdf, look);
  };
  add();
  return {
    pdf,
    look,
    further: () => {
      add();
      return look.body.next;
    },
  };
};
