/** Help in both languages, for every command, and what is missing is named. */
import { expect, test } from 'vitest';
import { run } from '#client/cli/run.ts';

const onetrip = async (...words: string[]) => {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY: false as never,
    write: (text: string | Uint8Array) => {
      written[name] += String(text);
      return true;
    },
  });
  const env = { HOME: '/nowhere' };
  const process = {
    stdout: stream('out'),
    stderr: stream('err'),
    env,
    stdin: async () => '',
    signal: new AbortController().signal,
  };
  return { code: await run(words, process), ...written };
};
const HAN = /\p{Script=Han}{2}/u;

test('every command says in both languages what it does, and each of its options', async () => {
  const { out, code } = await onetrip('--help');
  expect(code).toBe(0);
  const names = [...out.matchAll(/^ {2}onetrip ([a-z]+(?: [a-z-]+)?)/gm)].map(([, name]) => String(name).trim());
  expect(names.length).toBeGreaterThanOrEqual(15);
  for (const name of names) {
    const help = await onetrip(...name.split(' '), '--help');
    expect([name, help.code, help.err]).toEqual([name, 0, '']);
    const [zh = '', en = ''] = help.out.split('\n');
    expect(zh).toMatch(HAN);
    expect(en).toMatch(/^[A-Z][a-z]*/);
    for (const [, option] of help.out.matchAll(/^ {2}--([a-z]+)/gm)) expect(option).toMatch(/^[a-z]+$/);
  }
  expect(out).toMatch(/130 {2}已中断/);
});

test.each([
  [[], 0, ''],
  [['help'], 0, ''],
  [['grant'], 2, 'no such command: grant'],
  [['ask'], 2, 'missing: <department/resource>'],
  [['ask', 'a/b'], 2, 'missing: --purpose'],
  [['ask', 'a/b', '--purpose', 'x'], 2, '--purpose standing'],
  [['tail'], 2, 'missing: --department'],
  [['upper', 'resources', '--findings'], 2, 'missing: <department>'],
  [['login', '--hub', 'x'], 2, 'missing: --issuer'],
  [['resources'], 3, 'no profile "default"'],
  [['grant', 'decide', 'g', '--agree', '--refuse'], 2, '--agree'],
])('%j ends with %i', async (words, code, err) => {
  const said = await onetrip(...words);
  expect([said.code, said.err]).toEqual([code, expect.stringContaining(err)]);
});
