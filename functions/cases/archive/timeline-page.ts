/** 办理过程 as a PDF: the same lines give the same bytes. */
import type { Fonts } from '#functions/certificates/fonts.ts';
import { coveredBy } from '#functions/certificates/fonts.ts';
import { unprintable } from '#functions/certificates/glyphs.ts';
import { collected, Paper, paper } from '#functions/certificates/paper.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { TimelineLine } from './timeline.ts';

export interface TimelineInput {
  readonly case: string;
  readonly name: Bilingual;
  /** Epoch ms of the last event. */
  readonly endedAt: number;
  readonly lines: readonly TimelineLine[];
}

const MARGIN = 56;
/** An event begins on a page only where its first lines have room. */
const LEAST = 60;
const [BLACK, GREY] = ['#000000', '#555555'];

/** What no font has is named by its code point, so that one rare character keeps no case out of the archive. */
const printable = (fonts: Fonts): ((text: string) => string) => {
  const covers = coveredBy(fonts);
  return (text) =>
    [...text].map((one) => (unprintable(covers, one) ? `〔${unprintable(covers, one)}〕` : one)).join('');
};

export const drawTimeline = (fonts: Fonts, { case: id, name, endedAt, lines }: TimelineInput): Promise<Uint8Array> => {
  const shown = printable(fonts);
  const day = new Date(endedAt);
  const pdf = new Paper({
    ...{ ...paper(fonts), size: 'A4', margin: MARGIN, autoFirstPage: true },
    ...{ pdfVersion: '1.7', lang: 'zh-CN', displayTitle: true },
    info: {
      Title: `办理过程 ${id}`,
      Subject: id,
      Creator: 'OneTrip',
      Producer: 'OneTrip',
      CreationDate: day,
      ModDate: day,
    },
  });
  const done = collected(pdf);
  const say = (text: string, size: number, colour = BLACK, indent = 0) =>
    pdf
      .fontSize(size)
      .fillColor(colour)
      .text(shown(text), MARGIN + indent, pdf.y, { lineGap: size / 4 });
  say('办理过程 Timeline of the case', 18);
  say(`${id}　${name.zh} ${name.en}`, 11);
  say('时间为北京时间 times are those of Asia/Shanghai (UTC+8)', 9, GREY);
  for (const { n, at, what, by, told } of lines) {
    if (pdf.y > pdf.page.height - MARGIN - LEAST) pdf.addPage();
    pdf.moveDown(0.6);
    say(`${n}. ${at}　${what.zh} ${what.en}`, 11);
    say(`${by.zh}　${by.en}`, 9, GREY, 16);
    for (const one of told) say(one, 9, BLACK, 16);
  }
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // What stands below the margin would begin a further page.
    pdf.page.margins.bottom = 0;
    pdf
      .fontSize(8)
      .fillColor(GREY)
      .text(`${id}　${page + 1} / ${count}`, MARGIN, pdf.page.height - MARGIN / 2);
  }
  pdf.end();
  return done;
};
