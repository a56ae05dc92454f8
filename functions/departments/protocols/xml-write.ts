/** XML for a department: escaped, and only what XML 1.0 can hold. */
import { problem } from '#functions/kernel/problem.ts';
import { notInXml } from './xml-guard.ts';

/** A leaf is text; members keep their order; undefined is left out. Names are the adapter's own, never input. */
export type XmlTree = string | { readonly [name: string]: XmlTree | undefined };

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Throws unprocessable, naming the character that XML cannot hold by its code point; `field`: the caller's own pointer. */
export const escapeXml = (text: string, field = '/request'): string => {
  const character = notInXml(text);
  if (character !== undefined)
    throw problem('unprocessable', { errors: [{ field, rule: `not-in-xml:${codePoint(character)}` }] });
  return text.replace(/[&<>"\r]/g, (sign) => ESCAPED[sign] ?? sign);
};

/** `tree` as elements, without declaration. */
export const writeXml = (tree: XmlTree): string => {
  if (typeof tree === 'string') return escapeXml(tree);
  return Object.entries(tree)
    .map(([name, inner]) => (inner === undefined ? '' : `<${name}>${writeXml(inner)}</${name}>`))
    .join('');
};
