/** The page: a PDF of a certificate, or of a copy stamped for one use. Same input, same bytes, but for the seal. */
import type { Fonts } from './fonts.ts';
import type { PageInput } from './page-input.ts';
import { drawStamp } from './page-stamp.ts';
import { collected, Paper, paper } from './paper.ts';
import type { Batch } from './seal/batch.ts';
import { drawSealPlace, sealPage } from './seal/page-seal.ts';
import { drawBody } from './template/body.ts';
import { drawFoot, drawPageNumber } from './template/foot.ts';
import { drawHead } from './template/head.ts';
import { LOOKS } from './template/index.ts';
import { beginSheet } from './template/sheet.ts';

/** Draws all pages on empty paper. */
export const compose = (pdf: Paper, input: PageInput): void => {
  const { face, stamp } = input;
  const look = LOOKS[face.template];
  drawBody(beginSheet(pdf, look), face, drawHead(pdf, face, look));
  drawFoot(pdf, input, look);
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    drawPageNumber(pdf, page + 1, count, look);
    if (stamp) drawStamp(pdf, stamp);
  }
};

/** `font`: bytes of a TTF that covers every character of the face (checked before, by glyphs.ts). */
export const sheets = (fonts: Fonts, { face, identifier, stamp, dated }: PageInput) =>
  ({
    ...paper(fonts),
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: stamp ? `${face.title}（加注件）` : face.title,
      Author: face.issuer,
      // Plain ASCII outside the compressed parts: an altered file still says which certificate it claims to be.
      Subject: identifier,
      Creator: 'OneTrip',
      Producer: 'OneTrip',
      CreationDate: new Date(dated),
      ModDate: new Date(dated),
    },
  }) as const;

/** Draws all pages on empty sheets and ends the file. `batch`: whose seal the page bears. */
export const finish = async (pdf: Paper, input: PageInput, batch?: Batch): Promise<Uint8Array> => {
  const done = collected(pdf);
  compose(pdf, input);
  if (batch) drawSealPlace(pdf, batch);
  pdf.end();
  return batch ? sealPage(await done, batch) : done;
};

export const drawPage = (fonts: Fonts, input: PageInput, batch?: Batch): Promise<Uint8Array> =>
  finish(new Paper(sheets(fonts, input)), input, batch);
