import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENVIRONMENT } from '#functions/kernel/environment.ts';
import { bundlePath } from '#infra/bundle.ts';
import { beside, type FunctionName, functionNames } from '#infra/functions.ts';
import { bundled } from './bundled.ts';

const KB = 1000;
let metafile: Metafile;
beforeAll(async () => {
  metafile = await bundled();
});

const inputs = (name: FunctionName) => metafile.outputs[`dist/functions/${name}/index.js`]?.inputs ?? {};
/** Code alone: a document that a function serves is not its weight. */
const size = (name: FunctionName) =>
  Object.entries(inputs(name))
    .filter(([file]) => file.startsWith('docs/'))
    .reduce((bytes, [, { bytesInOutput }]) => bytes - bytesInOutput, statSync(join(bundlePath(name), 'index.js')).size);
const usesAws = (name: FunctionName) =>
  Object.keys(inputs(name)).some((file) => /node_modules\/@aws-sdk\/client-/.test(file));
// A whole font reader; a whole JSON-LD; a whole protocol of a database.
/** What weighs more than an ordinary function, and why. */
const HEAVY: Partial<Record<FunctionName, number>> = {
  // The drawing of PDF and OFD, with the font reader.
  page: 1150,
  'back-fills-work': 1150,
  // The drawing of the timeline, and the font reader.
  'cases-archive': 1050,
  // They read whatever file is handed in: ZIP and XML of an OFD, and its SM2 seal.
  library: 680,
  'public-verify': 600,
  // Every act of a case, and the package that is made of one.
  'cases-events': 600,
  // Every act of a case, from which a slip is computed, and files in S3.
  'case-papers': 600,
  // JSON-LD, without which no word of somebody else's credential can be checked.
  credentials: 680,
  // A MariaDB driver.
  'civil-affairs': 800,
  'civil-affairs-intake': 800,
};
const budget = (name: FunctionName) => (HEAVY[name] ?? (usesAws(name) ? 540 : 120)) * KB;

describe('bundles', () => {
  test('every function keeps within its budget', () => {
    const lines = functionNames.map((name) => ({ name, size: size(name), budget: budget(name) }));
    console.log(lines.map((line) => `${line.name}: ${Math.ceil(line.size / KB)} KB of ${line.budget / KB}`).join('\n'));
    expect(lines.filter((line) => line.size > line.budget)).toEqual([]);
  });

  test('each loads under Node alone and has a handler', () => {
    const env = Object.fromEntries(ENVIRONMENT.map((key) => [key, 'value']));
    const script = `for (const path of ${JSON.stringify(functionNames.map(bundlePath))}) console.log(typeof require(path).handler);`;
    const run = spawnSync(process.execPath, ['-e', script], {
      cwd: tmpdir(),
      env: {
        ...env,
        AWS_REGION: 'cn-north-1',
        AWS_ACCESS_KEY_ID: 'key',
        AWS_SECRET_ACCESS_KEY: 'secret',
        PATH: process.env.PATH,
      },
      encoding: 'utf8',
    });
    expect([run.stderr, run.stdout]).toEqual(['', 'function\n'.repeat(functionNames.length)]);
  });

  test('none loads a module of Node by import(), which would read all of it', () => {
    const code = functionNames.map((name) => readFileSync(join(bundlePath(name), 'index.js'), 'utf8'));
    expect(code.filter((text) => /\bimport\(["'`]/.test(text))).toEqual([]);
  });

  test('the pages are built for use, by a test too', () => {
    const site: Record<string, { br: string }> = JSON.parse(
      readFileSync(join(bundlePath('console'), 'site.json'), 'utf8'),
    );
    const scripts = Object.keys(site).filter((file) => file.endsWith('.js'));
    const code = scripts.map((file) => String(brotliDecompressSync(Buffer.from(site[file]?.br ?? '', 'base64'))));
    expect(code.length).toBeGreaterThan(3);
    expect(code.filter((text) => text.includes('jsxDEV'))).toEqual([]);
  });

  test('what must travel beside a bundle does', () => {
    for (const [name, files] of Object.entries(beside))
      for (const file of Object.keys(files))
        expect(statSync(join(bundlePath(name as FunctionName), file)).size).toBeGreaterThan(0);
    for (const drawing of ['page', 'back-fills-work', 'cases-archive'] as const)
      expect(beside[drawing]).toHaveProperty(['font.ttf']);
    // The pages for people, built by Vite.
    const site = JSON.parse(readFileSync(join(bundlePath('console'), 'site.json'), 'utf8'));
    expect(Object.keys(site)).toEqual(expect.arrayContaining(['index.html', 'verify.html']));
  });
});
