/**
 * Whether what lies in dist/ was made of just this tree: then nothing is built. By content, of what went in and of what came out, so that
 * neither a branch, nor `npm run dev`, nor two that build at once can have an old bundle run. Packages are known by the lock file.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Path from the root, and what it holds. */
export type Made = ReadonlyMap<string, Uint8Array>;

export interface KeptBuild {
  /** The build that lies there, or undefined when it is not of this tree. `outputs`: paths from the root. */
  found(outputs: readonly string[]): Metafile | undefined;
  /** `begun`: epoch ms at which the build began; what changed since then is not known to be in it. */
  keep(metafile: Metafile, outputs: Made, begun: number): void;
}

/** Beside the sources: what decides how they are packed. */
const SETTINGS = ['package-lock.json', 'package.json', 'tsconfig.json', 'infra/bundle.ts', 'infra/functions.ts'];
const PACKING = 'infra/bundle';

export const keptBuild = (root: string): KeptBuild => {
  const [stamp, description] = [join(root, 'dist/functions.digest'), join(root, 'dist/metafile.json')];
  const inputsOf = ({ inputs }: Metafile): string[] => [
    ...SETTINGS,
    ...readdirSync(join(root, PACKING)).map((file) => `${PACKING}/${file}`),
    ...Object.keys(inputs).filter((path) => !path.startsWith('node_modules/')),
  ];
  const digest = (inputs: readonly string[], outputs: Made): string => {
    const hash = createHash('sha256');
    const add = (path: string, bytes: Uint8Array) => hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    for (const path of new Set(inputs.toSorted())) add(path, readFileSync(join(root, path)));
    for (const [path, bytes] of [...outputs].sort(([a], [b]) => (a < b ? -1 : 1))) add(path, bytes);
    return hash.digest('hex');
  };
  const put = (path: string, text: string): void => {
    writeFileSync(`${path}.${process.pid}`, text);
    renameSync(`${path}.${process.pid}`, path);
  };
  return {
    found: (outputs) => {
      try {
        const metafile: Metafile = JSON.parse(readFileSync(description, 'utf8'));
        const made = new Map(outputs.map((path) => [path, readFileSync(join(root, path))]));
        return readFileSync(stamp, 'utf8') === digest(inputsOf(metafile), made) ? metafile : undefined;
      } catch {
        // Something is missing: it is built.
        return undefined;
      }
    },
    keep: (metafile, outputs, begun) => {
      const inputs = inputsOf(metafile);
      put(description, JSON.stringify(metafile));
      if (inputs.every((path) => statSync(join(root, path)).mtimeMs < begun)) put(stamp, digest(inputs, outputs));
    },
  };
};
