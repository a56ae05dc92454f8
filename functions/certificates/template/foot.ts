/** The foot of the last page: codes, issuing authority and date, identifier and digest. */
import QRCode from 'qrcode';
import type { PageInput } from '../page-input.ts';
import type { Pdf } from '../pdf.ts';
import { say, write } from './brush.ts';
import type { Code, Look } from './look.ts';

/** The modules of the code as ONE path: sharp at any size, read at 60 dpi. */
const drawCode = (
  pdf: Pdf,
  text: string,
  { x, y, size }: Code,
  says: string,
  colour: string,
  level: 'L' | 'M',
): void => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: level });
  const step = size / modules.size;
  const dark = (row: number, column: number) => column < modules.size && Boolean(modules.get(row, column));
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) {
      const from = column;
      while (dark(row, column)) column += 1;
      // Modules side by side are one rectangle: half as many, and no hairline between them.
      if (column > from) pdf.rect(x + from * step, y + row * step, (column - from) * step, step);
    }
  pdf.fill('#000000');
  say(pdf, says, { x: x - 10, y: y + size + 5, width: size + 20, size: 8, align: 'center' }, colour);
};

const NOTE = '本页由已签名的电子证照数据生成。真伪、状态与版本以在线核验结果为准。';

export const drawFoot = (pdf: Pdf, input: PageInput, { foot, colours }: Look): void => {
  const { face, identifier, digest, checkAddress, offlineCode } = input;
  drawCode(pdf, checkAddress, foot.online, '扫码核验', colours.label, 'M');
  // Long and signed: fewer, larger modules are read more surely than more of them with spares.
  if (offlineCode !== undefined) drawCode(pdf, offlineCode, foot.offline, '离线核验', colours.label, 'L');
  const at = { ...foot.authority, align: 'right' } as const;
  say(pdf, '颁发机构', { ...at, size: 9 }, colours.label);
  const below = write(pdf, face.issuer, { ...at, y: at.y + 14, size: 14 }, colours.authority, 0.3);
  const issued = face.rows.find((row) => row.field === '/issuedOn')?.text ?? '';
  say(pdf, issued, { ...at, y: below + 3, size: 11 }, colours.authority);
  say(pdf, NOTE, foot.note, colours.label);
  const { x, y, width } = foot.identity;
  const line = (n: number) => ({ x, y: y + 11 * n, width, size: 7.5, align: 'center' }) as const;
  say(pdf, `电子证照标识　${identifier}`, line(0), colours.text);
  say(pdf, `数据摘要 SHA-256　${digest}`, line(1), colours.label);
};

/** On a certificate of several pages each says which one it is. */
export const drawPageNumber = (pdf: Pdf, page: number, of: number, { foot, colours }: Look): void => {
  if (of === 1) return;
  say(pdf, `第 ${page} 页　共 ${of} 页`, foot.pages, colours.label);
};
