import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Wish, wishOf } from '#infra/new-department/arguments.ts';
import { addImport, addMember } from '#infra/new-department/text.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEFT_OUT = ['node_modules', 'cdk.out', 'dist', 'coverage', '.git', '.onetrip'];
const full = process.env.ONETRIP_FULL === '1';

const WALKTHROUGH = readFileSync(join(ROOT, 'docs/adding-a-department.md'), 'utf8');
const FILES = [...WALKTHROUGH.matchAll(/<!-- file: (\S+) -->\n```ts\n([\s\S]*?)```/g)].map(
  ([, path = '', text = '']) => [path, text] as const,
);
/** The command of the walkthrough, as a shell takes it apart. */
const [, typed = ''] = /^npm run new:department -- (.+)$/m.exec(WALKTHROUGH) ?? [];
const command = [...typed.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);

const MADE: readonly (readonly string[])[] = [
  ['weather', '--protocol', 'rest'],
  command,
  ...(full
    ? [
        ['gas-supply', '--protocol', 'postgresql', '--zh', '燃气', '--en', 'Gas supply'],
        ['archives', '--protocol', 'soap', '--zh', '档案', '--en', 'Archives'],
        ['marriage', '--protocol', 'ferry', '--zh', '婚姻', '--en', 'Marriage'],
        ['disabled', '--protocol', 'agent', '--zh', '残联', '--en', 'Disabled persons'],
        ['genealogy', '--protocol', 'manual', '--zh', '方志', '--en', 'Local records'],
        ['province', '--protocol', 'hub', '--zh', '省平台', '--en', 'Province'],
      ]
    : []),
];
const ids = MADE.map(([id = '']) => id);

/** The tree as it stands, in a folder of its own, with the same packages. */
let copy: string;
const at = (path: string): string => join(copy, path);
const textOf = (path: string): string => readFileSync(at(path), 'utf8');
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'onetrip-new-'));
  for (const name of readdirSync(ROOT).filter((one) => !LEFT_OUT.includes(one)))
    cpSync(join(ROOT, name), at(name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, words, { cwd: copy, encoding: 'utf8', timeout: 600_000 });
const generate = (...words: string[]) => run('infra/new-department.ts', ...words);
const passes = (...words: string[]): void => {
  const { status, stdout, stderr } = run(...words);
  expect(status === 0 ? '' : `${words.join(' ')}\n${stdout}${stderr}`).toBe('');
};
const made = (): string[] =>
  readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('node_modules') && ids.some((id) => path.includes(`/${id}`)),
  );

describe('a new department', () => {
  test.each(MADE)('%s is made in one go, and says what to do next', (...words) => {
    const { status, stdout, stderr } = generate(...words);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`schemas/departments/${words[0]}.ts`);
    expect(stdout).toContain('docs/adding-a-department.md');
  });

  test('has no marker left, and is formatted and linted', () => {
    // A ferried department has a landing, too; one that answers by hand has no system to stand in for, and hubs have one stand-in for all.
    expect(made().length).toBe(8 * MADE.length + (full ? 1 - 2 - 1 : 0));
    for (const path of made()) expect(textOf(path)).not.toMatch(/\{\{|\bNAME\b/);
    const lists = ['schemas/departments', 'infra/adapters.ts', 'infra/local/departments', 'city'];
    passes('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', ...lists, ...made());
  });

  test('becomes what the walkthrough shows by putting six of its files in their places', () => {
    expect(FILES).toHaveLength(6);
    const paths = FILES.map(([path]) => path);
    expect(made()).toEqual(expect.arrayContaining(paths));
    for (const [path, text] of FILES) writeFileSync(at(path), text);
    passes('node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...paths);
    passes('infra/openapi.ts');
  });

  // Two processors are busy with it for ten seconds; CI asks for it by name.
  test.runIf(full || process.env.ONETRIP_TYPES === '1')('fits the types of the whole tree', () => {
    passes('node_modules/typescript/bin/tsc');
  });

  test('keeps its contract, the laws of the tree, the catalogue and the description of the interface', () => {
    // None of these needs the engines that the whole suite starts.
    mkdirSync(at('dist'), { recursive: true });
    const config = { test: { include: ['test/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } };
    writeFileSync(at('dist/plain.config.mjs'), `export default ${JSON.stringify(config)};`);
    const contracts = ids.map((id) => `test/functions/departments/${id}`);
    const tests = [...contracts, 'test/laws', 'test/city-data', 'test/infra/openapi'];
    passes(
      'node_modules/vitest/vitest.mjs',
      'run',
      '--root',
      '.',
      '--config',
      'dist/plain.config.mjs',
      ...tests,
      '--reporter=dot',
    );
  });

  test.runIf(full)('gets a role and a secret of its own, and nothing else changes in what was agreed', () => {
    const snapshots = ['roles', 'stateful'].map((name) => `test/infra/__snapshots__/${name}.txt`);
    const linesOf = (path: string) => textOf(path).split('\n');
    const before = snapshots.map(linesOf);
    // The option stands last: it would take a file behind it for its own value.
    passes('node_modules/vitest/vitest.mjs', 'run', 'test/infra/hub.test.ts', '-u');
    snapshots.forEach((path, i) => {
      const after = new Set(linesOf(path));
      expect(before[i]?.filter((line) => !after.has(line))).toEqual([]);
      expect(after.size).toBeGreaterThan(new Set(before[i]).size);
    });
  });

  test.runIf(full)('is answered in the running city as the walkthrough says', () => {
    const [, body = ''] = /<!-- curl -->[\s\S]*?-d '([\s\S]*?)'\n/.exec(WALKTHROUGH) ?? [];
    const script = `
      import { startCity } from '#infra/local/city.ts';
      const city = await startCity({ departments: ['water'] });
      const headers = { authorization: 'Bearer ' + (await city.token('one-window-system')), 'content-type': 'application/json' };
      const answer = await fetch(city.url + '/v1/exchange/water/account', { method: 'POST', headers, body: ${JSON.stringify(body)} });
      console.log(answer.status, (await answer.json()).answer?.use);
      await city.stop();`;
    writeFileSync(at('dist/ask.ts'), script);
    expect(run('dist/ask.ts').stdout).toBe('200 household\n');
  });

  test.runIf(full)('is answered in the running city whatever it speaks, at once or later', () => {
    const script = `
      import { startCity } from '#infra/local/city.ts';
      const names = ['gas-supply', 'archives', 'marriage', 'disabled'];
      const city = await startCity({ departments: names });
      const headers = { authorization: 'Bearer ' + (await city.token('one-window-system')), 'content-type': 'application/json' };
      const asked = { party: { role: 'applicant' }, request: { holder: '330784196205099980' }, fields: ['/registeredOn'] };
      const said = async (path, more = {}) => {
        const answer = await fetch(city.url + '/v1/exchange/' + path, { headers, ...more });
        return { status: answer.status, body: await answer.json() };
      };
      for (const name of names) {
        const purpose = { kind: 'standing', code: name + '-check' };
        let answer = await said(name + '/record', { method: 'POST', body: JSON.stringify({ purpose, ...asked }) });
        const [first, { question }] = [answer.status, answer.body];
        for (let i = 0; i < 100 && answer.status === 202; i += 1) {
          await new Promise((resolve) => setTimeout(resolve, 100));
          answer = await said(name + '/answers/' + question);
        }
        console.log(name, first, answer.status, answer.body.answer?.registeredOn);
      }
      await city.stop();`;
    writeFileSync(at('dist/ask-all.ts'), script);
    expect(run('dist/ask-all.ts').stdout).toBe(
      'gas-supply 200 200 2019-08-05\narchives 200 200 2019-08-05\nmarriage 202 200 2019-08-05\ndisabled 202 200 2019-08-05\n',
    );
  });

  test('is not made twice', () => {
    const before = textOf('infra/adapters.ts');
    const { status, stdout, stderr } = generate('weather', '--protocol', 'rest');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^weather can be asked already[^\n]*\n$/);
    expect(textOf('infra/adapters.ts')).toBe(before);
  });

  test('is not made at all when a list was rewritten beyond recognition', () => {
    const path = 'infra/local/departments/index.ts';
    writeFileSync(at(path), textOf(path).replace('export const standIns =', 'export const others ='));
    expect(generate('tourism', '--protocol', 'rest').stderr).toMatch(/no list "standIns" was found/);
    expect(readdirSync(at('schemas/departments'))).not.toContain('tourism.ts');
  });
});

describe('what was typed', () => {
  const wish = (...words: string[]): Wish => wishOf(words, { asked: ['real-estate'], functions: ['library'] });

  test.each([
    [
      ['weather', '--protocol', 'fax'],
      /^"fax" is not a known protocol; known are rest, postgresql, mysql, soap, ferry, hub, agent, manual$/,
    ],
    [['weather'], /^No protocol was said; known are rest/],
    [[], /^Usage: npm run new:department/],
    [['weather', 'more', '--protocol', 'rest'], /^Usage:/],
    [['Weather', '--protocol', 'rest'], /is no name/],
    [['../../x', '--protocol', 'rest'], /is no name/],
    [['real-estate', '--protocol', 'rest'], /can be asked already/],
    [['library', '--protocol', 'rest'], /already means something else/],
    [['protocols', '--protocol', 'rest'], /already means something else/],
    [['class', '--protocol', 'rest'], /already means something else/],
    [['weather', '--protocol', 'rest', '--zh', "x', y"], /a name holds letters/],
    [['weather', '--colour', 'red'], /Usage:/],
  ])('%j is refused in one line', (words, says) => {
    expect(() => wish(...words)).toThrow(says);
    expect(() => wish(...words)).toThrow(/^[^\n]+$/);
  });

  test('is understood', () => {
    expect(wish('tea-bureau', '--protocol', 'rest', '--zh', '茶业局')).toMatchObject({
      id: 'tea-bureau',
      zh: '茶业局',
    });
  });
});

describe('a list gets one member more', () => {
  test.each([
    ['export const a = { x: 1 } as const;', 'export const a = { x: 1, y,} as const;'],
    ['export const a = {\n  x: 1, // }\n};', 'export const a = {\n  x: 1, // }\n y,};'],
    ["export const a: readonly B[] = [...c, '}]'];", "export const a: readonly B[] = [...c, '}]', y,];"],
    ['export const a = [];', 'export const a = [y,];'],
    ['export const a = { b: { c: [1] }, /* } */ } satisfies D<{ e: 1 }>;', ''],
  ])('%s', (before, after) => {
    const said = addMember('x.ts', before, 'a', 'y');
    expect(said).not.toMatch(/\n\s*\n/);
    if (after) expect(said.replace(/\s/g, '')).toBe(after.replace(/\s/g, ''));
    else expect(said).toMatch(/y,\s*\} satisfies/);
  });

  test('and its import stands behind the others', () => {
    const text = "/** Why. */\nimport a from 'a';\nimport {\n  b,\n} from './b.ts';\n\nexport const c = 1;\n";
    expect(addImport(text, "import d from 'd';")).toBe(text.replace("'./b.ts';\n", "'./b.ts';\nimport d from 'd';\n"));
    expect(addImport('const x = 1;\n', "import d from 'd';")).toBe("import d from 'd';\nconst x = 1;\n");
  });
});
