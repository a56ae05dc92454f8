/** The source tree as the laws see it: files, their text, what they import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
/** What the design allows at the top, besides tool configuration. */
export const ROOMS = ['infra', 'functions', 'schemas', 'test', 'city', 'console', 'client', 'bench', 'docs'];

/** Path in the repository to text. */
export type Tree = ReadonlyMap<string, string>;

export const readTree = (): Tree =>
  new Map(
    ROOMS.filter((room) => existsSync(join(ROOT, room)))
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
      )
      .filter((path) => /\.(tsx?|[cm]?js)$/.test(path))
      .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
  );

/** Comments and double-quoted texts are blanked: neither is code. Lines stay where they are. */
export const code = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"/g, (blank) => blank.replace(/[^\n]/g, ' '));

const FORMS = [
  /(?:^|\n)[ \t]*import\s*(?:[\w$\s{},*]+?\bfrom\s*)?'([^'\n]+)'/g,
  /(?:^|\n)[ \t]*export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[\w$\s,]*\})\s*from\s*'([^'\n]+)'/g,
  /\bimport\(\s*'([^'\n]+)'/g,
];

/** What a file imports, as written: '#schemas/x.ts', './y.ts', 'zod', 'node:fs'. */
export const specifiers = (text: string): string[] =>
  FORMS.flatMap((form) => [...code(text).matchAll(form)].map(([, specifier]) => specifier ?? ''));

const target = (from: string, specifier: string): string => {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? posix.normalize(posix.join(dirname(from), specifier)) : specifier;
};

export interface Import {
  readonly from: string;
  /** Path in the repository for ours, the specifier itself for packages. */
  readonly to: string;
  readonly ours: boolean;
}

const imports = (from: string, text: string): Import[] =>
  specifiers(text).map((specifier) => ({ from, to: target(from, specifier), ours: /^[#.]/.test(specifier) }));

export const importsOf = (tree: Tree): Import[] => [...tree].flatMap(([from, text]) => imports(from, text));

export const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
