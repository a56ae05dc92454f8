/** A build is found again only when nothing that went in or came out has changed since. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptBuild } from '#infra/bundle/kept.ts';

const metafile = {
  inputs: { 'functions/a.ts': {}, 'node_modules/b/index.js': {} },
  outputs: {},
} as unknown as Metafile;
const OUTPUT = 'dist/functions/a/index.js';
const PACKING = 'infra/bundle/packing.ts';
const SETTINGS = ['package-lock.json', 'package.json', 'tsconfig.json', 'infra/bundle.ts', 'infra/functions.ts'];
const BEFORE = Date.now() - 60_000;

let root: string;
/** As if it had been written a minute ago. */
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  utimesSync(join(root, path), BEFORE / 1000, BEFORE / 1000);
};
const built = (begun = Date.now()): void =>
  keptBuild(root).keep(metafile, new Map([[OUTPUT, Buffer.from('built')]]), begun);
const found = () => keptBuild(root).found([OUTPUT]);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'onetrip-kept-'));
  for (const path of [...SETTINGS, PACKING, 'functions/a.ts']) write(path, path);
  write(OUTPUT, 'built');
});
afterEach(() => rmSync(root, { recursive: true }));

test('nothing has been built yet, then it has', () => {
  expect(found()).toBeUndefined();
  built();
  expect(found()).toEqual(metafile);
});

test.each(['functions/a.ts', OUTPUT, PACKING, ...SETTINGS])('%s is another or gone', (path) => {
  built();
  write(path, 'another');
  expect(found()).toBeUndefined();
  write(path, path === OUTPUT ? 'built' : path);
  expect(found()).toEqual(metafile);
  rmSync(join(root, path));
  expect(found()).toBeUndefined();
});

test('a source that changed while it was built is not taken for the one that was', () => {
  built(BEFORE - 1000);
  expect(found()).toBeUndefined();
});

test('who packs otherwise packs anew', () => {
  built();
  write('infra/bundle/another.ts', '');
  expect(found()).toBeUndefined();
});
