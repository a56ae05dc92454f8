/** A document as linked data (JSON-LD 1.1): whether each of its names means something, and its canonical N-Quads (RDFC-1.0). Nothing is fetched. */
import jsonld from 'jsonld';
import type { Remark } from '#schemas/credential.ts';
import { CredentialUrl } from '#schemas/credential.ts';
import { contextAt } from './contexts.ts';

export type Json = Readonly<Record<string, unknown>>;

const OPTIONS = {
  safe: true,
  documentLoader: async (url: string) => {
    const document = contextAt(url);
    if (!document) throw new Error('context is not known here');
    return { contextUrl: null, documentUrl: url, document };
  },
} as const;

/** Names of contexts that are not known here. */
const strangers = (document: Json): boolean =>
  [document['@context']].flat().some((context) => typeof context === 'string' && !contextAt(context));

/** Every @type of an expanded document. */
const typesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(typesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '@type' && !('@value' in value) ? [member as string | string[]].flat() : typesIn(member),
  );
};

/** jsonld's own name of what is wrong, if it is one; its message repeats the document. */
const ruleOf = (error: unknown): string => {
  const { details } = error as { details?: { code?: unknown; event?: { code?: unknown } } };
  const code = details?.event?.code ?? details?.code;
  return typeof code === 'string' && /^[a-z @-]{3,60}$/.test(code)
    ? code.replaceAll(' ', '-').replaceAll('@', '')
    : 'not-json-ld';
};

/**
 * What keeps the document from being linked data: a context that is not known here, a name or type that no context has, a protected term
 * that is defined anew, a type that is no URL. Undefined: nothing.
 */
export const brokenMeaning = async (document: Json): Promise<Remark | undefined> => {
  if (strangers(document)) return { field: '/@context', rule: 'context-not-known' };
  try {
    const types = typesIn(await jsonld.expand(document, OPTIONS));
    return types.every((type) => CredentialUrl.safeParse(type).success)
      ? undefined
      : { field: '/type', rule: 'type-not-url' };
  } catch (error) {
    return { field: '/', rule: ruleOf(error) };
  }
};

/** Canonical N-Quads. Throws for a document that is not linked data. */
export const canonicalQuads = (document: Json): Promise<string> =>
  jsonld.canonize(document, { ...OPTIONS, algorithm: 'RDFC-1.0', format: 'application/n-quads' });
