/** Parts of the page. Points (1/72 inch) from the upper left corner of A4, 595 × 842. */
import QRCode from 'qrcode';
import type { Face, Row } from './layout.ts';
import type { PageInput } from './page-input.ts';
import type { Pdf } from './pdf.ts';

const PAPER = { width: 595.28, height: 841.89 } as const;
const LEFT = 76;
const WIDTH = PAPER.width - 2 * LEFT;
const LABEL = 118;
/** Where the rows begin on further pages, and where they end on every page. */
const TOP = 84;
const BOTTOM = 612;
const INK = '#1f1a17';
const LABEL_INK = '#6b5b4b';
const RED = '#a8201a';
const GOLD = '#b08d57';

/** Heavier without a second font: outline and fill. */
const heavy = { fill: true, stroke: true } as const;

export const drawFrame = (pdf: Pdf, page: number, of: number): void => {
  const { width, height } = PAPER;
  pdf
    .lineWidth(2.2)
    .rect(36, 36, width - 72, height - 72)
    .stroke(GOLD);
  pdf
    .lineWidth(0.6)
    .rect(42, 42, width - 84, height - 84)
    .stroke(GOLD);
  for (const [x, y] of [
    [42, 42],
    [width - 42, 42],
    [42, height - 42],
    [width - 42, height - 42],
  ] as const) {
    pdf
      .lineWidth(0.6)
      .rect(x - 6, y - 6, 12, 12)
      .fillAndStroke('#ffffff', GOLD);
    pdf.rect(x - 2.5, y - 2.5, 5, 5).fill(GOLD);
  }
  if (of > 1) {
    pdf
      .fontSize(8)
      .fillColor(LABEL_INK)
      .text(`第 ${page} 页　共 ${of} 页`, LEFT, height - 54, centred());
  }
};

const centred = () => ({ width: WIDTH, align: 'center' as const, lineBreak: false });

/** Title and number; answers where the rows begin. */
export const drawHead = (pdf: Pdf, face: Face): number => {
  pdf
    .fontSize(9)
    .fillColor(LABEL_INK)
    .text('电子证照', LEFT, 70, { ...centred(), characterSpacing: 6 });
  const size = face.title.length > 12 ? 24 : 31;
  pdf.lineWidth(0.5).fontSize(size).fillColor(RED).strokeColor(RED);
  pdf.text(face.title, LEFT, 92, { ...centred(), ...heavy, characterSpacing: face.title.length > 8 ? 2 : 6 });
  pdf
    .fontSize(10)
    .fillColor(LABEL_INK)
    .text(face.subtitle, LEFT, 142, { ...centred(), characterSpacing: 0.6 });
  const middle = PAPER.width / 2;
  pdf
    .lineWidth(0.8)
    .moveTo(LEFT, 168)
    .lineTo(LEFT + WIDTH, 168)
    .stroke(GOLD);
  pdf.polygon([middle, 163], [middle + 5, 168], [middle, 173], [middle - 5, 168]).fill(RED);
  pdf.fontSize(12.5).fillColor(INK).text(face.number.text, LEFT, 182, { width: WIDTH, align: 'center' });
  return pdf.y + 14;
};

/** Sizes of the rows, roomy first; the first with which all rows stand on one page is taken. */
const DENSITIES = [
  { size: 11.5, padding: 12 },
  { size: 10.5, padding: 8.5 },
  { size: 9.5, padding: 6 },
] as const;
type Density = (typeof DENSITIES)[number];

const TEXT = { width: WIDTH - LABEL, lineGap: 3 } as const;
const LABEL_TEXT = { width: LABEL - 14 } as const;

const heightOf = (pdf: Pdf, row: Row, { size, padding }: Density): number => {
  pdf.fontSize(size);
  return Math.max(pdf.heightOfString(row.text, TEXT), pdf.heightOfString(row.label, LABEL_TEXT)) + padding;
};

const drawRow = (pdf: Pdf, row: Row, y: number, density: Density): number => {
  const height = heightOf(pdf, row, density);
  const top = y + height > BOTTOM ? nextPage(pdf) : y;
  const line = top + density.padding / 2;
  pdf
    .fontSize(density.size)
    .fillColor(LABEL_INK)
    .text(row.label, LEFT + 4, line, LABEL_TEXT);
  pdf.fillColor(INK).text(row.text, LEFT + LABEL, line, TEXT);
  pdf
    .lineWidth(0.4)
    .moveTo(LEFT, top + height)
    .lineTo(LEFT + WIDTH, top + height)
    .stroke('#dccfb8');
  return top + height;
};

const nextPage = (pdf: Pdf): number => {
  pdf.addPage();
  return TOP;
};

/** A text too long for one page goes on under the same label. */
const parts = (pdf: Pdf, row: Row, density: Density): Row[] => {
  if (heightOf(pdf, row, density) <= BOTTOM - TOP) return [row];
  const characters = [...row.text];
  const half = (from: number, to?: number) => ({ ...row, text: characters.slice(from, to).join('') });
  const middle = Math.ceil(characters.length / 2);
  return [half(0, middle), half(middle)].flatMap((part) => parts(pdf, part, density));
};

/** Label and text of every row; goes on to a further page when one is full. */
export const drawRows = (pdf: Pdf, face: Face, from: number): void => {
  const fits = (density: Density) => face.rows.reduce((y, row) => y + heightOf(pdf, row, density), from) <= BOTTOM;
  const density = DENSITIES.find(fits) ?? DENSITIES[1];
  face.rows.flatMap((row) => parts(pdf, row, density)).reduce((y, row) => drawRow(pdf, row, y, density), from);
};

/** The modules of the code as ONE path: sharp at any size, read at 60 dpi. */
const drawQr = (pdf: Pdf, text: string, x: number, y: number, size: number): void => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) pdf.rect(x + column * step, y + row * step, step, step);
  pdf.fill('#000000');
};

/** QR code, issuing authority, identifier: at the foot of the last page. */
export const drawFoot = (pdf: Pdf, { face, identifier, checkAddress, digest }: PageInput): void => {
  const top = 630;
  drawQr(pdf, checkAddress, LEFT + 2, top, 104);
  pdf
    .fontSize(8)
    .fillColor(LABEL_INK)
    .text('扫码核验', LEFT + 2, top + 110, { width: 104, align: 'center' });
  const x = LEFT + 132;
  const width = WIDTH - 132;
  pdf
    .fontSize(9)
    .fillColor(LABEL_INK)
    .text('颁发机构', x, top + 4, { width, align: 'right' });
  pdf.lineWidth(0.3).fontSize(15).fillColor(RED).strokeColor(RED);
  pdf.text(face.issuer, x, top + 20, { width, align: 'right', ...heavy });
  pdf
    .fontSize(11)
    .fillColor(RED)
    .text(issuedOn(face), x, pdf.y + 4, { width, align: 'right' });
  pdf.fontSize(7.5).fillColor(LABEL_INK);
  pdf.text('本页由已签名的电子证照数据生成。', x, top + 80, { width, align: 'right' });
  pdf.text('真伪、状态与版本以在线核验结果为准。', x, top + 92, { width, align: 'right' });
  pdf
    .lineWidth(0.4)
    .moveTo(LEFT, 758)
    .lineTo(LEFT + WIDTH, 758)
    .stroke('#dccfb8');
  pdf.fillColor(INK).text(`电子证照标识　${identifier}`, LEFT, 764, centred());
  pdf.fillColor(LABEL_INK).text(`数据摘要 SHA-256　${digest}`, LEFT, 776, centred());
};

const issuedOn = (face: Face): string => face.rows.find((row) => row.field === '/issuedOn')?.text ?? '';
