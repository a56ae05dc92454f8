/** The laws of the house (docs/architecture.md), one test each. What breaks a law is listed as "file: what". */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { look, readPage, untrue } from './coverage-page.ts';
import { declared, readManifest, readReasons, unexplained, unpinned } from './dependency-laws.ts';
import { covers, EXCEPTIONS, excepted } from './exceptions.ts';
import { importLaws } from './import-laws.ts';
import { leftOut, readLock, unsealed } from './lock-laws.ts';
import { differing, readReadmes } from './readme-pages.ts';
import { shapeLaws } from './shape-laws.ts';
import { ROOMS, ROOT, readTree } from './tree.ts';
import { useLaws } from './use-laws.ts';

const tree = readTree();
const laws = [...importLaws, ...shapeLaws, ...useLaws, declared(readManifest())];

describe('the laws', () => {
  test.each(laws.map((law) => [law.says, law] as const))('%s', (_says, { says, broken }) => {
    const unexcused = broken(tree).filter((one) => !excepted(says, one));
    expect(unexcused.map(({ file, what }) => `${file}: ${what}`)).toEqual([]);
  });

  test('every package is pinned to one version', () => {
    expect(unpinned(readManifest())).toEqual([]);
  });

  test('the lock holds every package, for every platform, with its digest', () => {
    expect(leftOut(readLock())).toEqual([]);
    expect(unsealed(readLock())).toEqual([]);
  });

  test('docs/dependencies.md gives each package its reason', () => {
    expect(unexplained(readManifest(), readReasons())).toEqual([]);
  });

  test('docs/coverage.md has a row for each thing of the sources, and whatever it names is there', () => {
    expect(untrue(readPage(), look)).toEqual([]);
  });

  test('README.md and README.zh-CN.md have the same chapters, commands and scripts to copy', () => {
    expect(differing(readReadmes())).toEqual([]);
  });

  test('nothing stands at the top but what the design allows, and tool configuration', () => {
    const made = ['node_modules', 'dist', 'cdk.out', 'coverage'];
    const files =
      /^((package(-lock)?|tsconfig|cdk|biome)\.json|vitest\.config\.ts|LICENSE|[A-Z]+(\.zh-CN)?\.md|.*\.log)$/;
    const others = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.'))
      .filter(
        (entry) =>
          !made.includes(entry.name) && !(entry.isDirectory() ? ROOMS.includes(entry.name) : files.test(entry.name)),
      )
      .map(({ name }) => name);
    expect(others).toEqual([]);
  });
});

describe('exceptions', () => {
  test.each(EXCEPTIONS.map((one) => [`${one.file} may: ${one.may}`, one] as const))('%s', (_name, exception) => {
    const law = laws.find(({ says }) => says === exception.law);
    expect(exception.reason.length).toBeGreaterThan(15);
    expect(law?.broken(tree).some((one) => covers(exception, one))).toBe(true);
  });
});
