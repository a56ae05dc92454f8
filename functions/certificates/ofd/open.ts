/** Opens an OFD that may be hostile: names checked by yauzl, number and size bounded before anything is unfolded. */
import { XMLParser } from 'fast-xml-parser';
import { fromBufferPromise } from 'yauzl';
import type { OfdFiles } from './package.ts';

const MOST_FILES = 400;
const MOST_BYTES = 40_000_000;

/** Undefined when it is no such archive, or one with a name twice. */
export const opened = async (bytes: Uint8Array): Promise<OfdFiles | undefined> => {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true });
    const files = new Map<string, Uint8Array>();
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (files.has(entry.fileName) || files.size >= MOST_FILES || total > MOST_BYTES) return undefined;
      const chunks: Uint8Array[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Uint8Array);
      files.set(entry.fileName, Buffer.concat(chunks));
    }
    return files;
  } catch {
    return undefined;
  }
};

/** An element without its prefix: attributes, children by name (always lists), text. */
export interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  all(name: string): readonly Element[];
  /** Text of the first child of that name. */
  said(name: string): string | undefined;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // Its reader of entities is in no bundle (infra/bundle/xml-parts.ts).
  processEntities: false,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
  alwaysCreateTextNode: true,
});

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (all, name: string) => SIGNS[name] ?? all);

type Parsed = Readonly<Record<string, unknown>>;

const elementOf = (parsed: Parsed): Element => {
  const all = (name: string): readonly Element[] => {
    const found = parsed[name];
    return Array.isArray(found) ? found.map((one) => elementOf(one as Parsed)) : [];
  };
  const attributes = Object.entries(parsed).flatMap(([key, value]) =>
    key.startsWith('@') ? [[key.slice(1), unescaped(String(value))]] : [],
  );
  return {
    attributes: Object.fromEntries(attributes),
    text: unescaped(String(parsed['#text'] ?? '')).trim(),
    all,
    said: (name) => all(name)[0]?.text,
  };
};

/** The root element of that name; undefined when it is not there, or the text has a document type of its own. */
export const rootOf = (bytes: Uint8Array | undefined, name: string): Element | undefined => {
  const text = Buffer.from(bytes ?? []).toString('utf8');
  if (text.includes('<!')) return undefined;
  try {
    return elementOf(parser.parse(text) as Parsed).all(name)[0];
  } catch {
    return undefined;
  }
};
