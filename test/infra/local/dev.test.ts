import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { context } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { type Builder, watchFunctions } from '#infra/local/dev.ts';
import { functionSpecs } from '#infra/local/pool/function.ts';
import { startPool } from '#infra/local/pool/pool.ts';
import { fixture } from './fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'onetrip-dev-'));
const source = (says: string) => writeFileSync(join(root, 'src/hello.ts'), says);
const handler = (word: string) => `export const handler = async (): Promise<string> => '${word}';\n`;
const deployed = fixture({
  hello: "exports.handler = async () => 'first';",
  other: 'exports.handler = async () => process.pid;',
});
afterAll(() => {
  deployed.remove();
  rmSync(root, { recursive: true });
});

/** A real esbuild context over one function. */
const builder = async (): Promise<Builder> => {
  const held = await context({
    entryPoints: [join(root, 'src/hello.ts')],
    outdir: join(root, 'dist/hello'),
    entryNames: 'index',
    format: 'cjs',
    logLevel: 'silent',
  });
  return {
    sources: [join(root, 'src')],
    rebuild: async () => {
      await held.rebuild();
      return ['hello'];
    },
    built: (name) => join(root, 'dist', name),
    dispose: () => held.dispose(),
  };
};

it('serves the new code after a change, says so in one line, and survives a mistake', async () => {
  mkdirSync(join(root, 'src'));
  source(handler('first'));
  const pool = startPool({ functions: functionSpecs(deployed), engine: () => ({}) });
  const answer = async (fn: string) => {
    const outcome = await pool.invoke(fn, {});
    return outcome.ok ? JSON.parse(outcome.payload) : outcome.error;
  };
  const said: string[] = [];
  const dev = await watchFunctions(pool, await builder(), (line) => said.push(line));
  // A file that is written may be heard of twice, and what lies there in between is built too: only the end counts.
  const serves = (word: string) => expect.poll(() => answer('hello')).toBe(word);
  expect(await answer('hello')).toBe('first');
  const pid = await answer('other');

  source(handler('second'));
  await serves('second');
  expect(said.at(-1)).toMatch(/^restarted hello \(\d+ ms\)$/);
  expect(await answer('other')).toBe(pid);

  source('export const handler = (;');
  await expect.poll(() => said.at(-1)).toMatch(/^not restarted: .*1 error/);
  expect(await answer('hello')).toBe('second');

  source(handler('third'));
  await serves('third');

  // As editors and git write: a new file in the place of the old one, and that again.
  for (const word of ['fourth', 'fifth']) {
    writeFileSync(join(root, 'hello.ts'), handler(word));
    renameSync(join(root, 'hello.ts'), join(root, 'src/hello.ts'));
    await serves(word);
    expect(said.at(-1)).toMatch(/^restarted/);
  }
  await dev.stop();
  await pool.stop();
});
