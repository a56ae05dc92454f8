import iconv from 'iconv-lite';
import * as z from 'zod';
import { problem } from '#functions/kernel/problem.ts';
export const Charset = z.enum(['utf-8', 'gb18030', 'gbk', 'gb2312']);
export type Charset = z.infer<typeof Charset>;
export const encode = (text: string, charset: Charset, field = '/request'): Buffer => {
  for (const c of text) {
    const b = iconv.encode(c, charset);
    if (iconv.decode(b, charset) !== c || (charset === 'gb2312' && b.length === 2 && (b[0]! < 0xa1 || b[0]! > 0xf7 || b[1]! < 0xa1)))
      throw problem('unprocessable', { errors: [{ field, rule: `not-in-${charset}:U+${c.codePointAt(0)!.toString(16).toUpperCase()}` }] });
  }
  return iconv.encode(text, charset);
};
export const decode = (bytes: Uint8Array, charset: Charset): string => {
  try { return new TextDecoder(charset === 'gb2312' ? 'gbk' : charset, { fatal: true }).decode(bytes); } catch { throw problem('department-answer-invalid', { cause: `charset:${charset}` }); }
};
export const refuseLossy = (text: string): string => {
  if (/[?□〓]/.test(text)) throw problem('department-answer-invalid', { cause: 'charset:lossy' });
  return text;
};
