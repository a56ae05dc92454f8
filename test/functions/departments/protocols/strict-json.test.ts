import { expect, test } from 'vitest';
import { parseStrictJson } from '#functions/departments/protocols/strict-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  '{"a":1,"a":2}',
  '{"a":1,"\\u0061":2}',
  '{"b":[{"x":{"y":1,"y":1}}]}',
  '{"__proto__":1,"__proto__":2}',
  '{"a" \n :1,"a":1}',
])('a member that stands twice is refused: %s', (text) => {
  expect(() => parseStrictJson(bytes(text))).toThrow();
});

test.each([
  '{"a":"b\\":","c":":\\\\"}',
  '["a:",":"]',
  '{"a":{"a":{"a":[]}}}',
  '"\\"a\\":"',
  '0',
  '{"":""}',
  '{"__proto__":1}',
])('and once is not: %s', (text) => {
  expect(parseStrictJson(bytes(text))).toEqual(JSON.parse(text));
});
