import { expect, test } from 'vitest';
import { hubKeys } from '#functions/kernel/digest.ts';

const master = 'an invented master of forty characters!!';

test.each([
  ['no JSON', `${master} {`],
  ['a master too short', '{"version":1,"master":"short"}'],
  ['no version', JSON.stringify({ master })],
  ['nothing', ''],
])('a malformed hub secret is refused without a word of it: %s', (_what, secret) => {
  expect(() => hubKeys(secret)).toThrow(/^hub secret is malformed$/);
});

test('every use has a key of its own, and the same secret gives the same keys', () => {
  const { version, ...keys } = hubKeys(JSON.stringify({ version: 3, master, note: 'ignored' }));
  const hex = Object.values(keys).map((key) => Buffer.from(key).toString('hex'));
  expect([version, new Set(hex).size]).toEqual([3, 4]);
  expect(hubKeys(JSON.stringify({ version: 3, master })).subject).toEqual(keys.subject);
});
