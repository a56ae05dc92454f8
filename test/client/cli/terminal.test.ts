/** What is written: lines up, obeys nobody else's control characters, and is plain where nobody looks. */
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { bar, facts, leaves, table, terminal } from '#client/cli/terminal.ts';
import { width } from '#client/cli/width.ts';

const made = (isTTY: boolean, env = {}, json = false) => {
  const written: string[] = [];
  const stream = { isTTY: isTTY as never, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  return { written, term: terminal({ stdout: stream, stderr: stream, env }, json) };
};

test('columns line up by what a terminal shows, not by what a string counts', () => {
  const { term } = made(false);
  const text = table(
    term,
    ['a', '名称'],
    [
      ['短', 'x'],
      ['a longer one', '不动产登记（权利人）'],
      ['𠮷', 1],
      [undefined, 'end'],
    ],
  );
  const lines = text.split('\n');
  const at = ['名称', 'x', '不动产', '1', 'end'].map((word, i) =>
    width((lines[i] ?? '').slice(0, lines[i]?.indexOf(word))),
  );
  expect(new Set(at)).toEqual(new Set([14]));
});

test('a name cannot steer the terminal', () => {
  const { term } = made(true);
  const evil = 'Bureau\u001b]0;root\u0007\r\u202eevil\nsecond';
  for (const text of [table(term, ['n'], [[evil]]), facts(term, [['n', evil]])]) {
    const bare = stripVTControlCharacters(text);
    expect(bare).toContain('Bureau·]0;root··');
    for (const control of ['\u001b', '\u0007', '\r', '\u202e']) expect(bare).not.toContain(control);
  }
});

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
])('colours on %s: %s', (_what, isTTY, env, coloured) => {
  expect(made(isTTY, env).term.style('red', 'x') !== 'x').toBe(coloured);
});

test('machine-readable output holds nothing but JSON; progress is for a terminal', () => {
  const { term, written } = made(false, {}, true);
  term.say('for people');
  term.progress('half');
  term.print({ a: 1 });
  expect(written).toEqual(['{"a":1}\n']);
});

test('leaves of an answer, and a bar that stays in its frame', () => {
  expect(leaves({ a: [{ b: 1 }, { b: null }], c: false })).toEqual([
    ['/a/0/b', '1'],
    ['/a/1/b', '–'],
    ['/c', 'false'],
  ]);
  expect([bar(0, 4), bar(0.5, 4), bar(7, 4)]).toEqual(['[....]   0 %', '[##..]  50 %', '[####] 100 %']);
});
