/** XML as text, by small templates. Whatever comes from outside goes through `element` and is escaped. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 cannot carry, lone surrogates too, is left out; printable.ts has refused it before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the ones to leave out
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** Nearly everything is numbers and plain words, which are looked at once. */
const PLAIN = /^[\w .:/#-]*$/;

const escaped = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(UNFIT, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** Markup that is already escaped. */
export type Xml = string & { readonly xml?: true };

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<ofd:NAME …>children</ofd:NAME>`; attributes that are undefined are left out. */
export const element = (name: string, attributes: Attributes = {}, ...children: readonly Xml[]): Xml => {
  let said = '';
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) said += ` ${key}="${escaped(String(value))}"`;
  return children.length === 0 ? `<ofd:${name}${said}/>` : `<ofd:${name}${said}>${children.join('')}</ofd:${name}>`;
};

export const text = (value: string): Xml => escaped(value);

const NAMESPACE = 'http://www.ofdspec.org/2016';

/** A whole file of an OFD. `element` must be its root, which gets the namespace. */
export const file = (name: string, attributes: Attributes, ...children: readonly Xml[]): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, { 'xmlns:ofd': NAMESPACE, ...attributes }, ...children)}`,
  );

/** A length in millimetres to the micrometre, without needless digits. */
export const mm = (value: number): string => String(Number(value.toFixed(3)) + 0);
