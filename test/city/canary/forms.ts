/** The forms in which a text can turn up, and where it does. */
import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const escaped = (text: string): string =>
  text.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** base64 of the bytes wherever they begin within other bytes: the characters that depend on nothing else. */
const base64 = (bytes: Buffer): string[] =>
  [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
const packed = (bytes: Buffer): string[] => [
  ...base64(bytes),
  bytes.toString('hex'),
  bytes.toString('hex').toUpperCase(),
];

/** A digest without a key is as good as the number: there are few enough numbers to try them all. */
const digests = (text: string): string[] =>
  ['md5', 'sha1', 'sha256', 'sha512', 'sm3'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(text).digest();
    return ['hex', 'base64', 'base64url'].map((form) => digest.toString(form as BufferEncoding).replace(/=+$/, ''));
  });

const formsOf = (text: string): string[] => [
  ...[text, text.toLowerCase(), fullWidth(text), escaped(text), encodeURIComponent(text)],
  ...[Buffer.from(text), iconv.encode(text, 'gb18030'), Buffer.from(text, 'utf16le')].flatMap(packed),
  ...digests(text),
];

/** Texts by what they are, to each of their forms. */
export type Needles = readonly (readonly [form: string, what: string])[];
export const needles = (texts: Readonly<Record<string, string>>): Needles =>
  Object.entries(texts).flatMap(([what, text]) => [...new Set(formsOf(text))].map((form) => [form, what] as const));

/** Everything that was said or kept, by where. */
export type Places = Readonly<Record<string, readonly string[]>>;

/** "what in where", each once, with the beginning of one text that holds it. */
export const leaks = (places: Places, wanted: Needles): string[] => {
  const found = new Map<string, string>();
  for (const [place, texts] of Object.entries(places))
    for (const text of texts)
      for (const [form, what] of wanted) if (text.includes(form)) found.set(`${what} in ${place}`, text.slice(0, 300));
  return [...found].map(([where, text]) => `${where}: ${text}`);
};
