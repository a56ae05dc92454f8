/** What stands in a SOAP call's string: an XML document of its own, in its own charset, as text or as base64 of its bytes. */
import * as z from 'zod';
import { problem } from '#functions/kernel/problem.ts';
import { Charset, decode, encode } from './charset.ts';
import { declaredEncoding, type Element, readXml } from './xml.ts';
import { escapeXml, writeXml, type XmlTree } from './xml-write.ts';

/** Of one endpoint; the bytes that are signed have theirs in the signature's own settings. */
export const SoapCharsets = z.strictObject({
  /** The HTTP body and its envelope. */
  body: Charset,
  /** The document in the string: its declaration, and the bytes where they are wrapped in base64. */
  payload: Charset,
  base64: z.boolean(),
});
export type SoapCharsets = z.infer<typeof SoapCharsets>;

const invalid = (cause: string): Error => problem('department-answer-invalid', { cause });

/** Labels that a reader of the charset may trust: its own, and those of its subsets. */
const LABELS: Readonly<Record<Charset, readonly string[]>> = {
  'utf-8': ['utf-8', 'utf8', 'us-ascii'],
  gb18030: ['gb18030', 'gbk', 'gb2312', 'cp936', 'us-ascii'],
  gbk: ['gbk', 'gb2312', 'cp936', 'us-ascii'],
  gb2312: ['gb2312', 'us-ascii'],
};

/** Throws department-answer-invalid when the label names another charset than the one in which the bytes are read. No label: the bytes decide. */
export const checkLabel = (label: string | undefined, charset: Charset): void => {
  if (label !== undefined && !LABELS[charset].includes(label.toLowerCase())) throw invalid('charset:label');
};

/** Three bytes of UTF-8 for one ideograph. */
const IDEOGRAPHS = /[\xe0-\xef][\x80-\xbf]{2}/;
const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const isUtf8 = (bytes: Buffer): boolean => {
  if (!IDEOGRAPHS.test(bytes.toString('latin1'))) return false;
  try {
    UTF_8.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/**
 * As `decode`, and refuses UTF-8 under a Chinese label: it often reads as other Chinese, so a name would be another. That a page of
 * real Chinese should happen to be UTF-8 throughout is possible and improbable; it is refused then, never misread.
 */
export const decodeText = (bytes: Buffer, charset: Charset): string => {
  if (charset !== 'utf-8' && isUtf8(bytes)) throw invalid('charset:utf-8');
  return decode(bytes, charset);
};

/** Refuses, by the caller's own pointer, what the department's system could not write down: before anything is sent. */
export const refuseUnwritable = (question: object, { payload }: SoapCharsets): void => {
  for (const [name, value] of Object.entries(question)) {
    if (typeof value !== 'string') continue;
    escapeXml(value, `/request/${name}`);
    encode(value, payload, `/request/${name}`);
  }
};

/** The document with the root `root` as it stands in the call's string. */
export const packDocument = (root: string, tree: XmlTree, { payload, base64 }: SoapCharsets): string => {
  const text = `<?xml version="1.0" encoding="${payload.toUpperCase()}"?>${writeXml({ [root]: tree })}`;
  const bytes = encode(text, payload, '/request');
  return base64 ? bytes.toString('base64') : text;
};

/** The root of the document in an answer's string. */
export const unpackDocument = (root: string, string: string, { payload, base64 }: SoapCharsets): Element => {
  let text = string.trim();
  if (base64) {
    const packed = text.replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(packed) || packed.length % 4 !== 0) throw invalid('base64');
    text = decodeText(Buffer.from(packed, 'base64'), payload);
  }
  checkLabel(declaredEncoding(text), payload);
  const document = readXml(text);
  if (document.name !== root) throw invalid('xml:root');
  return document;
};
