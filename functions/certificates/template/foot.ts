/** The foot of the last page: codes, issuing authority and date, identifier and digest. */
import type { PageInput } from '../page-input.ts';
import type { Paper } from '../paper.ts';
import type { Pdf } from '../pdf.ts';
import { say, write } from './brush.ts';
import { type Coded, codeOf } from './code.ts';
import type { Code, Look } from './look.ts';

const drawCode = (pdf: Paper, coded: Coded, says: string, { x, y, size }: Code, colour: string): void => {
  const code = codeOf(coded);
  pdf.fillColor('#000000').modules({ ...code, x, y, step: size / code.size });
  say(pdf, says, { x: x - 10, y: y + size + 5, width: size + 20, size: 8, align: 'center' }, colour);
};

const NOTE = '本页由已签名的电子证照数据生成。真伪、状态与版本以在线核验结果为准。';

export const drawFoot = (pdf: Paper, input: PageInput, { foot, colours }: Look): void => {
  const { face, identifier, digest, checkAddress, offlineCode } = input;
  drawCode(pdf, { text: checkAddress, level: 'M' }, '扫码核验', foot.online, colours.label);
  // Long and signed: fewer, larger modules are read more surely than more of them with spares.
  if (offlineCode !== undefined) {
    const coded = { text: offlineCode, level: 'L', mode: 'alphanumeric' } as const;
    drawCode(pdf, coded, '离线核验', foot.offline, colours.label);
  }
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
