/** What the pages about matters and about certificate types tell a reader to write, written as he writes it, and tried by what they tell him to run. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addImport, addMember } from '#infra/new-department/text.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEFT_OUT = ['node_modules', 'cdk.out', 'dist', 'coverage', '.git', '.onetrip'];
const PAGES = ['docs/adding-a-certificate-type.md', 'docs/adding-a-matter.md'];
const PAGE = PAGES.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');

const FILES = [...PAGE.matchAll(/<!-- file: (\S+) -->\n```ts\n([\s\S]*?)```/g)];
const LISTS = [...PAGE.matchAll(/^\| `(\S+\.ts)` \| `(\w+)` \| `([^`]+)` \|(?: `([^`]+)`)? \|$/gm)];
const STANDING = [...PAGE.matchAll(/<!-- stands in: (\S+) -->\n```ts\n([\s\S]*?)```/g)];

/** The tree as it stands, in a folder of its own, with the same packages. */
let copy: string;
const at = (path: string): string => join(copy, path);
const changed: string[] = [];
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'onetrip-walk-'));
  for (const name of readdirSync(ROOT).filter((one) => !LEFT_OUT.includes(one)))
    cpSync(join(ROOT, name), at(name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'));
  for (const [, path = '', text = ''] of FILES) writeFileSync(at(path), text);
  for (const [, path = '', name = '', member = '', line] of LISTS) {
    const text = addMember(path, readFileSync(at(path), 'utf8'), name, member);
    writeFileSync(at(path), line ? addImport(text, line) : text);
    changed.push(path);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const passes = (...words: string[]): void => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    ...{ cwd: copy, encoding: 'utf8', timeout: 600_000 },
    env: { ...process.env, VITEST: undefined, NODE_ENV: undefined },
  });
  expect(status === 0 ? '' : `${words.join(' ')}\n${stdout}${stderr}`).toBe('');
};
const biome = (...words: string[]) => passes('node_modules/@biomejs/biome/bin/biome', ...words);
const vitest = (...words: string[]) => passes('node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...words);

test('the pages show files that are new, and name lists that are there', () => {
  expect(FILES.map(([, path]) => path)).toHaveLength(6);
  for (const [, path = ''] of FILES) expect(readdirSync(join(ROOT, path, '..'))).not.toContain(path.split('/').at(-1));
  expect(LISTS).toHaveLength(7);
});

test('what is shown is formatted and linted as it stands there, but for the place of what is added to a list', () => {
  biome('ci', '--error-on-warnings', ...FILES.map(([, path = '']) => path));
  biome('check', '--write', ...changed);
});

test('what is said to stand somewhere stands there', () => {
  expect(STANDING).toHaveLength(1);
  for (const [, path = '', text = ''] of STANDING) expect(readFileSync(join(ROOT, path), 'utf8')).toContain(text);
});

test('the matter, the bundle, the place, the grants and the type pass what the pages say to run', () => {
  const named = /npx vitest run --project rooms (.+)/g;
  const tests = new Set([...PAGE.matchAll(named)].flatMap(([, files = '']) => files.split(' ')));
  expect(tests).toContain('test/functions/cases/employment.test.ts');
  vitest('--project', 'rooms', ...tests);
});

// Two processors are busy with it for ten seconds; CI asks for it by name.
test.runIf(process.env.ONETRIP_FULL === '1' || process.env.ONETRIP_TYPES === '1')(
  'and fit the types of the tree',
  () => {
    passes('node_modules/typescript/bin/tsc');
  },
);
