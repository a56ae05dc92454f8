/** The laws are watched themselves: each seeded violation is caught, by the law that forbids it. */
import { describe, expect, test } from 'vitest';
import { IDS, type Look, look, readPage, untrue } from './coverage-page.ts';
import { declared, type Manifest, unexplained, unpinned } from './dependency-laws.ts';
import { importLaws } from './import-laws.ts';
import { leftOut, unsealed } from './lock-laws.ts';
import { differing } from './readme-pages.ts';
import { shapeLaws } from './shape-laws.ts';
import { specifiers } from './tree.ts';
import { useLaws } from './use-laws.ts';

const laws = [...importLaws, ...shapeLaws, ...useLaws];
const brokenBy = (...files: readonly (readonly [string, string])[]): string[] =>
  laws.filter(({ broken }) => broken(new Map(files)).length > 0).map(({ says }) => says);

const lines = (count: number): string => 'x;\n'.repeat(count);

describe('a seeded violation is caught', () => {
  test.each([
    ['schemas/a.ts', "import { log } from '#functions/kernel/log.ts';", 'schemas import'],
    ['schemas/a.ts', "import { createHash } from 'node:crypto';", 'schemas import'],
    ['functions/cases/file.ts', "import { ask } from '#functions/exchange/ask.ts';", 'bodies import'],
    ['functions/cases/file.ts', "import type { Ask } from '../exchange/ask.ts';", 'bodies import'],
    ['functions/cases/file.ts', "export * from '#functions/exchange/ask.ts';", 'bodies import'],
    ['functions/cases/file.ts', "const a = await import('#functions/exchange/ask.ts');", 'bodies import'],
    ['functions/departments/fire/x.ts', "import { y } from '../taxation/y.ts';", 'bodies import'],
    ['functions/kernel/x.ts', "import { y } from '#functions/snapshot/y.ts';", 'the kernel'],
    ['functions/cases/x.handler.ts', "import { people } from '#city/people.ts';", 'functions import'],
    ['functions/cases/x.handler.ts', "import { tables } from '#infra/tables.ts';", 'functions import'],
    ['functions/cases/x.ts', "import type { SQSClient } from '@aws-sdk/client-sqs';", 'only handlers, stores'],
    ['functions/cases/x.ts', "import {\n  Pool,\n} from 'pg';", 'only handlers, stores'],
    ['functions/cases/x.store.ts', "import middy from '@middy/core';", 'only handlers import middy'],
    ['infra/cases.ts', "import { file } from '#functions/cases/file.ts';", 'infra shares'],
    ['infra/cases.ts', "import { x } from '#test/x.ts';", 'infra imports'],
    ['infra/cases.ts', "import { x } from '#infra/local/x.ts';", 'only one machine'],
    ['city/x.ts', "import { x } from '#functions/kernel/x.ts';", 'the city is data'],
    ['console/x.tsx', "import { Slug } from '#schemas/identifier.ts';", 'the console takes'],
    ['console/x.ts', "import type { x } from '#functions/kernel/x.ts';", 'the console takes'],
    [
      'functions/certificates/offline/inflate.ts',
      "import { inflateSync } from 'node:zlib';",
      'what the console shares',
    ],
    ['console/x.tsx', lines(301), 'no file over'],
    ['city/x.ts', lines(301), 'no file over'],
    ['city/x.ts', lines(81), 'half of all files'],
    ['functions/cases/x.handler.ts', lines(41), 'handlers are wiring'],
    ['functions/cases/x.ts', 'const now = Date.now();', 'bodies take the time'],
    ['functions/cases/x.ts', 'const now = new Date();', 'bodies take the time'],
    ['functions/cases/x.handler.ts', "const url = process.env['URL'];", 'functions read their environment'],
    ['functions/cases/x.ts', 'process.stdout.write(text);', 'functions write their log'],
    ['functions/cases/x.ts', 'console.log(text);', 'functions write their log'],
    ['functions/cases/x.ts', "import { connect } from 'node:net';", 'only clients open'],
    ['functions/cases/x.handler.ts', "import https from 'node:https';", 'only clients open'],
    ['functions/cases/x.client.ts', "import tls from 'node:tls';", 'every connection'],
    ['functions/cases/x.client.ts', "import pg from 'pg';", 'every connection'],
    ['functions/cases/x.client.ts', 'const answer = await fetch(url);', 'every connection'],
    ['functions/cases/x.handler.ts', 'const s3 = new S3Client({ maxAttempts: 3 });', 'every AWS client'],
    ['city/x.ts', `const folder = '/${'home'}/somebody/onetrip';`, 'no file speaks'],
    ['functions/cases/x.ts', 'export const nobody = 1;', 'nothing is exported'],
    ['functions/kernel/environment.ts', "export const ENVIRONMENT = [\n  'NOBODY_READS',\n];", 'no environment key'],
    ['test/functions/cases/file.test.ts', 'test();', 'test/ mirrors'],
    ['functions/cases/x.store.ts', 'client.send(new ScanCommand({}));', 'no table is ever scanned'],
    ['city/x.ts', 'export const enum Colour { Red }', 'types are stripped'],
    ['city/x.ts', 'export namespace Colours {', 'types are stripped'],
    ['schemas/x.ts', "import { z } from 'zod';", 'zod is imported whole'],
    ['schemas/x.ts', "import { y } from './y';", 'relative imports'],
  ])('%s: %s', (path, text, says) => {
    expect(brokenBy([path, text]).filter((law) => law.startsWith(says))).toHaveLength(1);
  });

  test('a cycle, whichever way round', () => {
    const files = [
      ['city/a.ts', "import './b.ts';"],
      ['city/b.ts', "import type { C } from '#city/c.ts';"],
      ['city/c.ts', "export * from './a.ts';"],
    ] as const;
    expect(brokenBy(...files)).toEqual(['no import cycles']);
    expect(brokenBy(...files.toReversed())).toEqual(['no import cycles']);
  });

  test('a package that is not declared, not pinned, not explained, or explained and gone', () => {
    const manifest: Manifest = {
      dependencies: { zod: '4.0.0' },
      optionalDependencies: {},
      devDependencies: { vitest: '^5.0.0' },
    };
    const tree = new Map([
      ['functions/a.ts', "import * as z from 'zod';\nimport { test } from 'vitest';\nimport x from '@left/pad/deep';"],
      ['test/a.ts', "import { test } from 'vitest';"],
    ]);
    expect(declared(manifest).broken(tree)).toEqual([
      { file: 'functions/a.ts', what: 'vitest' },
      { file: 'functions/a.ts', what: '@left/pad/deep' },
    ]);
    expect(unpinned(manifest)).toEqual(['vitest: ^5.0.0']);
    const text = '- `zod`: the contract is written in it\n- `gone`: was needed for something once\n';
    expect(unexplained(manifest, text)).toEqual(['vitest', 'gone is not installed']);
  });

  test("a lock without another platform's program, or without a digest", () => {
    const integrity = 'sha512-AA==';
    const lock = {
      '': { dependencies: { lint: '1.0.0' } },
      'node_modules/lint': {
        integrity,
        dependencies: { words: '1.0.0' },
        optionalDependencies: { 'lint-linux': '1.0.0', 'lint-mac': '1.0.0' },
      },
      'node_modules/lint/node_modules/words': { integrity, dependencies: { 'lint-linux': '1.0.0', inner: '1.0.0' } },
      'node_modules/lint/node_modules/words/node_modules/inner': { inBundle: true },
      'node_modules/lint-linux': {},
    };
    expect(leftOut(lock)).toEqual(['node_modules/lint asks for lint-mac']);
    expect(unsealed(lock)).toEqual(['node_modules/lint-linux']);
  });
});

test('what one README lacks is found out', () => {
  const page = (...lines: string[]) => ['## One', ...lines].join('\n');
  const script = (text: string) => `<!-- a -->\n\`\`\`sh\n${text}\n\`\`\``;
  const found = (en: string, zh: string) => differing({ en, zh, scripts: ['start', 'bench'] });
  const command = (text: string) => `| \`${text}\` | what |`;
  expect(found(page(command('npm start'), script('x')), page(command('npm start'), script('x')))).toEqual([]);
  expect(found(page(command('npm run bench -- b')), page(command('npm start')))).toEqual([
    'README.zh-CN.md lacks npm run bench -- b',
    'README.md lacks npm start',
  ]);
  expect(found(page(command('npm run gone')), page(command('npm run gone')))).toEqual(['npm run gone is no script']);
  expect(found(page(script('x')), page(script('y'), '## Two'))).toEqual([
    'the scripts to copy differ',
    '1 chapters and 2',
  ]);
});

describe('a row of docs/coverage.md is found out', () => {
  const row = (id: string, cells: string) => `| ${id} | ${id} | ${cells} |`;
  const shown = '[is seen by all](../test/a.test.ts)';
  const TESTS = [
    "describe('what is seen', () => {",
    "test('is seen by all', () => {});",
    "test.each([1])('is seen by %i, it\\'s said', () => {});",
    "test('is heard', () => {});",
    "test('is heard', () => {});",
    "tell('is said', 1); });",
  ].join('\n');
  const see: Look = (path) => ({ 'functions/cases': '', 'test/a.test.ts': TESTS })[path];
  const of = (title: string) => `stands | | [${title}](../test/a.test.ts) | `;
  const gone = (title: string): [string, string[]] => [of(title), [`test/a.test.ts: ${title}`]];
  const rowsBut = (id: string) => IDS.filter((one) => one !== id).map((one) => row(one, `stands | | ${shown} | `));
  const page = (id: string, ...own: string[]) =>
    ['| **fees** | payment |', row('P2', `part | \`functions/cases\` | ${shown} | Payment: **fees**.`)]
      .concat(
        rowsBut(id).filter((one) => !one.startsWith('| P2 ')),
        own,
      )
      .join('\n');

  test.each<[string, string, string[]]>([
    ['as it should be', `stands | \`functions/cases\` | ${shown} | A remark.`, []],
    ['another state', `done | | ${shown} | `, ['is done']],
    ['no test', 'stands | | | ', ['stands with 0 tests']],
    ['nothing that it waits for', `part | | ${shown} | Some day.`, ['part and waits for 0 things']],
    ['later, and tested', `later | | ${shown} | **fees**.`, ['later with 1 tests']],
    ['whole, and waiting', `stands | | ${shown} | **fees**.`, ['stands and waits for 1 things']],
    ['an unknown name', 'later | | | **soon**.', ['waits for soon']],
    ['a room that is gone', `stands | \`functions/gone\` | ${shown} | `, ['functions/gone']],
    ['a place that is none', `stands | \`npm start\` | ${shown} | `, ['npm start']],
    ['a test that is gone', 'stands | | [is seen](../test/b.test.ts) | ', ['test/b.test.ts: is seen']],
    ['a title that is gone', ...gone('is felt')],
    ['a text that is no title', ...gone('is said')],
    ['a part of a title that does not say so', ...gone('is seen by')],
    ['a cut on the other side', ...gone('… is seen by')],
    ['a whole title that says it is cut', ...gone('is seen by all…')],
    ['a cut that fits two', ...gone('is seen by…')],
    ['a title that two have', ...gone('is heard')],
    ['a title as it is read, not as it is typed', of("is seen by %i, it's said"), []],
    ['a title cut at its end', of('is seen by %i…'), []],
    ['a title cut at its beginning', of('… by all'), []],
    ['a title cut on both sides', of('… by %i, …'), []],
    ['the title of a group', of('what is seen'), []],
  ])('%s', (_, cells, wrong) => {
    expect(untrue(page('M7', row('M7', cells)), see)).toEqual(wrong.map((what) => `M7 ${what}`));
  });

  test('that is missing, there twice, or of nothing', () => {
    const one = row('M7', `stands | | ${shown} | `);
    expect(untrue(page('M7'), see)).toEqual(['M7 does not stand once']);
    expect(untrue(page('M7', one, one), see)).toEqual(['M7 does not stand once']);
    expect(untrue(page('', row('M43', `stands | | ${shown} | `)), see)).toEqual(['M43 is nothing of the sources']);
    expect(untrue(`| **later** | x |\n${page('')}`, see)).toEqual(['nothing waits for later']);
  });

  test('and of the page itself, when one of its tests is renamed', () => {
    const renamed: Look = (path) => look(path)?.replaceAll('put out once', 'put out twice');
    expect(untrue(readPage(), renamed).length).toBeGreaterThan(0);
  });
});

describe('what is lawful is let through', () => {
  test.each([
    ['functions/exchange/ask.ts', "import { log } from '#functions/kernel/log.ts';\nimport { x } from './x.ts';"],
    ['functions/departments/fire/x.ts', "import { y } from '../protocols/y.ts';"],
    ['functions/cases/x.store.ts', "import { PutCommand } from '@aws-sdk/lib-dynamodb';"],
    ['functions/cases/x.ts', 'const day = new Date(now).toISOString();'],
    ['functions/cases/x.ts', "// import { x } from '#city/x.ts'; Date.now()\n/** process.env */\nexport {};"],
    ['console/x.tsx', "import type { Slug } from '#schemas/identifier.ts';\nimport { y } from './y.tsx';"],
    ['console/x.ts', "import { openCode } from '#functions/certificates/offline/open-code.ts';"],
    ['infra/x.ts', "import { ENVIRONMENT } from '#functions/kernel/environment.ts';"],
    ['infra/local/x.ts', "import { publish } from '#functions/snapshot/publish.ts';"],
  ])('%s: %s', (path, text) => {
    expect(brokenBy([path, text])).toEqual([]);
  });

  test('imports are found in every form, and nothing else is taken for one', () => {
    const text = [
      "import a, { type B } from 'one';",
      "import 'two';",
      "import type {\n  C,\n} from './three.ts';",
      "export { d } from 'four';",
      "import e from './five.json' with { type: 'json' };",
      "const f = import('six');",
      "export const from = 'no';",
      "const text = 'import x from nowhere';",
      "export type G = 'a' | 'b';",
    ].join('\n');
    expect(specifiers(text).toSorted()).toEqual(['./five.json', './three.ts', 'four', 'one', 'six', 'two']);
  });
});
