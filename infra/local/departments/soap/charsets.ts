/** How departments' systems of several decades write Chinese: apart from the hub's code, by iconv-lite and its 2005 tables. */
import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';

/** What the old system's database holds: a character outside of GB/T 2312 becomes a question mark, and nobody is told. */
export const lossy = (text: string): string =>
  [...text]
    .map((character) => {
      const [lead = 0, trail = 0] = iconv.encode(character, 'gbk');
      const has = lead < 0x80 ? character.charCodeAt(0) < 0x80 : lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1;
      return has ? character : '?';
    })
    .join('');

export const bytesOf = (text: string, charset: string): Buffer => iconv.encode(text, charset);
export const textOf = (bytes: Buffer, charset: string): string => iconv.decode(bytes, charset);

/** MD5 over the GBK bytes of caller, serial number, time and secret, one after the other. */
export const signatureOf = (parts: readonly string[]): string =>
  createHash('md5')
    .update(iconv.encode(parts.join(''), 'gbk'))
    .digest('hex');
