/** XML as a department may send it, read into plain elements: values stay text, nothing is guessed, nothing is fetched. */
import { XMLParser } from 'fast-xml-parser';
import { problem } from '#functions/kernel/problem.ts';
import { guardXml, notInXml } from './xml-guard.ts';

export interface Element {
  /** Without its prefix. */
  readonly name: string;
  /** '' when there is none. */
  readonly namespace: string;
  readonly children: readonly Element[];
  /** All text that stands directly in it, entities resolved. */
  readonly text: string;
}

const refused = (rule: string): Error => problem('department-answer-invalid', { cause: `xml:${rule}` });

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
});

/** One thing of the parser's list: a tag with what it holds and its attributes, or text. */
type Item = Readonly<Record<string, unknown>>;
type Scope = ReadonlyMap<string, string>;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-fA-F]+)|(\w+));/g, (_all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? '';
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const character = point <= 0x10ffff ? String.fromCodePoint(point) : '';
    if (character === '' || notInXml(character) !== undefined) throw refused('character');
    return character;
  });

const scopeOf = (outer: Scope, attributes: Item): Scope => {
  const own = Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
    if (name === 'xmlns') return [['', unescaped(String(value))]];
    return name.startsWith('xmlns:') ? [[name.slice(6), unescaped(String(value))]] : [];
  });
  return own.length === 0 ? outer : new Map([...outer, ...own]);
};

const element = (item: Item, outer: Scope): Element => {
  const [tag = ''] = Object.keys(item).filter((key) => key !== ':@');
  const scope = scopeOf(outer, (item[':@'] ?? {}) as Item);
  const [prefix = '', name = ''] = tag.includes(':') ? tag.split(':', 2) : ['', tag];
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw refused('prefix');
  const inside = item[tag] as readonly Item[];
  const text = inside
    .map((part) => {
      if ('#text' in part) return unescaped(String(part['#text']));
      if ('#cdata' in part) return (part['#cdata'] as readonly Item[]).map((cdata) => String(cdata['#text'])).join('');
      return '';
    })
    .join('');
  const children = inside.filter((part) => !('#text' in part || '#cdata' in part)).map((part) => element(part, scope));
  return { name, namespace, children, text };
};

/** The root of the document. Throws department-answer-invalid by the name of the rule, without a word of the text. */
export const readXml = (text: string): Element => {
  guardXml(text);
  let items: readonly Item[];
  try {
    items = parser.parse(text, true) as readonly Item[];
  } catch {
    throw refused('malformed');
  }
  const roots = items.filter((item) => !('#text' in item));
  if (roots.length !== 1) throw refused('malformed');
  return element(roots[0] as Item, new Map([['', '']]));
};

/** The encoding that the document declares, in lower case; undefined when it declares none. */
export const declaredEncoding = (text: string): string | undefined =>
  /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]{0,39})["']/.exec(text)?.[1]?.toLowerCase();

export const all = (parent: Element, name: string): readonly Element[] =>
  parent.children.filter((child) => child.name === name);

/** The one child of that name. Two are refused: two readers could see two answers. */
export const maybe = (parent: Element, name: string): Element | undefined => {
  const [first, second] = all(parent, name);
  if (second) throw refused('twice');
  return first;
};

export const only = (parent: Element, name: string): Element => {
  const found = maybe(parent, name);
  if (!found) throw refused('missing');
  return found;
};

/** The text of the one child of that name, for normalise.ts; undefined when it is not there. An element where text belongs is refused. */
export const cell = (parent: Element, name: string): string | undefined => {
  const found = maybe(parent, name);
  if (found && found.children.length > 0) throw refused('not-text');
  return found?.text;
};
