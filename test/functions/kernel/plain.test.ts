import { expect, test } from 'vitest';
import { plainItem } from '#functions/kernel/plain.ts';

test('items are read as they were written, and an attribute of another type is not guessed at', () => {
  const item = {
    s: { S: '㛃' },
    n: { N: '1.5' },
    b: { BOOL: false },
    z: { NULL: true },
    l: { L: [{ M: { a: { S: '' } } }] },
  };
  expect(plainItem(item)).toEqual({ s: '㛃', n: 1.5, b: false, z: null, l: [{ a: '' }] });
  expect(() => plainItem({ set: { SS: ['a'] } as object })).toThrow('attribute type');
});
