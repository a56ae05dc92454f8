/** Which variables a function reads: every `environment('…')` in the sources that its bundle is made of. */
import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { entries, type FunctionName, functionNames } from '#infra/functions.ts';

const calls = /\benvironment\(([^)]*)\)/g;

const keysIn = (file: string): string[] =>
  file.startsWith('functions/') && file !== 'functions/kernel/environment.ts'
    ? [...readFileSync(file, 'utf8').matchAll(calls)].flatMap(([, keys = '']) =>
        [...keys.matchAll(/'([A-Z0-9_]+)'/g)].map(([, key = '']) => key),
      )
    : [];

export const environmentsRead = (metafile: Metafile): Record<FunctionName, string[]> => {
  const inputs = new Map(Object.values(metafile.outputs).map(({ entryPoint, inputs }) => [entryPoint, inputs]));
  const read = (name: FunctionName) => [...new Set(Object.keys(inputs.get(entries[name]) ?? {}).flatMap(keysIn))];
  return Object.fromEntries(functionNames.map((name) => [name, read(name)])) as Record<FunctionName, string[]>;
};
