/** Three rewrites of packages that keep out of a bundle what no function runs. Each changes weight and nothing else. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * The SDK describes each operation by an object whose keys are constants in brackets ([_h]: …). esbuild takes such a key for a possible side
 * effect and keeps all hundred operations of S3 for the two we call. The constants' values stand in their place.
 */
export const foldConstantKeys = (source: string): string => {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return source.replace(/([{,]\s*)\[(_\w+)\]:/g, (all, before: string, name: string) => {
    const value = constants.get(name);
    return value === undefined ? all : `${before}${value}:`;
  });
};

/** The errors that functions know by class and not by name. A test compares this list with what they import. */
export const KEPT_ERRORS = ['ConditionalCheckFailedException', 'TransactionCanceledException'];

/** Each error of a service is a class, and each is registered. Without its class an error still has its name and message. */
export const dropErrorClasses = (source: string): string =>
  source.replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (all, name: string) =>
    KEPT_ERRORS.includes(name) ? all : '',
  );

const jsonSchema = fileURLToPath(new URL('./json-schema.ts', import.meta.url));

export const slim: Plugin = {
  name: 'slim',
  setup: ({ onLoad, onResolve }) => {
    onLoad(
      { filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ },
      async ({ path }) => ({
        contents: dropErrorClasses(foldConstantKeys(await readFile(path, 'utf8'))),
        loader: 'js',
      }),
    );
    // The SDK reads its version there, and esbuild would ship the whole file.
    onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify({ version: JSON.parse(await readFile(path, 'utf8')).version }),
      loader: 'json',
    }));
    // zod ties every schema to the writer of JSON Schema; only infra/openapi.ts writes it.
    onResolve({ filter: /\/(to-json-schema|json-schema-processors|json-schema-generator)\.js$/ }, ({ importer }) =>
      /[\\/]zod[\\/]v4[\\/]/.test(importer) ? { path: jsonSchema } : undefined,
    );
  },
};
