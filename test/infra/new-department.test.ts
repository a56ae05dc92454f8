import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addImport, addMember } from '#infra/new-department/text.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEFT_OUT = ['node_modules', 'cdk.out', 'dist', 'coverage', '.git', '.onetrip', '.mirror'];
const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** The tree as it stands, in a folder of its own, with the same packages. */
const copyOfTree = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'onetrip-new-'));
  copies.push(copy);
  for (const name of readdirSync(ROOT).filter((one) => !LEFT_OUT.includes(one)))
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

const run = (copy: string, ...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, words, {
    cwd: copy,
    encoding: 'utf8',
    timeout: 180_000,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
const generate = (copy: string, ...words: string[]) => run(copy, 'infra/new-department.ts', ...words);
const passes = (copy: string, ...words: string[]): void => {
  const { status, stdout, stderr } = run(copy, ...words);
  expect(status === 0 ? '' : `${words.join(' ')}\n${stdout}${stderr}`).toBe('');
};
const [BIOME, TSC, VITEST] = [
  'node_modules/@biomejs/biome/bin/biome',
  'node_modules/typescript/bin/tsc',
  'node_modules/vitest/vitest.mjs',
];

const full = process.env.ONETRIP_FULL === '1';
const MADE: readonly (readonly [string, string])[] = [
  ['rest', 'weather'],
  ...(full ? ([['postgresql', 'water-works']] as const) : []),
];

describe.each(MADE)('a new department that speaks %s', (protocol, id) => {
  let copy: string;
  beforeAll(() => {
    copy = copyOfTree();
  });

  test('is made in one go, and says what to do next', () => {
    const { status, stdout, stderr } = generate(copy, id, '--protocol', protocol);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`schemas/departments/${id}.ts`);
    expect(stdout).toContain('docs/adding-a-department.md');
  });

  test('has no marker left, is formatted and linted, and its types fit the whole tree', () => {
    const made = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes(`/${id}`));
    expect(made.length).toBeGreaterThanOrEqual(6);
    for (const path of made.filter((one) => one.endsWith('.ts')))
      expect(readFileSync(join(copy, path), 'utf8')).not.toMatch(/\{\{|\bNAME\b/);
    passes(
      copy,
      BIOME,
      'ci',
      '--error-on-warnings',
      'schemas',
      'functions/departments',
      'infra',
      'city',
      'test/functions/departments',
    );
    passes(copy, TSC);
  });

  test('keeps its contract, the laws of the tree and the description of the interface before anything is edited', () => {
    const tests = [`test/functions/departments/${id}`, 'test/laws', 'test/city-data', 'test/infra/openapi'];
    passes(copy, VITEST, 'run', ...tests);
  });

  test('gets a role and a secret of its own, and nothing else changes in what was agreed', () => {
    const snapshots = ['roles', 'stateful'].map((name) => join(copy, `test/infra/__snapshots__/${name}.txt`));
    const before = snapshots.map((path) => readFileSync(path, 'utf8'));
    passes(copy, VITEST, 'run', 'test/infra/hub.test.ts', '-u');
    snapshots.forEach((path, i) => {
      const was = new Set(before[i]?.split('\n'));
      const added = readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => !was.has(line));
      expect(added.length).toBeGreaterThan(0);
      expect(was.size + added.length).toBe(new Set(readFileSync(path, 'utf8').split('\n')).size);
    });
  });

  test('is not made twice', () => {
    const before = readFileSync(join(copy, 'infra/adapters.ts'), 'utf8');
    const { status, stderr } = generate(copy, id, '--protocol', protocol);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^[^\n]+ can be asked already[^\n]*\n$/);
    expect(readFileSync(join(copy, 'infra/adapters.ts'), 'utf8')).toBe(before);
  });
});

describe('the walkthrough in docs/adding-a-department.md', () => {
  const text = readFileSync(join(ROOT, 'docs/adding-a-department.md'), 'utf8');
  const files = [...text.matchAll(/<!-- file: (\S+) -->\n```ts\n([\s\S]*?)```/g)];
  let copy: string;
  beforeAll(() => {
    copy = copyOfTree();
    const [, command = ''] = /^npm run new:department -- (.+)$/m.exec(text) ?? [];
    const words = [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    expect(generate(copy, ...words).status).toBe(0);
  });

  test('shows six files, which are those that the command made; as they stand there, all is in order', () => {
    expect(files).toHaveLength(6);
    for (const [, path = '', block = ''] of files) {
      expect(readFileSync(join(copy, path), 'utf8')).not.toBe('');
      writeFileSync(join(copy, path), block);
    }
    passes(copy, BIOME, 'check', '--write', ...files.map(([, path = '']) => path));
    passes(copy, 'infra/openapi.ts');
    passes(copy, TSC);
    const tests = ['test/laws', 'test/city-data', 'test/infra/openapi', 'test/functions/departments/water'];
    passes(copy, VITEST, 'run', ...tests);
  });

  test.runIf(full)('ends with an answer from the running city', () => {
    const [, body = ''] = /<!-- curl -->[\s\S]*?-d '([\s\S]*?)'\n/.exec(text) ?? [];
    const script = `
      import { startCity } from '#infra/local/city.ts';
      const city = await startCity({ departments: ['water'] });
      const headers = { authorization: 'Bearer ' + (await city.token('one-window-system')), 'content-type': 'application/json' };
      const answer = await fetch(city.url + '/v1/exchange/water/account', { method: 'POST', headers, body: ${JSON.stringify(body)} });
      console.log(answer.status, (await answer.json()).answer.use);
      await city.stop();`;
    writeFileSync(join(copy, 'ask.ts'), script);
    expect(run(copy, 'ask.ts').stdout).toBe('200 household\n');
  });
});

describe('what cannot be made is refused in one line, and nothing is written', () => {
  let copy: string;
  beforeAll(() => {
    copy = copyOfTree();
  });
  test.each([
    [['weather', '--protocol', 'fax'], /"fax" is not a known protocol; known are .*rest/],
    [['weather'], /No protocol was said; known are .*rest/],
    [[], /^Usage: npm run new:department/],
    [['Weather', '--protocol', 'rest'], /is no name/],
    [['../../x', '--protocol', 'rest'], /is no name/],
    [['real-estate', '--protocol', 'rest'], /can be asked already/],
    [['library', '--protocol', 'rest'], /already means something else/],
    [['protocols', '--protocol', 'rest'], /already means something else/],
    [['class', '--protocol', 'rest'], /already means something else/],
    [['weather', '--protocol', 'rest', '--zh', "x', y"], /a name holds letters/],
    [['weather', '--colour', 'red'], /Usage:/],
  ])('%j', (words, says) => {
    const { status, stdout, stderr } = generate(copy, ...words);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test('a list that was rewritten beyond recognition', () => {
    const path = join(copy, 'infra/local/departments/index.ts');
    writeFileSync(path, readFileSync(path, 'utf8').replace('export const standIns =', 'export const others ='));
    expect(generate(copy, 'weather', '--protocol', 'rest').stderr).toMatch(/no list "standIns" was found/);
    expect(readdirSync(join(copy, 'schemas/departments'))).not.toContain('weather.ts');
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
    if (after) expect(said.replace(/\s/g, '')).toBe(after.replace(/\s/g, ''));
    else expect(said).toMatch(/y,\} satisfies/);
  });

  test('and its import stands behind the others', () => {
    const text = "/** Why. */\nimport a from 'a';\nimport {\n  b,\n} from './b.ts';\n\nexport const c = 1;\n";
    expect(addImport(text, "import d from 'd';")).toBe(text.replace("'./b.ts';\n", "'./b.ts';\nimport d from 'd';\n"));
    expect(addImport('const x = 1;\n', "import d from 'd';")).toBe("import d from 'd';\nconst x = 1;\n");
  });
});
