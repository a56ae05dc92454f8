/** Packages: each one is declared, pinned, and has its reason in docs/dependencies.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Law } from './import-laws.ts';
import { importsOf, ROOT } from './tree.ts';

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export const readManifest = (): Manifest => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
export const readReasons = (): string => readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8');

const every = (manifest: Manifest): Readonly<Record<string, string>> => ({
  ...manifest.dependencies,
  ...manifest.optionalDependencies,
  ...manifest.devDependencies,
});

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** What ships imports `dependencies` only; the types of AWS events are erased before. */
const mayImport = (manifest: Manifest, from: string, name: string): boolean => {
  const ships = /^(functions|schemas)\//.test(from);
  const allowed = ships ? manifest.dependencies : every(manifest);
  return name in allowed || (name === 'aws-lambda' && '@types/aws-lambda' in every(manifest));
};

/** Imports of packages that package.json does not name. */
export const declared = (manifest: Manifest): Law => ({
  says: 'every package that is imported is declared, and what ships needs no development package',
  broken: (tree) =>
    importsOf(tree)
      .filter(({ to, ours }) => !ours && !to.startsWith('node:'))
      .filter(({ from, to }) => !mayImport(manifest, from, packageOf(to)))
      .map(({ from, to }) => ({ file: from, what: to })),
});

export const unpinned = (manifest: Manifest): string[] =>
  Object.entries(every(manifest))
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `${name}: ${version}`);

/** Lines of docs/dependencies.md: "- `name`: reason". */
const reasons = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/^- `([^`]+)`: (.+)$/gm)].map(([, name = '', reason = '']) => [name, reason]));

/** A package without a reason, a reason without its package, a reason that is no sentence. */
export const unexplained = (manifest: Manifest, text: string): string[] => {
  const given = reasons(text);
  return [
    ...Object.keys(every(manifest)).filter((name) => (given.get(name)?.length ?? 0) < 20),
    ...[...given.keys()].filter((name) => !(name in every(manifest))).map((name) => `${name} is not installed`),
  ];
};
