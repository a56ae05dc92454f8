/** All functions in one esbuild call: dist/functions/<name>/index.js. CommonJS, because an ESM bundle loads Node's whole fetch to reach `http`. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type BuildResult, build, context, type Metafile } from 'esbuild';
import { buildConsole } from './bundle/console.ts';
import { keptBuild } from './bundle/kept.ts';
import { packing } from './bundle/packing.ts';
import { beside, entries, type FunctionName, functionNames } from './functions.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const out = join(repository, 'dist/functions');
/** What all functions were last built from. */
export const metafilePath = join(repository, 'dist/metafile.json');
const kept = keptBuild(repository);

/** Folder of a function's code: index.js, and what travels beside it. */
export const bundlePath = (name: FunctionName): string => join(out, name);

const options = (names: readonly FunctionName[]): BuildOptions => ({
  absWorkingDir: repository,
  entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, entries[name]])),
  outdir: out,
  ...packing,
});

/** Written only when it differs, and by rename: several processes may bundle the same tree at once. */
const put = (path: string, bytes: Uint8Array): boolean => {
  if (existsSync(path) && Buffer.compare(readFileSync(path), bytes) === 0) return false;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, bytes);
  renameSync(draft, path);
  return true;
};

const besides = (name: FunctionName): void => {
  put(join(bundlePath(name), 'package.json'), Buffer.from('{"type":"commonjs"}\n'));
  for (const [file, source] of Object.entries(beside[name] ?? {})) {
    const [from, to] = [join(repository, source), join(bundlePath(name), file)];
    if (existsSync(to) && statSync(to).size === statSync(from).size) continue;
    copyFileSync(from, `${to}.${process.pid}`);
    renameSync(`${to}.${process.pid}`, to);
  }
};

/** Maps go to dist/maps: they are for reading a stack, not for shipping. */
const keep = (result: BuildResult, names: readonly FunctionName[]): FunctionName[] => {
  const changed = names.filter((name) =>
    (result.outputFiles ?? [])
      .filter((file) => file.path.startsWith(`${bundlePath(name)}/`))
      .map((file) => {
        const map = file.path.endsWith('.map');
        return put(map ? join(repository, 'dist/maps', `${name}.js.map`) : file.path, file.contents) && !map;
      })
      .some(Boolean),
  );
  names.forEach(besides);
  return changed;
};

/** Whether the pages that travel beside their function have changed. */
const pages = async (names: readonly FunctionName[]): Promise<boolean> =>
  names.includes('console') && (await buildConsole(bundlePath('console')));

const built = async (names: readonly FunctionName[]): Promise<Metafile> => {
  const begun = Date.now();
  const result = await build({ ...options(names), metafile: true });
  keep(result, names);
  const code = (result.outputFiles ?? []).filter(({ path }) => path.endsWith('.js'));
  const made = new Map(code.map(({ path, contents }) => [relative(repository, path), contents]));
  if (names === functionNames) kept.keep(result.metafile, made, begun);
  return result.metafile;
};

/**
 * Builds the functions named (all unless said), where they do not lie there already, made of just this tree. Throws esbuild's own error,
 * which names file and line.
 */
export const bundle = async (names: readonly FunctionName[] = functionNames): Promise<Metafile> => {
  const code = functionNames.map((name) => relative(repository, join(bundlePath(name), 'index.js')));
  const found = names === functionNames ? kept.found(code) : undefined;
  const [metafile] = await Promise.all([found ?? built(names), pages(names)]);
  if (found) names.forEach(besides);
  return metafile;
};

/** For development: each `rebuild` tells which functions' code has changed. */
export const bundler = async (): Promise<{ rebuild(): Promise<FunctionName[]>; dispose(): Promise<void> }> => {
  const held = await context(options(functionNames));
  const rebuild = async (): Promise<FunctionName[]> => {
    const [redrawn, changed] = [await pages(functionNames), keep(await held.rebuild(), functionNames)];
    return redrawn && !changed.includes('console') ? [...changed, 'console'] : changed;
  };
  return { rebuild, dispose: () => held.dispose() };
};
