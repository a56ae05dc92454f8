import { expect, test } from 'vitest';
import { everyHandle, hubKeys, subjectHandle } from '#functions/kernel/digest.ts';

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
  const { version, earlier, ...keys } = hubKeys(JSON.stringify({ version: 3, master, note: 'ignored' }));
  const hex = Object.values(keys).map((key) => Buffer.from(key).toString('hex'));
  expect([version, earlier, new Set(hex).size]).toEqual([3, [], 7]);
  expect(hubKeys(JSON.stringify({ version: 3, master })).subject).toEqual(keys.subject);
});

test('after a change of the key what stands under the earlier ones is still found, that of today first', () => {
  const before = hubKeys(JSON.stringify({ version: 1, master }));
  const now = hubKeys(JSON.stringify({ version: 2, master: master.toUpperCase(), earlier: [{ version: 1, master }] }));
  expect(everyHandle(now, 'x')).toEqual([subjectHandle(now, 'x'), subjectHandle(before, 'x')]);
  expect(new Set(everyHandle(now, 'x')).size).toBe(2);
  const { version, subject, kept, webhook, receipt } = before;
  expect(now.earlier[0]).toEqual({ version, subject, kept, webhook, receipt });
});
